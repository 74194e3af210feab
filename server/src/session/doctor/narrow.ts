import type { GrammarId } from '@drift/shared';
import type { GrammarProbe } from './probe-grammars.ts';

/** What a thread is sent that shall try the grammars. */
export interface ProbeOrder {
  readonly id: number;
  readonly probe: readonly GrammarId[];
}

/** What it answers. */
export interface ProbesDone {
  readonly id: number;
  readonly probes: readonly GrammarProbe[];
}

/** An order to try the grammars, or `null` for any other message; the same code made it. */
export function asProbeOrder(message: unknown): ProbeOrder | null {
  return typeof message === 'object' && message !== null && 'probe' in message ? (message as ProbeOrder) : null;
}

/** How the grammars did, or `null` for any other message; the same code made it. */
export function asProbesDone(message: unknown): readonly GrammarProbe[] | null {
  return typeof message === 'object' && message !== null && 'probes' in message ? (message as ProbesDone).probes : null;
}

/** Checksums by name, as the build writes them; what is no text is left out, and nothing is in what is no JSON. */
export function checksumsIn(json: string): ReadonlyMap<string, string> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return new Map();
  }
  if (typeof parsed !== 'object' || parsed === null) return new Map();
  const entries = Object.entries(parsed).flatMap(([name, sum]): [string, string][] =>
    typeof sum === 'string' ? [[name, sum]] : [],
  );
  return new Map(entries);
}
