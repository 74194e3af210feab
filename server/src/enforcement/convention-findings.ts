import type { DriftConfig, FileId, RelatedPlace, RuleFinding, Severity } from '@drift/shared';
import {
  type ConventionState,
  type Example,
  type Population,
  type Snapshot,
  stateKey,
} from '../analysis/conventions/snapshot.ts';
import type { FileRole, FileView } from '../rules/engine/file-view.ts';
import { NOT_TOLD, type ObservationSet, siteAt, siteCount } from '../rules/engine/observation-set.ts';
import { CONVENTIONS } from '../rules/registry.ts';
import { severityOf } from './rule-settings.ts';

/** Conforming places shown beside a deviation. */
const MAX_EXAMPLES = 2;

/** A deviation with the severity its convention's category gives it. */
export interface Deviation {
  readonly finding: RuleFinding;
  readonly severity: Severity;
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

/** Every site of the file that departs from an enforced convention. */
export function deviations(
  view: FileView,
  observations: ObservationSet,
  context: { readonly snapshot: Snapshot; readonly config: DriftConfig; readonly mayCite: (file: FileId) => boolean },
): readonly Deviation[] {
  const population = populationOf(view.role);
  if (population === null) return [];
  const out: Deviation[] = [];
  for (let i = 0; i < siteCount(observations); i++) {
    const site = siteAt(observations, i);
    if (site.value === NOT_TOLD) continue;
    const convention = CONVENTIONS[site.convention];
    const state = context.snapshot.get(stateKey(site.convention, view.language, population));
    if (convention === undefined || state === undefined || !state.enforced || site.value === state.leader.value)
      continue;
    if (convention.deviates?.(site.value, state.leader.value) === false) continue;
    const severity = severityOf(
      context.config,
      convention.id,
      convention.maturity,
      state.category === 'universal' ? 'warning' : 'info',
    );
    if (severity === null) continue;
    const say = convention.describe ?? ((v: string) => v);
    const { leader } = state;
    out.push({
      severity,
      finding: {
        ruleId: convention.id,
        start: site.start,
        end: site.end,
        message: `Expected ${say(leader.value)} (${leader.sites} of ${state.sites} ${convention.sites}), found ${say(site.value)}`,
        symbol: view.symbolPathAt(site.start),
        snippet: site.snippet,
        confidence: round(state.mean),
        tier: state.tier,
        ...(convention.fixFor === undefined ? {} : { fixable: convention.fix === 'safe' ? 'safe' : 'unsafe' }),
        related: examplesNear(view.file, state, context.mayCite, `follows ${say(leader.value)}`),
        evidence: { conforming: leader.sites, total: state.sites, expected: leader.value, actual: site.value },
      },
    });
  }
  return out;
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
