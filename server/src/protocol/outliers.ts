import { byCodeUnit, Method, type OutlierEvidence, type OutliersAnswer, outliersParamsSchema } from '@drift/shared';
import { cutoffsOf, type PopulationLimits } from '../analysis/outliers/limits.ts';
import { ALPHA, MIN_SAMPLE } from '../analysis/outliers/parameters.ts';
import { evidenceOf, messageOf, outliersIn } from '../enforcement/outlier-findings.ts';
import { maskText } from '../knowledge/secrets/mask-text.ts';
import { FileView } from '../rules/engine/file-view.ts';
import type { NumericFeature } from '../rules/engine/numeric-feature.ts';
import { NUMERIC_FEATURES } from '../rules/registry.ts';
import { crowdedNotes, featureOf } from '../session/crowded-populations.ts';
import { linesOf, placeOf } from '../session/positions-of.ts';
import type { Workspace } from '../session/workspace.ts';
import type { ServerContext } from './context.ts';
import type { Lanes } from './lanes.ts';
import { onRequest } from './on-request.ts';
import { settledRoot } from './report.ts';

type OutlierRow = OutliersAnswer['outliers'][number];
type PopulationRow = OutliersAnswer['populations'][number];

/** `drift/outliers`: everything that stands out in numbers, and the limits of each population. */
export function registerOutliers(context: ServerContext, lanes: Lanes): void {
  onRequest(context, Method.outliers, outliersParamsSchema, async ({ feature, uri }): Promise<OutliersAnswer> => {
    const { workspace } = await settledRoot(context, lanes, uri);
    const wanted = new Set(NUMERIC_FEATURES.filter((f) => feature === undefined || isNamed(f, feature)));
    const populations = [...workspace.outliers.populations.values()].filter((p) => wanted.has(featureOf(p)));
    return {
      outliers: await rowsOf(workspace, wanted),
      populations: populations.map(populationRow),
      alpha: ALPHA,
      discovery: rounded(workspace.outliers.discovery),
      notes: crowdedNotes(populations),
      unknown: wanted.size === 0 ? NUMERIC_FEATURES.map((f) => shortName(f)) : [],
      baseline: workspace.baseline.description,
    };
  });
}

/** The statistics behind an outlier, one line a method. */
export function outlierLines(outlier: OutlierEvidence | undefined): string[] {
  if (outlier === undefined) return [];
  const { n, median, limit, deviation, significance, methods } = outlier;
  const bound = limit === null ? '' : `, limit ${limit}`;
  return [
    `value ${outlier.value}; ${n} compared, median ${median}${bound}`,
    ...methods.map((m) => methodLine(m, outlier.direction)),
    `deviation ${deviation.toFixed(2)}, ${significance}`,
  ];
}

/** The rule compares the value itself, its bound included; the others how far out it is, on either side, with more than that. */
function methodLine(
  { method, statistic, threshold }: OutlierEvidence['methods'][number],
  direction: OutlierEvidence['direction'],
): string {
  if (method === 'rule') {
    const bound = direction === 'above' ? `from ${threshold} on` : `up to ${threshold}`;
    return `rule: ${statistic}, outlier ${bound}`;
  }
  // What differs must not look the same.
  const isClose = statistic.toFixed(2) === threshold.toFixed(2);
  const [found, bound] = [statistic, threshold].map((v) => (isClose ? String(v) : v.toFixed(2)));
  return `${method}: ${found}, outlier above ${bound}`;
}

function shortName(feature: NumericFeature): string {
  return feature.id.slice('drift/pattern/outlier-'.length);
}

function isNamed(feature: NumericFeature, asked: string): boolean {
  return [feature.id, feature.id.slice('drift/pattern/'.length), shortName(feature)].includes(asked);
}

async function rowsOf(workspace: Workspace, wanted: ReadonlySet<NumericFeature>): Promise<readonly OutlierRow[]> {
  const rows: OutlierRow[] = [];
  const pacer = workspace.pacer();
  for (const file of workspace.files()) {
    await pacer.pause();
    const analysis = workspace.analysisOf(file);
    if (analysis === null) continue;
    const view = new FileView(file, analysis.role, analysis.facts);
    for (const found of outliersIn(view, analysis.measures, workspace.outliers)) {
      if (!wanted.has(found.feature)) continue;
      const { start } = found.measured;
      const told = workspace
        .judgementOf(file, true)
        .findings.find((f) => f.ruleId === found.feature.id && f.start === start);
      rows.push({
        ruleId: found.feature.id,
        path: file,
        ...placeOf(linesOf(workspace, file), start),
        name: maskText(found.name),
        message: maskText(messageOf(found)),
        language: found.limits.language,
        population: found.limits.population,
        severity: told?.severity ?? null,
        isNew: told?.isNew ?? false,
        evidence: evidenceOf(found),
      });
    }
  }
  return rows.sort(
    (a, b) =>
      byCodeUnit(a.ruleId, b.ruleId) ||
      b.evidence.deviation - a.evidence.deviation ||
      byCodeUnit(a.path, b.path) ||
      a.line - b.line ||
      a.character - b.character,
  );
}

function populationRow(p: PopulationLimits): PopulationRow {
  return {
    ruleId: featureOf(p).id,
    language: p.language,
    population: p.population,
    family: p.family,
    n: p.n,
    median: rounded(p.median),
    normal: p.fit.normal,
    cutoffs: cutoffsOf(p).map((c) => ({
      method: c.method,
      threshold: rounded(c.threshold),
      above: rounded(c.above),
      below: rounded(c.below),
    })),
    floor: p.shape.floor,
    limit: p.limit,
    flagged: p.flagged,
    state: p.n < MIN_SAMPLE ? 'notEnoughData' : p.tooMany ? 'tooMany' : p.fit.cuts.length === 0 ? 'noSpread' : 'ok',
  };
}

function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
