import { DECISIONS_FILE, type Decision, keyName, type Problem, parseDecisions } from '@drift/shared';
import type { NumberedDecision } from '../analysis/conventions/standing.ts';
import type { Host } from '../host/host.ts';
import { CONVENTIONS } from '../rules/registry.ts';
import { decodeText } from '../syntax/decode-text.ts';
import { readInside } from './read-inside.ts';

/** What people decided about conventions, as the file of the workspace says. */
export interface DecisionsState {
  readonly decisions: readonly NumberedDecision[];
  readonly problems: readonly Problem[];
  /** The text these decisions come from; `null` without a file. */
  readonly text: string | null;
}

/** A workspace in which nobody decided anything. */
export const NO_DECISIONS: DecisionsState = { decisions: [], problems: [], text: null };

const NUMBERS: ReadonlyMap<string, number> = new Map(CONVENTIONS.map((c, i) => [keyName(c.id), i]));

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
  const { decisions, faults } = parseDecisions(text, conventionKeys());
  return { decisions: decisions.flatMap(numbered), problems: faults.map(fault), text };
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
