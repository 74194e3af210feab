import type { Problem, RuleFinding } from '@drift/shared';
import { maskText } from '../../knowledge/secrets/mask-text.ts';
import { CONVENTIONS, FILE_RULES } from '../registry.ts';
import { type ActiveRules, isOnIn, type OnByLanguage } from './active-rules.ts';
import { acrossFiles } from './convention.ts';
import { damagedRanges, touches } from './damaged-ranges.ts';
import type { FileView } from './file-view.ts';
import { measuresOf } from './measure-file.ts';
import type { MeasureSet } from './measure-set.ts';
import { NOT_TOLD, type ObservationSet, type ObservedSite, packObservations } from './observation-set.ts';
import type { Report, Rule } from './rule.ts';

/** Findings of one rule in one file beyond which only their number is told. */
export const MAX_FINDINGS_PER_RULE = 50;
/** Code units of source that take part in a finding's identity. */
const MAX_SNIPPET = 80;
/**
 * Areas that speak in generated code and in copies of others' code too: a key that lies in the repository is out, and an
 * attacker's text arrives, whoever wrote the file.
 */
const SECURITY_AREAS: ReadonlySet<string> = new Set(['secret', 'taint', 'crypto', 'owasp']);

/** What the rules that need one file say about it. */
export interface LocalAnalysis {
  readonly findings: readonly RuleFinding[];
  readonly observations: ObservationSet;
  readonly measures: MeasureSet;
  readonly problems: readonly Problem[];
}

/**
 * Runs the active file rules and observes the active conventions of one file (all of them with `null`). A rule that
 * throws is reported and costs only itself.
 */
export function analyzeFile(view: FileView, text: string, active: ActiveRules | null): LocalAnalysis {
  const findings: RuleFinding[] = [];
  const problems: Problem[] = [];
  const damaged = damagedRanges(view.facts);
  for (const rule of FILE_RULES) {
    if (!speaksIn(rule, view) || !isOnIn(active?.rules, view.language, rule.meta.id)) continue;
    const reports: Report[] = [];
    guarded(rule.meta.id, view, problems, () => rule.check(view, (r) => reports.push(r)));
    findings.push(
      ...toFindings(
        rule,
        view,
        reports.filter((r) => !touches(damaged, r)),
        (s, e) => snippetOf(text, s, e),
      ),
    );
  }
  const measures = measuresOf(view, damaged, (id, part) => guarded(id, view, problems, part));
  return { findings, observations: observe(view, text, active?.conventions, problems), measures, problems };
}

/** True when the rule knows the language and speaks in files of this role. */
export function speaksIn(rule: Pick<Rule, 'meta'>, view: FileView): boolean {
  if (!rule.meta.languages.includes(view.language)) return false;
  switch (view.role) {
    case 'source':
    case 'config':
      return true;
    case 'test':
    case 'fixture':
      return rule.meta.inTests;
    case 'generated':
    case 'vendored':
      return SECURITY_AREAS.has(rule.meta.category) && (rule.meta.inTests || !view.isForTests);
  }
}

/** Runs a part that must not take the rest down with it. */
export function guarded(id: string, view: FileView, problems: Problem[], part: () => void): void {
  try {
    part();
  } catch (error) {
    const why = maskText(error instanceof Error ? error.message : String(error));
    problems.push({
      code: 'DETECTION_ERROR',
      message: `${id} failed on ${view.file}: ${why}`,
      file: view.file,
      hint: 'Report this file to the authors of Drift; all other rules ran.',
    });
  }
}

/** Gives a rule's reports identity and confidence; equal ranges are told once, the rest is cut at a bound. */
export function toFindings(
  rule: Rule,
  view: FileView,
  reports: readonly Report[],
  snippet: (start: number, end: number) => string,
): RuleFinding[] {
  const places = new Map<string, Report>();
  for (const r of [...reports].sort((x, y) => x.start - y.start || x.end - y.end)) {
    if (!places.has(`${r.start}:${r.end}`)) places.set(`${r.start}:${r.end}`, r);
  }
  const { fix } = rule.meta;
  const more = places.size - MAX_FINDINGS_PER_RULE;
  const out: RuleFinding[] = [];
  for (const r of places.values()) {
    if (out.length === MAX_FINDINGS_PER_RULE) break;
    const isLast = more > 0 && out.length === MAX_FINDINGS_PER_RULE - 1;
    out.push({
      ruleId: rule.meta.id,
      start: r.start,
      end: r.end,
      message: isLast ? `${r.message} (and ${more} more in this file)` : r.message,
      symbol: view.symbolPathAt(r.start),
      snippet: r.secret === true ? '' : snippet(r.start, r.end),
      confidence: r.confidence ?? 0.9,
      tier: 'established',
      ...(fix === 'none' ? {} : { fixable: fix }),
      ...(r.secret === undefined ? {} : { secret: r.secret }),
    });
  }
  return out;
}

function observe(view: FileView, text: string, on: OnByLanguage | undefined, problems: Problem[]): ObservationSet {
  if (view.role === 'generated' || view.role === 'vendored') return packObservations([]);
  const sites: ObservedSite[] = [];
  const damaged = damagedRanges(view.facts);
  CONVENTIONS.forEach((convention, index) => {
    if (convention.scope !== 'file' || !convention.languages.includes(view.language)) return;
    if (acrossFiles(convention, view.language) !== null) return;
    if (!isOnIn(on, view.language, convention.id)) return;
    guarded(convention.id, view, problems, () =>
      convention.observe(view, (o) => {
        if (touches(damaged, o)) return;
        sites.push({
          convention: index,
          value: o.value ?? NOT_TOLD,
          start: o.start,
          end: o.end,
          snippet: snippetOf(text, o.start, o.end),
        });
      }),
    );
  });
  return packObservations(sites);
}

/** What stands at a place, in one line and cut at a bound. */
export function snippetOf(text: string, start: number, end: number): string {
  return text
    .slice(start, Math.min(end, start + MAX_SNIPPET * 2))
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MAX_SNIPPET);
}
