import {
  byCodeUnit,
  type FeedbackRecord,
  type Finding,
  type Problem,
  type RuleId,
  SEVERITIES,
  type Severity,
  sortedJson,
} from '@drift/shared';
import { directoryOf } from '../analysis/conventions/scopes.ts';
import { healthOf, type RuleHealth } from '../analysis/feedback/health.ts';
import { type Locality, type LocalScore, localityOf } from '../analysis/feedback/locality.ts';
import { CONVENTION_DEMOTION_RATE, EXEMPT_CONFIDENCE, RULE_DEMOTION_RATE } from '../analysis/feedback/parameters.ts';
import { reasonOf, standingDismissals } from '../analysis/feedback/standing.ts';
import { RULES } from './rule-settings.ts';

/** Weaknesses whose rules no amount of dismissals switches off: injection into SQL, shell and code, built-in secrets. */
const PROTECTED_CWE: ReadonlySet<string> = new Set(['CWE-89', 'CWE-78', 'CWE-94', 'CWE-798']);

/** What the committed feedback does to findings. */
export interface FeedbackEffects {
  /** Reason by the id of each dismissed finding. */
  readonly dismissed: ReadonlyMap<string, string>;
  /** Rules that the records switched off. */
  readonly disabled: ReadonlyMap<RuleId, RuleHealth>;
  /** Rules that are told more quietly everywhere: conventions as hints, others one severity lower. */
  readonly demoted: ReadonlyMap<RuleId, 'hint' | 'lower'>;
  /** Files that a rule leaves alone, and directories in which it only hints. */
  readonly locality: Locality;
}

/** Stands for a reason where a rule leaves a whole file alone. */
export const EXEMPT_FILE = 'exempt_file';

/** A finding that is not shown, and why. */
export interface DismissedFinding {
  readonly finding: Finding;
  readonly reason: string;
}

/** Nobody has said anything. */
export const NO_FEEDBACK: FeedbackEffects = {
  dismissed: new Map(),
  disabled: new Map(),
  demoted: new Map(),
  locality: { exempt: [], quiet: [] },
};

/** True for rules that stop at critical. */
export function isProtectedRule(rule: RuleId): boolean {
  return RULES.get(rule)?.cwe.some((c) => PROTECTED_CWE.has(c)) === true;
}

/** The effects of records in order of time: a function of the records and the shipped rules alone. */
export function effectsOf(records: readonly FeedbackRecord[]): FeedbackEffects {
  if (records.length === 0) return NO_FEEDBACK;
  const health = healthOf(records, { isProtected: isProtectedRule, isOff: () => false });
  return {
    dismissed: new Map([...standingDismissals(records)].map(([finding, record]) => [finding, reasonOf(record)])),
    disabled: new Map(
      health.filter((h) => h.state === 'disabled' && RULES.has(h.ruleId)).map((h) => [h.ruleId, h] as const),
    ),
    demoted: new Map(health.flatMap(demotionOf)),
    locality: localityInForce(records),
  };
}

function demotionOf({ ruleId, state, fresh }: RuleHealth): [RuleId, 'hint' | 'lower'][] {
  const kind = RULES.get(ruleId)?.kind;
  if (kind === undefined || state === 'disabled' || !fresh.sufficient || isProtectedRule(ruleId)) return [];
  if (kind === 'convention') return fresh.rate > CONVENTION_DEMOTION_RATE ? [[ruleId, 'hint']] : [];
  return fresh.rate > RULE_DEMOTION_RATE ? [[ruleId, 'lower']] : [];
}

/** Where rules are quieter; what must not be switched off is not quietened either. */
export function localityInForce(records: readonly FeedbackRecord[]): Locality {
  const { exempt, quiet } = localityOf(records);
  const isOpen = ({ ruleId }: LocalScore): boolean => RULES.has(ruleId) && !isProtectedRule(ruleId);
  return { exempt: exempt.filter(isOpen), quiet: quiet.filter(isOpen) };
}

