import type { PopulationLimits } from '../analysis/outliers/limits.ts';
import { MAX_FLAGGED_SHARE } from '../analysis/outliers/parameters.ts';
import { severityOf } from '../enforcement/rule-settings.ts';
import type { NumericFeature } from '../rules/engine/numeric-feature.ts';
import { NUMERIC_FEATURES } from '../rules/registry.ts';
import type { Workspace } from './workspace.ts';

/** One note for each population of which too much stands out for any of it to be told by itself. */
export function crowdedNotes(populations: readonly PopulationLimits[]): readonly string[] {
  return populations.filter((p) => p.tooMany).map(noteOf);
}

/** The notes on features that would be told in this workspace. */
export function notesInForce(workspace: Workspace): readonly string[] {
  const config = workspace.config?.config;
  if (config === undefined) return [];
  const isOn = (p: PopulationLimits): boolean => severityOf(config, featureOf(p), p.language, 'warning') !== null;
  return crowdedNotes([...workspace.outliers.populations.values()].filter(isOn));
}

/** The feature whose values a population holds. */
export function featureOf(p: PopulationLimits): NumericFeature {
  const feature = NUMERIC_FEATURES[p.feature];
  if (feature === undefined) throw new Error('Bug: limits of a feature that does not exist');
  return feature;
}

function noteOf(p: PopulationLimits): string {
  const { sites, id } = featureOf(p);
  const share = Math.round((p.flagged / p.n) * 100);
  const where = `${p.language}${p.population === 'test' ? ' tests' : ''}${p.family === '' ? '' : ` (${p.family})`}`;
  return `${id}: ${p.flagged} of ${p.n} ${sites} in ${where} stand out (${share} %): more than ${MAX_FLAGGED_SHARE * 100} %, so none is told by itself`;
}
