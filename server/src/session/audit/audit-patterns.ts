import { DEFAULT_CONFIG, keyName } from '@drift/shared';
import type { AuditPattern, PatternStatus } from '../../analysis/audit/audit-pattern.ts';
import { type AuditCategory, categoryOfKey } from '../../analysis/audit/categories.ts';
import { type ConventionState, stateFor } from '../../analysis/conventions/snapshot.ts';
import { sortedSet } from '../../analysis/shapes/jaccard.ts';
import { populationOf } from '../../enforcement/convention-findings.ts';
import { activeRules } from '../../enforcement/rule-settings.ts';
import { isOnIn } from '../../rules/engine/active-rules.ts';
import type { Convention } from '../../rules/engine/convention.ts';
import { siteAt, siteCount } from '../../rules/engine/observation-set.ts';
import { conventionStates } from '../convention-rows.ts';
import { observationsOf } from '../observations-of.ts';
import type { Workspace } from '../workspace.ts';

/** A learned convention and the pattern it is to an audit. */
export interface AuditedConvention {
  readonly convention: Convention;
  readonly state: ConventionState;
  /** The answer that is expected, as decisions name it. */
  readonly expected: string;
  readonly pattern: AuditPattern;
}

/** Every convention that is on or decided about, whatever this run was asked to observe besides. */
export async function auditedConventions(workspace: Workspace): Promise<readonly AuditedConvention[]> {
  const { conventions } = activeRules(workspace.config?.config ?? DEFAULT_CONFIG, workspace.decisions.decisions);
  const audited = conventionStates(workspace).filter(
    ({ convention, state }) => state.decision !== null || isOnIn(conventions, state.language, convention.id),
  );
  const places = await placesOf(workspace, new Set(audited.map((a) => a.state)));
  const { disabled } = workspace.feedback.effects;
  return audited.map(({ convention, state }) => {
    const expected = expectedOf(state);
    const shown = state.values.find((v) => v.value === expected);
    const locations = shown?.sites ?? 0;
    const pattern: AuditPattern = {
      id: idOf(convention, state),
      category: categoryOf(convention),
      status: statusOf(state),
      // The posterior is that of the leader; of any other answer its share is all that is known.
      confidence: expected === state.leader.value ? state.mean : (shown?.share ?? 0),
      places: sortedSet(places.get(state) ?? []),
      locations,
      outliers: Math.max(0, state.sites - locations),
      disabled: disabled.has(convention.id),
    };
    return { convention, state, expected, pattern };
  });
}

function idOf({ id }: Convention, { language, population, scope }: ConventionState): string {
  return `${keyName(id)} ${language} ${population}${scope.path === '' ? '' : ` ${scope.path}`}`;
}

function categoryOf({ id }: Convention): AuditCategory {
  const category = categoryOfKey(keyName(id));
  if (category === null) throw new Error(`Bug: ${id} has no category`);
  return category;
}

/** What was decided, else what is enforced, else what leads. */
function expectedOf({ decision, enforcement, leader }: ConventionState): string {
  const decided = decision?.status === 'rejected' ? undefined : decision?.value;
  return decided ?? enforcement?.expected ?? leader.value;
}

function statusOf({ decision }: ConventionState): PatternStatus {
  if (decision === null) return 'discovered';
  return decision.status === 'rejected' ? 'ignored' : 'approved';
}

/** Numbers of the places in the present texts that give the expected answer of each state. */
async function placesOf(
  workspace: Workspace,
  wanted: ReadonlySet<ConventionState>,
): Promise<ReadonlyMap<ConventionState, readonly number[]>> {
  const out = new Map<ConventionState, number[]>();
  const pacer = workspace.pacer();
  let next = 0;
  for (const file of workspace.files()) {
    await pacer.pause();
    const analysis = workspace.analysisOf(file);
    const population = analysis === null ? null : populationOf(analysis.role);
    if (analysis === null || population === null) continue;
    const { language } = analysis.facts;
    const states = new Map<number, ConventionState | undefined>();
    const numbers = new Map<number, number>();
    const observations = observationsOf(workspace, file);
    for (let i = 0; i < siteCount(observations); i++) {
      const { convention, value, start } = siteAt(observations, i);
      if (!states.has(convention))
        states.set(convention, stateFor(workspace.conventions, { convention, language, population }, file));
      const state = states.get(convention);
      if (state === undefined || !wanted.has(state) || value !== expectedOf(state)) continue;
      const place = numbers.get(start) ?? next++;
      numbers.set(start, place);
      const known = out.get(state);
      if (known === undefined) out.set(state, [place]);
      else known.push(place);
    }
  }
  return out;
}
