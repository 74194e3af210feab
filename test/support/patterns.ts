import { byCodeUnit, DEFAULT_CONFIG, type DriftConfig, type RuleFinding } from '@drift/shared';
import { shapesOf } from '../../server/src/analysis/shapes/function-shapes.ts';
import { type PatternSnapshot, populationKey } from '../../server/src/analysis/shapes/pattern-snapshot.ts';
import type { PopulationPatterns } from '../../server/src/analysis/shapes/patterns.ts';
import { PopulationLearner } from '../../server/src/analysis/shapes/population-learner.ts';
import { finish } from '../../server/src/analysis/shapes/stepwise.ts';
import { populationOf } from '../../server/src/enforcement/convention-findings.ts';
import { patternFindings } from '../../server/src/enforcement/pattern-findings.ts';
import type { FileView } from '../../server/src/rules/engine/file-view.ts';

const CONFIG: DriftConfig = { ...DEFAULT_CONFIG, analysis: { ...DEFAULT_CONFIG.analysis, incubating: 'all' } };

/** The patterns of some files, learned at once. */
export function patternsOf(views: Iterable<FileView>): PatternSnapshot {
  const ordered = [...views].sort((a, b) => byCodeUnit(a.file, b.file));
  const out = new Map<string, PopulationPatterns>();
  for (const { language, role } of ordered) {
    const population = populationOf(role);
    if (population === null || out.has(populationKey(language, population))) continue;
    const of = ordered.filter((v) => v.language === language && populationOf(v.role) === population);
    const files = of.map((v) => ({ file: v.file, shapes: shapesOf(v.facts) }));
    out.set(populationKey(language, population), finish(new PopulationLearner(language, population).learn(files)));
  }
  return out;
}

/** What the pattern rules say of a file, all of them being on. */
export function oddFunctions(view: FileView, patterns: PatternSnapshot): RuleFinding[] {
  return patternFindings(view, { patterns, config: CONFIG, mayCite: () => true }).map((d) => d.finding);
}
