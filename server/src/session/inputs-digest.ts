import { createHash, type Hash } from 'node:crypto';
import { byCodeUnit, type FileId, type ServerInit } from '@drift/shared';
import type { FeedbackFile } from './feedback-file.ts';
import type { ProjectConfigState } from './project-config.ts';
import type { RootState } from './root-state.ts';

/** Everything a report of a root follows from, besides the texts of its source files. */
export interface RootInputs extends Omit<RootState, 'contents' | 'lookedAt' | 'read'> {
  readonly root: string;
  readonly observe: ServerInit['observe'];
  readonly settings: ProjectConfigState;
  readonly feedback: Pick<FeedbackFile, 'records' | 'problems'>;
}

/** With what each source file holds. */
export type NamedInputs = RootInputs & Pick<RootState, 'contents' | 'lookedAt' | 'read'>;

/**
 * A digest (hex SHA-256) of all that a report follows from: two runs with the same one give the same report. `contents`
 * names the text of each source file of the scan; `null` where one of them has no name, for then nothing can be promised.
 */
export function inputsDigest(
  engine: string,
  inputs: RootInputs,
  contents: (file: FileId) => string | null,
): string | null {
  const { root, observe, settings, scan, baseline, decisions, feedback, manifests, tools } = inputs;
  // A scan that was cut short, or that met what it could not read, may see something else the next time.
  if (scan.status !== 'complete' || scan.skipped.unreadable > 0 || scan.skipped.vanished > 0) return null;
  const hash = createHash('sha256');
  const { commit, kind, description, changes, tracked, trackedIgnored } = baseline;
  add(hash, [engine, root, observe, settings, decisions, feedback.records, feedback.problems()]);
  // Texts at a commit, and what it holds, are said by its name.
  add(hash, [
    kind,
    commit,
    description,
    [...changes].sort(byFile),
    tracked === null,
    [...trackedIgnored].sort(byCodeUnit),
  ]);
  add(hash, [baseline.hasAccepted, baseline.accepted.entries, baseline.warnings]);
  add(hash, [baseline.problems, scan.problems, scan.skipped, [...manifests].sort(byFile), tools]);
  let files = '';
  for (const { file, grammar, role, size } of scan.files) {
    const content = contents(file);
    if (content === null) return null;
    files += JSON.stringify([file, grammar, role, size, content]);
  }
  // At once: there may be tens of thousands of them.
  return hash.update(files).digest('hex');
}

/** JSON is safe to put one after the other: each part ends where its brackets close. Maps and sets must be lists by now. */
function add(hash: Hash, part: readonly unknown[]): void {
  hash.update(JSON.stringify(part, asLists));
}

function asLists(_: string, value: unknown): unknown {
  if (value instanceof Map) return [...value].sort((a, b) => byCodeUnit(String(a[0]), String(b[0])));
  return value instanceof Set ? [...value].map(String).sort(byCodeUnit) : value;
}

function byFile(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return byCodeUnit(a[0], b[0]);
}
