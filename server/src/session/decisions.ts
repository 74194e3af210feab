import {
  type Answers,
  DECISIONS_FILE,
  type Decision,
  type DecisionNote,
  keyName,
  type ParsedDecisions,
  type Problem,
  parseDecisions,
} from '@drift/shared';
import type { NumberedDecision } from '../analysis/conventions/standing.ts';
import type { Host } from '../host/host.ts';
import { joinPath } from '../host/paths.ts';
import { CONVENTIONS } from '../rules/registry.ts';
import { decodeText } from '../syntax/decode-text.ts';
import { readInside } from './read-inside.ts';

/** What people decided about conventions, as the file of the workspace says. */
export interface DecisionsState {
  readonly decisions: readonly NumberedDecision[];
  /** Faults: with any, no decision holds. */
  readonly problems: readonly Problem[];
  /** What is odd and leaves the decisions in force. */
  readonly warnings: readonly Problem[];
  /** All of these with their places, as far as they have one. */
  readonly notes: readonly (DecisionNote & { readonly isFault: boolean })[];
  /** The text these decisions come from; `null` without a file. */
  readonly text: string | null;
}

/** A workspace in which nobody decided anything. */
export const NO_DECISIONS: DecisionsState = { decisions: [], problems: [], warnings: [], notes: [], text: null };

const NUMBERS: ReadonlyMap<string, number> = new Map(CONVENTIONS.map((c, i) => [keyName(c.id), i]));

const ANSWERS: ReadonlyMap<string, Answers> = new Map(CONVENTIONS.map((c) => [keyName(c.id), c.answers]));

/** Number of a convention in the registry by its key, or `null`. */
export function conventionNumber(key: string): number | null {
  return NUMBERS.get(keyName(key)) ?? null;
}

/** Names of all convention keys. */
export function conventionKeys(): readonly string[] {
  return [...NUMBERS.keys()];
}

/** Reads the decisions of a root, or takes the given text of the open file. */
export async function readDecisions(host: Host, root: string, openText: string | null): Promise<DecisionsState> {
  let text = openText;
  if (text === null) {
    const read = await readInside(host, root, DECISIONS_FILE);
    if (!read.ok && read.reason === 'missing') return NO_DECISIONS;
    if (!read.ok) return { ...NO_DECISIONS, problems: read.problems.map((p) => fault(p.message)) };
    text = decodeText(read.value).text;
  }
  const parsed = parseDecisions(text, ANSWERS);
  const warnings = [...parsed.warnings, ...(await withoutDirectory(host, root, parsed))];
  return {
    decisions: parsed.decisions.flatMap(numbered),
    problems: parsed.faults.map((f) => ({ ...fault(f.message), line: f.line, column: f.column })),
    warnings: warnings.map(({ message, line, column }) => ({
      code: 'CONFIG_ERROR',
      message,
      file: DECISIONS_FILE,
      line,
      column,
    })),
    notes: [...parsed.faults.map((n) => ({ ...n, isFault: true })), ...warnings.map((n) => ({ ...n, isFault: false }))],
    text,
  };
}

/** Decisions about a directory that is not there: one that was renamed, or a slip of the pen. */
async function withoutDirectory(host: Host, root: string, parsed: ParsedDecisions): Promise<readonly DecisionNote[]> {
  const scopes = new Map<string, boolean>();
  for (const { scope } of parsed.decisions)
    if (scope !== undefined && !scopes.has(scope)) scopes.set(scope, await isDirectory(host, root, scope));
  return parsed.decisions.flatMap(({ scope }, i) =>
    scope === undefined || scopes.get(scope) === true
      ? []
      : [parsed.note(i, 'scope', `"${scope}" is no directory of the workspace, so this decides nothing`)],
  );
}

/** True for a directory inside the root. */
export async function isDirectory(host: Host, root: string, scope: string): Promise<boolean> {
  if (scope.split('/').includes('..')) return false;
  const stat = await host.stat(joinPath(root, scope));
  return stat.ok && stat.value.kind === 'directory';
}

function numbered(decision: Decision): NumberedDecision[] {
  const convention = conventionNumber(decision.key);
  return convention === null ? [] : [{ ...decision, convention }];
}

function fault(message: string): Problem {
  return {
    code: 'CONFIG_ERROR',
    message,
    file: DECISIONS_FILE,
    hint: 'Until this is mended no decision of the file holds; docs/conventions.md describes its format.',
  };
}
