import {
  DECISIONS_FILE,
  type DriftConfig,
  displayText,
  type FileId,
  type RelatedPlace,
  type RuleFinding,
  type Severity,
} from '@drift/shared';
import { deviationRank } from '../analysis/conventions/score.ts';
import { type ConventionState, type Example, type Snapshot, stateFor } from '../analysis/conventions/snapshot.ts';
import type { Population } from '../analysis/conventions/tally.ts';
import { maskText } from '../knowledge/secrets/mask-text.ts';
import type { Convention } from '../rules/engine/convention.ts';
import type { FileRole, FileView } from '../rules/engine/file-view.ts';
import {
  NOT_TOLD,
  type ObservationSet,
  type ObservedSite,
  siteAt,
  siteCount,
} from '../rules/engine/observation-set.ts';
import { CONVENTIONS } from '../rules/registry.ts';
import type { LeftToTools } from './left-to-tools.ts';
import { conventionSeverity } from './rule-settings.ts';

/** Conforming places shown beside a deviation. */
const MAX_EXAMPLES = 2;

/** A deviation with the severity its convention's category gives it. */
export interface Deviation {
  readonly finding: RuleFinding;
  readonly severity: Severity;
  /** Told in new code only. */
  readonly newOnly: boolean;
}

/** Which population a file votes in and is judged by; `null` where conventions do not apply. */
export function populationOf(role: FileRole): Population | null {
  switch (role) {
    case 'source':
    case 'config':
      return 'source';
    case 'test':
    case 'fixture':
      return 'test';
    case 'generated':
    case 'vendored':
      return null;
  }
}

/**
 * Deviating sites from which on a file with fewer conforming ones counts as one that goes its own way: it was copied,
 * mirrors something else or was meant so. Chosen by reading deviations in ten languages (docs/precision.md).
 */
const ISLAND_SITES = 2;

/** Every site of the file that departs from an enforced convention. */
export function deviations(
  view: FileView,
  observations: ObservationSet,
  context: {
    readonly snapshot: Snapshot;
    readonly config: DriftConfig;
    readonly hasBaseline: boolean;
    readonly mayCite: (file: FileId) => boolean;
    readonly left: LeftToTools;
  },
): readonly Deviation[] {
  const population = populationOf(view.role);
  if (population === null) return [];
  const found: { readonly deviation: Deviating; readonly state: ConventionState; readonly side: Side }[] = [];
  const sides = new Map<number, Side>();
  for (let i = 0; i < siteCount(observations); i++) {
    const site = siteAt(observations, i);
    if (site.value === NOT_TOLD) continue;
    const convention = CONVENTIONS[site.convention];
    const question = { convention: site.convention, language: view.language, population };
    const state = stateFor(context.snapshot, question, view.file);
    if (convention === undefined || state === undefined) continue;
    if (context.left.to(convention, view.language, view.file) !== null) continue;
    const side = sides.get(site.convention) ?? { deviating: 0, conforming: 0 };
    sides.set(site.convention, side);
    if (site.value === state.enforcement?.expected) side.conforming++;
    const deviation = deviationOf(convention, state, site, context.config);
    if (deviation === null) continue;
    side.deviating++;
    found.push({ deviation, state, side });
  }
  return found.flatMap(({ deviation, state, side }) => {
    const island = isIsland(state, side);
    // Nothing tells the new lines of an island from the old ones.
    if (island && !context.hasBaseline) return [];
    const { finding, follows, severity, newOnly } = deviation;
    const related = examplesNear(view.file, state, context.mayCite, `follows ${follows}`);
    const told = { ...finding, symbol: view.symbolPathAt(finding.start), related };
    return [{ severity, newOnly: newOnly || island, finding: told }];
  });
}

/** How often a file departs from a convention, and how often it follows. */
interface Side {
  deviating: number;
  conforming: number;
}

/** A deviation, and what is expected in words. */
type Deviating = Deviation & { readonly follows: string };

