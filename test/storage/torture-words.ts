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

/** What a process says, one line each: the word, and behind a blank what belongs to it. */
export type Word =
  /** It wrote into the database, which was acknowledged. */
  | 'recovered'
  /** The reasons of all decisions that the database knows, as JSON. */
  | 'knows'
  /** A decision is acknowledged: its reason. */
  | 'decided'
  /** The operation begins, and is done. */
  | 'begin'
  | 'end'
  /** What must not be. */
  | 'problem';
