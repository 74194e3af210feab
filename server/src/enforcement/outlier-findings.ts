import {
  byCodeUnit,
  type DriftConfig,
  type FileId,
  type OutlierEvidence,
  type RelatedPlace,
  type RuleFinding,
  type Severity,
} from '@drift/shared';
import type { Assessment, Significance } from '../analysis/outliers/assess.ts';
import {
  mayStandOut,
  type OutlierLimits,
  type PopulationLimits,
  populationKey,
  standsOut,
  type TypicalPlace,
} from '../analysis/outliers/limits.ts';
import type { Row } from '../facts/schema.ts';
import type { FileView } from '../rules/engine/file-view.ts';
import {
  featureOfMeasure,
  type MeasuredValue,
  type MeasureSet,
  measureAt,
  measureCount,
} from '../rules/engine/measure-set.ts';
import { messageFor, type NumericFeature } from '../rules/engine/numeric-feature.ts';
import { NUMERIC_FEATURES } from '../rules/registry.ts';
import { type Deviation, populationOf } from './convention-findings.ts';
import { severityOf } from './rule-settings.ts';

/** Ordinary places shown beside an outlier. */
const MAX_EXAMPLES = 2;
/** Symbols behind a name that may be the named one. */
const LOOK_AHEAD = 8;

/** What was learned of numbers: the limits, and ordinary places by population, in path order. */
export interface OutlierSnapshot extends OutlierLimits {
  readonly typical: ReadonlyMap<string, readonly TypicalPlace[]>;
}

/** Before anything was learned nothing stands out. */
export const NO_OUTLIERS: OutlierSnapshot = { populations: new Map(), discovery: 0, typical: new Map() };

/** A value that stands out, with everything there is to say about it. */
export interface FoundOutlier {
  readonly feature: NumericFeature;
  readonly limits: PopulationLimits;
  readonly measured: MeasuredValue;
  readonly assessment: Assessment;
  /** The measured symbol, file or setting. */
  readonly name: string;
}

/** Everything in a file that stands out, in the order of the measures, whatever the settings; too common ones left out. */
export function* outliersIn(view: FileView, measures: MeasureSet, learned: OutlierSnapshot): Generator<FoundOutlier> {
  const population = populationOf(view.role);
  if (population === null || learned.populations.size === 0) return;
  for (let i = 0; i < measureCount(measures); i++) {
    const feature = NUMERIC_FEATURES[featureOfMeasure(measures, i)];
    // Nearly all values end here: what is ordinary is not even decoded.
    if (feature === undefined || !mayStandOut(feature.shape, measures.values[i] ?? 0)) continue;
    const measured = measureAt(measures, i);
    const limits = learned.populations.get(populationKey({ ...measured, language: view.language, population }));
    if (limits === undefined || limits.tooMany) continue;
    const assessment = standsOut(limits, measured.value);
    if (assessment !== null) yield { feature, limits, measured, assessment, name: nameOf(view, feature, measured) };
  }
}

/** The outliers of a file as findings, under a configuration. */
export function outlierFindings(
  view: FileView,
  measures: MeasureSet,
  context: {
    readonly outliers: OutlierSnapshot;
    readonly config: DriftConfig;
    readonly mayCite: (file: FileId) => boolean;
  },
): readonly Deviation[] {
  const out: Deviation[] = [];
  for (const found of outliersIn(view, measures, context.outliers)) {
    const { feature, measured, assessment, limits } = found;
    const severity = severityOf(context.config, feature, view.language, SEVERITY[assessment.significance]);
    if (severity === null) continue;
    const typical = context.outliers.typical.get(populationKey(limits)) ?? [];
    const usable = typical.filter((t) => t.file !== view.file && context.mayCite(t.file));
    const finding = findingOf(view, found, measured, nearest(view.file, usable, limits));
    out.push({ severity, newOnly: false, finding });
  }
  return out;
}

/** An outlier asks for a look, never for a stop: the worst is a warning. */
const SEVERITY: Readonly<Record<Significance, Severity>> = {
  critical: 'warning',
  high: 'warning',
  moderate: 'info',
  low: 'hint',
};

function findingOf(
  view: FileView,
  found: FoundOutlier,
  { start, end }: MeasuredValue,
  related: readonly RelatedPlace[],
): RuleFinding {
  const { feature, assessment } = found;
  return {
    ruleId: feature.id,
    start,
    end,
    message: messageOf(found),
    symbol: view.symbolPathAt(start),
    snippet: found.name,
    confidence: rounded(1 / 2 + assessment.deviation / 2),
    tier: 'established',
    ...(feature.fixes === undefined ? {} : { fixable: 'unsafe' }),
    related,
    outlier: evidenceOf(found),
  };
}

/** What is said about an outlier. */
export function messageOf({ feature, limits, measured, name }: FoundOutlier): string {
  return messageFor(feature, {
    name,
    value: measured.value,
    median: rounded(limits.median),
    limit: limits.limit,
    family: measured.family,
  });
}

/** The numbers behind an outlier, rounded as every number that is shown. */
export function evidenceOf({ limits, measured, assessment }: FoundOutlier): OutlierEvidence {
  return {
    value: rounded(measured.value),
    median: rounded(limits.median),
    limit: limits.limit,
    n: limits.n,
    deviation: rounded(assessment.deviation),
    significance: assessment.significance,
    direction: assessment.direction,
    methods: assessment.verdicts.map((v) => ({
      method: v.method,
      statistic: rounded(v.statistic),
      threshold: rounded(v.threshold),
    })),
  };
}

function nameOf(view: FileView, feature: NumericFeature, { start, family }: MeasuredValue): string {
  switch (feature.subject) {
    case 'file':
      return view.file.slice(view.file.lastIndexOf('/') + 1);
    case 'setting':
      return family;
    case 'symbol':
      return symbolNamedAt(view, start)?.name ?? '';
  }
}

/** The symbol whose name starts at a place: the name may stand inside the symbol or before it (`const f = () => …`). */
function symbolNamedAt(view: FileView, start: number): Row<'symbols'> | null {
  const symbols = view.table('symbols');
  const after = symbols.firstFrom(start + 1);
  for (let s = symbols.get(after - 1); s !== null; s = symbols.get(s.parent)) if (s.nameStart === start) return s;
  for (let i = after; i < after + LOOK_AHEAD; i++) {
    const s = symbols.get(i);
    if (s?.nameStart === start) return s;
  }
  return null;
}

/** The ordinary places nearest in the tree; of equally near ones the first by path. */
function nearest(file: FileId, places: readonly TypicalPlace[], limits: PopulationLimits): readonly RelatedPlace[] {
  const near = places.map((place) => ({ place, shared: sharedPrefix(place.file, file) }));
  near.sort((a, b) => b.shared - a.shared || byCodeUnit(a.place.file, b.place.file));
  return near
    .slice(0, MAX_EXAMPLES)
    .map(({ place }) => ({ ...place, message: `ordinary: ${rounded(Math.floor(limits.median))}` }));
}

function sharedPrefix(a: string, b: string): number {
  let i = 0;
  while (i < a.length && i < b.length && a.charCodeAt(i) === b.charCodeAt(i)) i++;
  return i;
}

function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