/** True for a file that goes its own way. What the team decided is asked for everywhere. */
function isIsland({ decision }: ConventionState, { deviating, conforming }: Side): boolean {
  const isLearned = decision === null || decision.status === 'rejected';
  return isLearned && deviating >= ISLAND_SITES && conforming < deviating;
}

function deviationOf(
  convention: Convention,
  state: ConventionState,
  site: ObservedSite,
  config: DriftConfig,
): Deviating | null {
  const { enforcement, decision, leader } = state;
  if (enforcement === null || site.value === enforcement.expected) return null;
  if (convention.deviates?.(site.value, enforcement.expected) === false) return null;
  const severity = conventionSeverity(config, convention, state, enforcement.severity);
  if (severity === null) return null;
  const { expected, newOnly } = enforcement;
  const conforming = state.values.find((v) => v.value === expected)?.sites ?? 0;
  return {
    severity,
    newOnly,
    follows: say(convention, expected),
    finding: {
      ruleId: convention.id,
      start: site.start,
      end: site.end,
      message: messageOf(convention, state, expected, site.value),
      symbol: '',
      snippet: site.snippet,
      confidence: decision?.status === 'pinned' ? 1 : round(state.mean),
      tier: state.tier,
      ...(convention.fix === 'none' ? {} : { fixable: convention.fix }),
      evidence: {
        conforming,
        total: state.sites,
        expected,
        actual: site.value,
        category: state.category,
        scope: state.scope.path,
        rank: round(deviationRank(expected === leader.value ? leader.votes : 0, state.files)),
      },
    },
  };
}

/** Longest message; a scope that would make it longer is left out. */
const MAX_MESSAGE = 120;

function messageOf(convention: Convention, state: ConventionState, expected: string, actual: string): string {
  const found = `found ${say(convention, actual)}`;
  if (state.decision?.status === 'pinned')
    return `Expected ${say(convention, expected)} (pinned in ${DECISIONS_FILE}), ${found}`;
  const conforming = state.values.find((v) => v.value === expected)?.sites ?? 0;
  const approved = state.decision?.status === 'approved' ? 'approved; ' : '';
  const text = (place: string): string =>
    `Expected ${say(convention, expected)} (${approved}${conforming} of ${sitesText(convention, state.sites)}${place}), ${found}`;
  const scoped = text(state.scope.path === '' ? '' : ` in ${state.scope.path}`);
  return scoped.length > MAX_MESSAGE ? text('') : scoped;
}

/** How a value of a convention is called in words, fit to be shown. */
export function say(convention: Convention, value: string): string {
  return displayText(maskText(convention.describe?.(value) ?? value));
}

/** A number of sites in words; what they are called has no singular. */
export function sitesText(convention: Convention, count: number): string {
  return count === 1 ? '1 place' : `${count} ${convention.sites}`;
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/** The conforming files nearest in path order, which is nearest in the tree. */
function examplesNear(
  file: FileId,
  state: ConventionState,
  mayCite: (file: FileId) => boolean,
  message: string,
): readonly RelatedPlace[] {
  const { examples } = state;
  let right = lowerBound(examples, file);
  let left = right - 1;
  const chosen: Example[] = [];
  while (chosen.length < MAX_EXAMPLES && (left >= 0 || right < examples.length)) {
    const before = examples[left];
    const after = examples[right];
    const takeAfter =
      before === undefined || (after !== undefined && common(after.file, file) > common(before.file, file));
    const candidate = takeAfter ? after : before;
    if (takeAfter) right++;
    else left--;
    if (candidate !== undefined && candidate.file !== file && mayCite(candidate.file)) chosen.push(candidate);
  }
  return chosen.map((e) => ({ ...e, message }));
}

function lowerBound(examples: readonly Example[], file: FileId): number {
  let low = 0;
  let high = examples.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const at = examples[middle];
    if (at !== undefined && at.file < file) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Length of the common prefix of two paths. */
function common(a: string, b: string): number {
  let i = 0;
  while (i < a.length && i < b.length && a.charCodeAt(i) === b.charCodeAt(i)) i++;
  return i;
}
