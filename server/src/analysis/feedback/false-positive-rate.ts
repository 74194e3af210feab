import type { FindingRecord } from '@drift/shared';
import { MIN_ACTED_ON } from './parameters.ts';
import { reasonOf } from './standing.ts';

/** How often findings turned out to be of no use. */
export interface FalsePositives {
  readonly fixed: number;
  readonly autoFixed: number;
  readonly ignored: number;
  /** Dismissals by reason; only reasons that occurred. */
  readonly dismissed: Readonly<Record<string, number>>;
  /** Findings with a counted action. */
  readonly acted: number;
  /** From 0 to 1, 0 when nothing was acted on. */
  readonly rate: number;
  /** False while there is too little to act upon. */
  readonly sufficient: boolean;
}

/** The rate of some actions in order of time: the last counted action on a finding wins. O(actions). */
export function falsePositives(actions: Iterable<FindingRecord>): FalsePositives {
  const last = new Map<string, FindingRecord>();
  for (const action of actions) if (isCounted(action)) last.set(action.finding, action);
  const dismissed: Record<string, number> = {};
  let fixed = 0;
  let autoFixed = 0;
  let ignored = 0;
  for (const action of last.values()) {
    if (action.action === 'fixed') fixed++;
    else if (action.action === 'auto_fixed') autoFixed++;
    else if (action.action === 'ignored') ignored++;
    else dismissed[reasonOf(action)] = (dismissed[reasonOf(action)] ?? 0) + 1;
  }
  const acted = last.size;
  const useless = (dismissed['false_positive'] ?? 0) + (dismissed['not_applicable'] ?? 0) + ignored;
  return {
    fixed,
    autoFixed,
    ignored,
    dismissed,
    acted,
    rate: acted === 0 ? 0 : Math.round((useless / acted) * 1e6) / 1e6,
    sufficient: acted >= MIN_ACTED_ON,
  };
}

/** Marks are not counted. */
function isCounted({ action }: FindingRecord): boolean {
  return action !== 'suppressed' && action !== 'escalated';
}
