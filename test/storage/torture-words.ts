/** What is killed in the middle. */
export const OPERATIONS = ['save', 'backup', 'restore', 'migrate'] as const;
/** One of them. */
export type Operation = (typeof OPERATIONS)[number];

/** What a process is started for: one of the operations twice, or once over everything and then an orderly end. */
export type Task = Operation | 'finish';

/** The task of a name; `finish` for any other. */
export function asTask(name: string | undefined): Task {
  return OPERATIONS.find((o) => o === name) ?? 'finish';
}

/**
 * What a process says, one line each: the word, and behind a blank what belongs to it. `recovered`: it wrote into the
 * database, which was acknowledged; the milliseconds of processor time until then. `knows`: the reasons of all decisions, as JSON. `decided`: a decision is acknowledged,
 * its reason. `begin` and `end`: of the operation. `problem`: what must not be.
 */
const WORDS = ['recovered', 'knows', 'decided', 'begin', 'end', 'problem'] as const;
/** One of them. */
export type Word = (typeof WORDS)[number];

/** A line as it was said; one that nobody says is a problem. */
export function heard(line: string): { readonly word: Word; readonly what: string } {
  const at = line.indexOf(' ');
  const word = WORDS.find((w) => w === line.slice(0, at));
  return word === undefined ? { word: 'problem', what: line } : { word, what: line.slice(at + 1) };
}
