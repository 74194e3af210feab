import { byCodeUnit, type FileId, type PatternRow, type PatternsAnswer, type PatternsParams } from '@drift/shared';
import { classOf, FeatureClass } from '../analysis/shapes/feature.ts';
import { shapesOf } from '../analysis/shapes/function-shapes.ts';
import type { Pattern, PatternPlace, PatternStep } from '../analysis/shapes/pattern.ts';
import { matcherFor, type PatternSnapshot } from '../analysis/shapes/pattern-snapshot.ts';
import { populationOf } from '../enforcement/convention-findings.ts';
import { maskText } from '../knowledge/secrets/mask-text.ts';
import { oldTextOf } from './baseline.ts';
import { linesOf, placeOf } from './positions-of.ts';
import type { Workspace } from './workspace.ts';

/** Functions named of each pattern, and as many that leave a step out. */
const MAX_PLACES = 5;
/** Digits after the point of a number that reaches a surface. */
const PRECISION = 1e6;

/** The patterns of a root, one page of them. */
export function patternsAnswer(
  workspace: Workspace,
  snapshot: PatternSnapshot,
  { language, minFiles, limit, after }: PatternsParams,
): PatternsAnswer {
  const populations = [...snapshot.values()];
  const listed = populations
    .flatMap((p) => p.matcher.kinds)
    .filter((p) => (language ?? p.language) === p.language && p.fileCount >= minFiles)
    .sort(byOrder);
  const behind = after === undefined ? listed : listed.filter((p) => byOrder(after, p) < 0);
  const page = limit === 0 ? behind : behind.slice(0, limit);
  const last = page.at(-1);
  const names = new Map(listed.map((p) => [p.id, p]));
  return {
    patterns: page.map((p) => patternRow(workspace, p)),
    next: last === undefined || page.length === behind.length ? null : { fileCount: last.fileCount, id: last.id },
    duplicates: populations.flatMap(({ duplicates }) =>
      duplicates.flatMap((d) => {
        const of = names.get(d.a);
        if (of === undefined || !names.has(d.b)) return [];
        const similarity = Math.round(d.similarity * PRECISION) / PRECISION;
        return [{ ...d, similarity, language: of.language, population: of.population }];
      }),
    ),
    baseline: workspace.baseline.description,
  };
}

function byOrder(
  a: { readonly fileCount: number; readonly id: string },
  b: { readonly fileCount: number; readonly id: string },
): number {
  return b.fileCount - a.fileCount || byCodeUnit(a.id, b.id);
}

function patternRow(workspace: Workspace, pattern: Pattern): PatternRow {
  const { id, language, population, members, fileCount } = pattern;
  return {
    id,
    language,
    population,
    functionCount: members.length,
    fileCount,
    steps: pattern.steps.map((step) => ({
      kind: kindOf(step),
      text: maskText(step.text),
      having: step.having,
      total: step.total,
      tier: step.tier,
      told: step.isTold,
      without: without(pattern, step)
        .slice(0, MAX_PLACES)
        .map((m) => row(workspace, m)),
    })),
    examples: firstOfFiles(members)
      .slice(0, MAX_PLACES)
      .map((m) => row(workspace, m)),
  };
}

function kindOf(step: PatternStep): PatternRow['steps'][number]['kind'] {
  const about = classOf(step.feature);
  return about === FeatureClass.call ? 'call' : about === FeatureClass.decorator ? 'decorator' : 'handler';
}

function without({ members }: Pattern, { doers }: PatternStep): PatternPlace[] {
  const doing = new Set(doers);
  return members.filter((m) => !doing.has(m));
}

/** The first function of each file. */
function firstOfFiles(members: readonly PatternPlace[]): readonly PatternPlace[] {
  return members.filter((m, i) => members[i - 1]?.file !== m.file);
}

function row(workspace: Workspace, { file, start, name }: PatternPlace): PatternRow['examples'][number] {
  const { baseline } = workspace;
  const isSameText = baseline.kind === 'none' || oldTextOf(baseline, file) === undefined;
  const place = isSameText ? placeOf(linesOf(workspace, file), start) : { line: -1, character: -1 };
  return { path: file, name: maskText(name), ...place };
}

/** The pattern of the function whose name is at an offset, as far as patterns are known; `null` elsewhere. */
export function kindAt(workspace: Workspace, file: FileId, offset: number): PatternRow | null {
  const snapshot = workspace.patterns.current;
  const analysis = workspace.analysisOf(file);
  const population = analysis === null ? null : populationOf(analysis.role);
  if (snapshot === null || analysis === null || population === null) return null;
  const shape = shapesOf(analysis.facts).functions.find((f) => f.start <= offset && offset <= f.end);
  if (shape === undefined) return null;
  const pattern = matcherFor(snapshot, analysis.facts.language, population)?.match(shape.features);
  if (pattern === undefined) return null;
  const elsewhere = pattern.members.filter((m) => m.file !== file);
  const row = patternRow(workspace, { ...pattern, members: elsewhere });
  return { ...row, functionCount: pattern.members.length };
}
