import { byCodeUnit, type FeedbackRecord, type FindingRecord, type RuleId } from '@drift/shared';
import { directoryOf } from '../conventions/scopes.ts';
import { abuseEvents, windowStart } from './abuse.ts';
import { DIRECTORY_SHARE, LOCAL_DELTAS, LOCAL_THRESHOLD } from './parameters.ts';
import { dayOf, standingActions } from './standing.ts';

/** A rule in one file or directory, with what people's actions there add up to. */
export interface LocalScore {
  readonly ruleId: RuleId;
  readonly path: string;
  readonly score: number;
}

/** Where people found a rule of no use, in code-unit order of rule and path. */
export interface Locality {
  /** Files that a rule leaves alone. */
  readonly exempt: readonly LocalScore[];
  /** Directories in which a rule only hints; `''` is the root. */
  readonly quiet: readonly LocalScore[];
}

/**
 * What the records say about single places, from records in order of time. The last action on a finding counts; a
 * flagged author's doubts are held back. A pure function of the records.
 */
export function localityOf(records: readonly FeedbackRecord[]): Locality {
  const last = new Map<string, FindingRecord>();
  for (const action of standingActions(records)) if (deltaOf(action) !== null) last.set(action.finding, action);
  const flagged = new Set(abuseEvents(records).map((e) => e.author));
  const heldFrom = windowStart(records);
  const files = new Scores();
  const directories = new Scores();
  for (const action of last.values()) {
    const delta = deltaOf(action) ?? 0;
    if (delta < 0 && flagged.has(action.author) && dayOf(action) >= heldFrom) continue;
    files.add(action.ruleId, action.file, delta);
    directories.add(action.ruleId, directoryOf(action.file), delta * DIRECTORY_SHARE);
  }
  return {
    exempt: files.list().filter((s) => s.score < LOCAL_THRESHOLD),
    quiet: directories.list().filter((s) => s.score <= LOCAL_THRESHOLD),
  };
}

/** What an action adds to the score of its file; `null` where it says nothing about the place. */
function deltaOf({ action, reason }: FindingRecord): number | null {
  switch (action) {
    case 'fixed':
    case 'auto_fixed':
      return LOCAL_DELTAS.fixed;
    case 'ignored':
      return LOCAL_DELTAS.ignored;
    case 'dismissed':
      if (reason === 'false_positive') return LOCAL_DELTAS.falsePositive;
      return reason === 'not_applicable' ? LOCAL_DELTAS.notApplicable : 0;
    case 'suppressed':
    case 'escalated':
      return null;
  }
}

class Scores {
  private readonly rules = new Map<RuleId, Map<string, number>>();

  add(rule: RuleId, path: string, delta: number): void {
    const known = this.rules.get(rule) ?? new Map<string, number>();
    known.set(path, (known.get(path) ?? 0) + delta);
    this.rules.set(rule, known);
  }

  list(): LocalScore[] {
    return [...this.rules]
      .flatMap(([ruleId, paths]) => [...paths].map(([path, sum]) => ({ ruleId, path, score: rounded(sum) })))
      .sort((a, b) => byCodeUnit(a.ruleId, b.ruleId) || byCodeUnit(a.path, b.path));
  }
}

/** Sums of tenths must not depend on how they round. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
