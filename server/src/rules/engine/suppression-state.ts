import type { DriftConfig } from '@drift/shared';
import type { Suppression } from '../../facts/suppression-comments.ts';

/** What settings and the commit compared with have to say about suppressions. */
export interface SuppressionSettings {
  readonly config: DriftConfig['suppression'];
  /** The day (`YYYY-MM-DD`, UTC) of the commit that findings are judged against; `null` without one: nothing expires. */
  readonly day: string | null;
}

/**
 * Whether a suppression has an effect, or why not: it stands in the wrong place, its end is no date, it gives no reason,
 * its end is past, it has none although it must, or that is too far away, or it speaks to another tool and that is off.
 */
export type SuppressionState =
  | 'active'
  | 'misplaced'
  | 'undated'
  | 'unreasoned'
  | 'expired'
  | 'endless'
  | 'tooLong'
  | 'foreign';

const DAY_MS = 86_400_000;

/** The state of a suppression; a function of it and the settings alone, never of a clock. */
export function stateOf(
  { tool, lines, expires, reason }: Suppression,
  { config, day }: SuppressionSettings,
): SuppressionState {
  if (tool !== 'drift') return config.foreign ? 'active' : 'foreign';
  if (config.require_reason && reason === '') return 'unreasoned';
  if (lines === null) return 'misplaced';
  const end = expires === null ? null : dayNumber(expires);
  if (expires !== null && end === null) return 'undated';
  const now = day === null ? null : dayNumber(day);
  if (end !== null && now !== null && now > end) return 'expired';
  const limit = config.max_duration_days;
  if (limit === 0) return 'active';
  if (end === null) return 'endless';
  return now !== null && end - now > limit ? 'tooLong' : 'active';
}

/** Days since 1970 of a day written `YYYY-MM-DD`; `null` for what is no day. */
function dayNumber(written: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(written)) return null;
  const ms = Date.parse(`${written}T00:00:00Z`);
  // Some impossible days are taken for others.
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, written.length) !== written) return null;
  return ms / DAY_MS;
}
