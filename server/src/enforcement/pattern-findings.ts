import type { DriftConfig, FileId, RelatedPlace, RuleFinding, RuleId } from '@drift/shared';
import { matcherFor, type PatternSnapshot } from '../analysis/shapes/pattern-snapshot.ts';
import { speaksIn } from '../rules/engine/analyze-file.ts';
import { damagedRanges, touches } from '../rules/engine/damaged-ranges.ts';
import type { FileView } from '../rules/engine/file-view.ts';
import type { PatternReport, PatternRule } from '../rules/engine/pattern-rule.ts';
import { PATTERN_RULES } from '../rules/registry.ts';
import { type Deviation, populationOf } from './convention-findings.ts';
import { severityOf } from './rule-settings.ts';

/** Rules that judge by the frozen patterns. */
export const PATTERN_RULE_IDS: readonly RuleId[] = PATTERN_RULES.map((r) => r.meta.id);

/** Places shown beside a finding. */
const MAX_EXAMPLES = 2;
/** Digits after the point of a number that reaches a surface. */
const PRECISION = 1e6;

/** What the file's functions depart from in the patterns they belong to: a function of facts and snapshot. */
export function patternFindings(
  view: FileView,
  context: {
    readonly patterns: PatternSnapshot;
    readonly config: DriftConfig;
    readonly mayCite: (file: FileId) => boolean;
  },
): readonly Deviation[] {
  const population = populationOf(view.role);
  const patterns = population === null ? undefined : matcherFor(context.patterns, view.language, population);
  if (patterns === undefined) return [];
  const damaged = damagedRanges(view.facts);
  return PATTERN_RULES.flatMap((rule) => {
    const severity = severityOf(context.config, rule.meta, view.language, rule.meta.severity);
    if (severity === null || !speaksIn(rule, view)) return [];
    const out: Deviation[] = [];
    rule.check(view, patterns, (report) => {
      // A function that the grammar could not read may hold the step that seems to be missing.
      if (touches(damaged, report.within)) return;
      out.push({ severity, newOnly: false, finding: findingOf(rule, view, report, context.mayCite) });
    });
    return out;
  });
}

function findingOf(
  rule: PatternRule,
  view: FileView,
  report: PatternReport,
  mayCite: (file: FileId) => boolean,
): RuleFinding {
  return {
    ruleId: rule.meta.id,
    start: report.start,
    end: report.end,
    message: report.message,
    symbol: view.symbolPathAt(report.start),
    snippet: report.subject,
    confidence: Math.round(report.confidence * PRECISION) / PRECISION,
    tier: report.tier,
    evidence: report.evidence,
    related: nearest(view.file, report.examples, mayCite),
  };
}

/** The places in other files that share most folders with this one, in order of path; one a file. */
function nearest(
  file: FileId,
  places: readonly RelatedPlace[],
  mayCite: (file: FileId) => boolean,
): readonly RelatedPlace[] {
  const folders = file.split('/');
  const ranked: { place: RelatedPlace; shared: number }[] = [];
  let before: FileId | null = null;
  for (const place of places) {
    if (place.file === before || place.file === file || !mayCite(place.file)) continue;
    before = place.file;
    const path = place.file.split('/');
    const apart = path.findIndex((part, i) => part !== folders[i]);
    ranked.push({ place, shared: apart < 0 ? path.length : apart });
  }
  // The sort is stable: among places equally near the first in order of path comes first.
  return ranked
    .sort((a, b) => b.shared - a.shared)
    .slice(0, MAX_EXAMPLES)
    .map((r) => r.place);
}
