import type { DoctorCheck, GrammarId } from '@drift/shared';
import type { Host } from '../../host/host.ts';
import type { ProjectConfigState } from '../project-config.ts';
import type { WsPlace } from '../ws/place.ts';
import type { LargeDirectories } from './large-directories.ts';
import type { GrammarProbe } from './probe-grammars.ts';

/** What a check says. */
export type Verdict = Omit<DoctorCheck, 'id' | 'mended'>;

/** What a mend did, in words, or why it could not. */
export interface Mended {
  readonly done: boolean;
  readonly text: string;
}

/** What the checks look at: one root of a session. */
export interface Patient {
  readonly host: Host;
  readonly root: string;
  readonly thorough: boolean;
  /** Settings as they are now; read once for all checks. */
  readonly settings: ProjectConfigState;
  /** For what concerns the database and its backups. */
  readonly ws: WsPlace;
  /** What a walk through the tree shows; it is walked through once for all checks. */
  readonly walk: () => Promise<LargeDirectories>;
  /** Compares the file of every grammar with the checksum of the build; `fault` is `null` where it is the same. */
  readonly grammarFiles: () => Promise<readonly GrammarProbe[]>;
  /** Loads one grammar and lets it read its probe. */
  readonly probeGrammar: (grammar: GrammarId) => Promise<readonly GrammarProbe[]>;
  /** Does so with every grammar, in threads that end afterwards. */
  readonly probeGrammars: () => Promise<readonly GrammarProbe[]>;
}

/** One thing the doctor looks at. What a mend does changes no finding and loses nothing. */
export interface Check {
  readonly id: string;
  run(patient: Patient): Promise<Verdict>;
  mend?(patient: Patient): Promise<Mended>;
}

/** Nothing to do. */
export function fine(message: string): Verdict {
  return { status: 'ok', message };
}

/** Something to know, and what to do about it. */
export function warned(message: string, fix: string): Verdict {
  return { status: 'warn', message, fix };
}

/** Something that keeps Drift from working, and what to do about it. */
export function broken(message: string, fix: string, details = ''): Verdict {
  return { status: 'error', message, fix, ...(details === '' ? {} : { details }) };
}

/** The first sentence of a failed operation. */
export function reasonOf(failure: { readonly problems: readonly { readonly message: string }[] }): string {
  return failure.problems[0]?.message ?? 'no reason was given';
}
