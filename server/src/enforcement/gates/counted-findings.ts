import type { Severity } from '@drift/shared';
import type { GateContext, GateFinding, Unjudged } from './gate.ts';
import { ALWAYS_BLOCKING, CHUNK, PENALTIES, PENALTY_PER_SITE } from './parameters.ts';

/** The findings of some areas that a gate counts, by the severity they have for the verdict. */
export interface CountedFindings {
  readonly errors: readonly GateFinding[];
  readonly warnings: readonly GateFinding[];
  readonly info: readonly GateFinding[];
  /** Those and the milder ones, in canonical order. */
  readonly all: readonly GateFinding[];
  /** Points they cost together. */
  readonly penalty: number;
  /** Findings of these areas that are old and count nothing. */
  readonly old: number;
}

/** The area of a rule. */
export function areaOf({ ruleId }: Pick<GateFinding, 'ruleId'>): string {
  return ruleId.split('/')[1] ?? '';
}

const PREFIX = 'drift/';

/** True where a finding is one of some areas: asked of every finding by every gate, so no text is cut out for it. */
export function isIn({ ruleId }: Pick<GateFinding, 'ruleId'>, areas: readonly string[]): boolean {
  return areas.some((area) => ruleId.startsWith(area, PREFIX.length) && ruleId[PREFIX.length + area.length] === '/');
}

/** True for weaknesses that count wherever they are, unless people accepted them in the baseline. */
export function isAlwaysBlocking({ cwe, accepted }: Pick<GateFinding, 'cwe' | 'accepted'>): boolean {
  return !accepted && cwe.some((c) => ALWAYS_BLOCKING.has(c));
}

/** Sorts out the findings of some areas; yields after each chunk. */
export function* countedFindings(
  { input, severityOf }: Pick<GateContext, 'input' | 'severityOf'>,
  wanted: (finding: GateFinding) => boolean,
): Generator<void, CountedFindings, void> {
  const bySeverity: Record<Severity, GateFinding[]> = { error: [], warning: [], info: [], hint: [] };
  const all: GateFinding[] = [];
  let penalty = 0;
  let old = 0;
  for (const [i, finding] of input.findings.entries()) {
    if (i % CHUNK === CHUNK - 1) yield;
    if (!wanted(finding)) continue;
    if (input.mode === 'pr' && !finding.isNew && !isAlwaysBlocking(finding)) {
      old++;
      continue;
    }
    const severity = severityOf(finding);
    bySeverity[severity].push(finding);
    all.push(finding);
    penalty += PENALTIES[severity];
  }
  return { errors: bySeverity.error, warnings: bySeverity.warning, info: bySeverity.info, all, penalty, old };
}

/** 100 without findings, down to 0 where they cost as much as one error at every place looked at. */
export function scoreOf(penalty: number, sites: number): number {
  return 100 * (1 - Math.min(1, penalty / (PENALTY_PER_SITE * Math.max(1, sites))));
}

/** Why the findings of some areas prove nothing; `null` where they do. */
export function notLookedAt({ input }: Pick<GateContext, 'input'>, areas: readonly string[]): Unjudged | null {
  const [first] = input.notRun;
  if (first !== undefined) {
    const summary = `a part of the analysis did not run: ${first.what}: ${first.reason}`;
    return { kind: 'notRun', reason: 'incomplete', summary, hint: first.hint };
  }
  if (!areas.some((area) => input.areasOn.has(area)))
    return {
      kind: 'notRun',
      reason: 'disabled',
      summary: `every rule of ${areas.join(', ')} is off`,
      hint: 'See analysis.severity in `drift config`.',
    };
  if (input.files === 0 && !input.isPartial)
    return {
      kind: 'notRun',
      reason: 'no-data',
      summary: 'there was no file to look at',
      hint: 'Name a folder with source files of a known language, or see scan.include in `drift config`.',
    };
  return null;
}

/** Ids of some findings in canonical order, which is that of `all`. */
export function idsOf(all: readonly GateFinding[], ...counted: readonly (readonly GateFinding[])[]): readonly string[] {
  const wanted = new Set<GateFinding>();
  for (const list of counted) for (const finding of list) wanted.add(finding);
  const ids: string[] = [];
  for (const finding of all) if (wanted.has(finding)) ids.push(finding.id);
  return ids;
}

/** Sentences that name rules of some areas which feedback switched off. */
export function disabledWarnings({ input }: Pick<GateContext, 'input'>, areas: readonly string[]): readonly string[] {
  return input.disabledRules
    .filter((ruleId) => isIn({ ruleId }, areas))
    .map((rule) => `${rule} is switched off by feedback, so nothing of it was counted`);
}
