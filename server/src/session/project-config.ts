import {
  type ConfigProblem,
  DEFAULT_CONFIG,
  type DriftConfig,
  type Problem,
  type Provenance,
  parseConfig,
  type Result,
  resolveConfig,
} from '@drift/shared';
import { RULES } from '../enforcement/rule-settings.ts';
import type { Repository } from '../host/git.ts';
import { readPlaces } from '../host/git-blobs.ts';
import type { Host } from '../host/host.ts';
import { decodeText } from '../syntax/decode-text.ts';
import { readInside } from './read-inside.ts';

/** Name of the configuration file in a workspace root. */
export const CONFIG_FILE = 'drift.toml';

/** The effective settings of a root, and what is wrong with them. */
export interface ProjectConfigState {
  readonly config: DriftConfig;
  readonly provenance: Provenance;
  /** Text of `drift.toml`, or `null` without one. */
  readonly text: string | null;
  /** Faults of the file, with places in it. */
  readonly faults: readonly ConfigProblem[];
  readonly problems: readonly Problem[];
  /** Faults of what this run alone was given. */
  readonly flagProblems: readonly string[];
  /** True when a fault makes the result of a check meaningless. */
  readonly broken: boolean;
}

/** Reads `drift.toml` (or takes the given text of an open one) and lays environment and flags over it. */
export async function readProjectConfig(
  host: Host,
  root: string,
  flags: ReadonlyMap<string, string>,
  openText: string | null,
): Promise<ProjectConfigState> {
  const problems: Problem[] = [];
  let text = openText;
  if (text === null) {
    const read = await readInside(host, root, CONFIG_FILE);
    if (read.ok) text = decodeText(read.value).text;
    else if (read.reason !== 'missing')
      problems.push(...read.problems.map((p) => ({ ...p, code: 'CONFIG_ERROR' as const, file: CONFIG_FILE })));
  }
  const knownRules = [...RULES.keys()];
  const parsed = text === null ? null : parseConfig(text, CONFIG_FILE, { knownRules });
  const faults = parsed?.problems ?? [];
  const resolved = resolveConfig({
    defaults: DEFAULT_CONFIG,
    ...(parsed?.config == null ? {} : { project: { config: parsed.config, path: CONFIG_FILE } }),
    environment: (name) => host.environment(name),
    flags,
    knownRules,
  });
  for (const f of faults) {
    problems.push({ code: 'CONFIG_ERROR', message: f.message, file: CONFIG_FILE, line: f.line, column: f.column });
  }
  for (const p of resolved.problems) problems.push({ code: 'CONFIG_ERROR', message: p.message });
  const broken =
    problems.length > faults.length + resolved.problems.length ||
    faults.some((p) => p.severity === 'error') ||
    resolved.problems.some((p) => p.severity === 'error' || p.layer === 'flag');
  const flagProblems = resolved.problems.filter((p) => p.layer === 'flag').map((p) => p.message);
  return { config: resolved.config, provenance: resolved.provenance, text, faults, problems, flagProblems, broken };
}

/** The settings that `drift.toml` of a commit makes, under the environment and the flags of this run. */
export async function configAt(
  repo: Repository,
  commit: string,
  flags: ReadonlyMap<string, string>,
): Promise<Result<Pick<ProjectConfigState, 'config' | 'provenance'>>> {
  const read = await readPlaces(repo, [{ commit, path: CONFIG_FILE }]);
  if (!read.ok) return read;
  const [bytes = null] = read.value;
  const text = bytes === null ? '' : decodeText(bytes).text;
  return { ok: true, value: await readProjectConfig(repo.host, repo.root, flags, text) };
}