/** True when two states do the same to every finding. */
export function sameEffects(a: FeedbackEffects, b: FeedbackEffects): boolean {
  return canonical(a) === canonical(b);
}

function canonical({ dismissed, disabled, demoted, locality }: FeedbackEffects): string {
  const pairs = [...dismissed].sort(([x], [y]) => byCodeUnit(x, y));
  return sortedJson([pairs, [...disabled], [...demoted], locality.exempt, locality.quiet]);
}

/** Parts findings that have their identity into those that are shown and those that people do not want to see. */
export function applyFeedback(
  findings: readonly Finding[],
  { dismissed, disabled, demoted, locality }: FeedbackEffects,
): { readonly findings: readonly Finding[]; readonly dismissed: readonly DismissedFinding[] } {
  if (dismissed.size + disabled.size + demoted.size === 0 && isEmpty(locality)) return { findings, dismissed: [] };
  const shown: Finding[] = [];
  const hidden: DismissedFinding[] = [];
  for (const finding of findings) {
    if (disabled.has(finding.ruleId)) continue;
    const reason = dismissed.get(finding.id) ?? (isExempt(finding, locality) ? EXEMPT_FILE : undefined);
    if (reason !== undefined) hidden.push({ finding, reason });
    else {
      const severity = isQuiet(finding, locality) ? 'hint' : demotedTo(demoted, finding);
      shown.push(severity === finding.severity ? finding : { ...finding, severity });
    }
  }
  return { findings: shown, dismissed: hidden };
}

/** What a rule tells with once what people said of it counts; `null` where they switched it off. */
export function severityAfter(
  { disabled, demoted }: FeedbackEffects,
  rule: { readonly ruleId: RuleId; readonly severity: Severity },
): Severity | null {
  return disabled.has(rule.ruleId) ? null : demotedTo(demoted, rule);
}

function demotedTo(
  demoted: FeedbackEffects['demoted'],
  { ruleId, severity }: { readonly ruleId: RuleId; readonly severity: Severity },
): Severity {
  const to = demoted.get(ruleId);
  return to === undefined ? severity : to === 'hint' ? to : below(severity);
}

/** One severity lower; a hint stays one. */
function below(severity: Severity): Severity {
  return SEVERITIES[SEVERITIES.indexOf(severity) + 1] ?? severity;
}

function isEmpty({ exempt, quiet }: Locality): boolean {
  return exempt.length === 0 && quiet.length === 0;
}

function isExempt({ ruleId, file, confidence }: Finding, { exempt }: Locality): boolean {
  return confidence > EXEMPT_CONFIDENCE && exempt.some((s) => s.ruleId === ruleId && s.path === file);
}

function isQuiet({ ruleId, file }: Finding, { quiet }: Locality): boolean {
  return quiet.some((s) => s.ruleId === ruleId && s.path === directoryOf(file));
}

/** One notice for each rule that is off or told more quietly: neither happens in silence. */
export function feedbackNotices({ disabled, demoted }: FeedbackEffects): readonly Problem[] {
  const off = [...disabled.values()].map(
    (health): Problem => ({
      code: 'RULE_DISABLED',
      message: `${health.ruleId} is off since ${health.disabledSince}: over 20 % of its findings were of no use for 30 days`,
      hint: `drift feedback re-enable ${health.ruleId} --reason "..." switches it on again.`,
    }),
  );
  const quieter = [...demoted].map(
    ([rule, to]): Problem => ({
      code: 'RULE_DEMOTED',
      message:
        to === 'hint'
          ? `${rule} only hints: over 10 % of its findings were of no use within 30 days`
          : `${rule} is told one severity lower: over 20 % of its findings were of no use within 30 days`,
      hint: `drift feedback re-enable ${rule} --reason "..." takes that back.`,
    }),
  );
  return [...off, ...quieter];
}
