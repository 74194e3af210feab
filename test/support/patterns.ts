import { byCodeUnit, DEFAULT_CONFIG, type DriftConfig, type RuleFinding } from '@drift/shared';
import { shapesOf } from '../../server/src/analysis/shapes/function-shapes.ts';
import { minHash } from '../../server/src/analysis/shapes/min-hash.ts';
import { type PatternSnapshot, populationKey } from '../../server/src/analysis/shapes/pattern-snapshot.ts';
import {
  freezePopulation,
  type PopulationMember,
  type PopulationPatterns,
} from '../../server/src/analysis/shapes/patterns.ts';
import { finish } from '../../server/src/analysis/shapes/stepwise.ts';
import { populationOf } from '../../server/src/enforcement/convention-findings.ts';
import { patternFindings } from '../../server/src/enforcement/pattern-findings.ts';
import type { FileView } from '../../server/src/rules/engine/file-view.ts';

const CONFIG: DriftConfig = { ...DEFAULT_CONFIG, analysis: { ...DEFAULT_CONFIG.analysis, incubating: 'all' } };

/** The functions of some files as grouping needs them. */
export function membersOf(view: FileView): PopulationMember[] {
  return shapesOf(view.facts).functions.map((shape) => ({
    file: view.file,
    shape,
    minHash: minHash(shape.features),
  }));
}

/** The patterns of some files, learned at once. */
export function patternsOf(views: Iterable<FileView>): PatternSnapshot {
  const ordered = [...views].sort((a, b) => byCodeUnit(a.file, b.file));
  const out = new Map<string, PopulationPatterns>();
  for (const { language, role } of ordered) {
    const population = populationOf(role);
    if (population === null || out.has(populationKey(language, population))) continue;
    const of = ordered.filter((v) => v.language === language && populationOf(v.role) === population);
    const steps = new Map(of.flatMap((v) => [...shapesOf(v.facts).steps]));
    const members = of.flatMap(membersOf);
    out.set(populationKey(language, population), finish(freezePopulation({ language, population, members, steps })));
  }
  return out;
}

/** What the pattern rules say of a file, all of them being on. */
export function oddFunctions(view: FileView, patterns: PatternSnapshot): RuleFinding[] {
  return patternFindings(view, { patterns, config: CONFIG, mayCite: () => true }).map((d) => d.finding);
}
