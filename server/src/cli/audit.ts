import {
  type AuditAnswer,
  type AuditRecommendation,
  auditAnswerSchema,
  counted,
  decideAnswerSchema,
  displayText,
  Method,
} from '@drift/shared';
import { alertText, FACTOR_NAMES, percentText, pointsText, predictionText } from './audit-words.ts';
import type { Client } from './client.ts';
import { columns } from './columns.ts';
import { printJson } from './conventions.ts';
import type { Terminal } from './terminal.ts';

const EXIT_BELOW = 1;
const EXIT_CANNOT_RUN = 2;

/** Categories and issues named; the rest is only counted. */
const MAX_NAMED = 5;

/** How an audit was asked. */
export interface AuditOptions {
  readonly json: boolean;
  /** Points that must be reached; `null` where the score decides nothing. */
  readonly threshold: number | null;
}

/** `drift audit`: audits, keeps it, and prints the score with what it is made of; 1 where it is below the threshold. */
export async function audit(client: Client, terminal: Terminal, { json, threshold }: AuditOptions): Promise<number> {
  const a = await client.ask(Method.audit, {}, auditAnswerSchema);
  terminal.clearProgress();
  if (json) printJson(terminal, a);
  else terminal.print(auditText(a));
  if (a.notRecorded !== '') terminal.complain(`drift: this audit is not recorded: ${displayText(a.notRecorded)}\n`);
  if (threshold === null) return 0;
  if (a.newProject || a.preliminary) {
    terminal.complain('drift: not enough data to hold the score against a threshold\n');
    return EXIT_CANNOT_RUN;
  }
  if (a.healthScore >= threshold) return 0;
  terminal.complain(`drift: health ${pointsText(a.healthScore)} is below ${threshold}\n`);
  return EXIT_BELOW;
}

function auditText(a: AuditAnswer): string {
  const note = a.newProject
    ? ' (nothing was learned yet: a default, not a measurement)'
    : a.preliminary
      ? ' (preliminary: too little was measured)'
      : '';
  const { total, approved, discovered, ignored } = a.patterns;
  return [
    `health ${pointsText(a.healthScore)} of 100${note}\n`,
    columns(
      ['factor', 'value'],
      Object.entries(a.factors).map(([name, value]) => [FACTOR_NAMES[name] ?? name, percentText(value)]),
    ),
    `${counted(total, 'convention')}, by language, tests and directory: ${approved} approved, ${discovered} nobody decided about, ${ignored} rejected; `,
    `${a.locations} places follow, ${a.outliers} do not; ${counted(a.newFindings, 'new finding')}\n`,
    ...a.alerts.map((alert) => `${alert.level}: ${alertText(alert)}\n`),
    ...a.anomalies.map(
      (x) =>
        `${x.level}: ${x.metric} is ${x.value}, expected ${x.expected[0]} to ${x.expected[1]} by the last 30 days\n`,
    ),
    worstCategories(a),
    ...a.duplicates.map((g) => `same places (${percentText(g.weakest)}): ${g.ids.map(displayText).join('; ')}\n`),
    issuesText(a),
    recommendationCounts(a.recommendations),
    `prediction: ${predictionText(a.prediction)}\n`,
    ...a.notMeasured.map((n) => `not measured: ${displayText(`${n.what}: ${n.reason}`)}\n`),
  ].join('');
}

function worstCategories({ categories }: AuditAnswer): string {
  const scored = categories.flatMap((c) => (c.score === null ? [] : [{ ...c, score: c.score }]));
  if (scored.length === 0) return '';
  const rows = scored
    .sort((x, y) => x.score - y.score)
    .slice(0, MAX_NAMED)
    .map((c) => [c.category, pointsText(c.score), `${c.patterns}`, c.trend]);
  return columns(['weakest', 'score', 'conventions', 'trend'], rows);
}

const ISSUES = {
  orphan: 'is followed nowhere',
  highOutliers: 'is departed from in more than a third of its places',
  approvedButUncertain: 'is approved, and the code does not follow it',
} as const;

function issuesText({ issues }: AuditAnswer): string {
  const named = issues.slice(0, MAX_NAMED).map((i) => `${i.level}: ${displayText(i.id)} ${ISSUES[i.check]}\n`);
  const more = issues.length - named.length;
  return [...named, ...(more === 0 ? [] : [`and ${more} more such\n`])].join('');
}

function recommendationCounts(recommendations: readonly AuditRecommendation[]): string {
  const of = (what: AuditRecommendation['recommendation']): number =>
    recommendations.filter((r) => r.recommendation === what).length;
  return `recommended: ${of('approve')} to approve, ${of('review')} to look at, ${of('likelyFalsePositive')} hardly a convention (drift audit recommendations)\n`;
}

const PROPOSALS = { approve: 'approve', review: 'look at', likelyFalsePositive: 'hardly one' } as const;

/** `drift audit recommendations`: what is proposed about each convention nobody has decided about. Keeps nothing. */
export async function auditRecommendations(client: Client, terminal: Terminal, json: boolean): Promise<number> {
  const { recommendations } = await client.ask(Method.audit, { record: false }, auditAnswerSchema);
  terminal.clearProgress();
  if (json) return printJson(terminal, { recommendations });
  if (recommendations.length === 0) terminal.print('There is no convention that nobody has decided about.\n');
  else
    terminal.print(
      columns(
        ['proposal', 'convention', 'where', 'answer', 'confidence', 'follow', 'depart'],
        recommendations.map((r) => [
          PROPOSALS[r.recommendation],
          r.key,
          whereText(r),
          r.answer,
          percentText(r.confidence),
          `${r.locations}`,
          `${r.outliers}`,
        ]),
      ),
    );
  return 0;
}

/** `drift audit apply`: approves what is recommended, as `drift conventions approve` does; never what somebody decided. */
export async function auditApply(
  client: Client,
  terminal: Terminal,
  { dryRun, json }: { readonly dryRun: boolean; readonly json: boolean },
): Promise<number> {
  const { recommendations } = await client.ask(Method.audit, { record: false }, auditAnswerSchema);
  terminal.clearProgress();
  const chosen = recommendations.filter((r) => r.recommendation === 'approve');
  const done: { readonly what: string; readonly approved: boolean; readonly message: string }[] = [];
  for (const r of chosen) {
    const what = `${r.key} ${r.value} (${whereText(r)})`;
    const message = dryRun ? `would approve ${what}` : '';
    done.push(dryRun ? { what, approved: false, message } : { what, ...(await approve(client, r)) });
  }
  terminal.clearProgress();
  const failed = done.some((d) => !dryRun && !d.approved);
  if (json) printJson(terminal, { dryRun, applied: done });
  else {
    for (const d of done)
      if (dryRun || d.approved) terminal.print(`${displayText(d.message)}\n`);
      else terminal.complain(`drift: ${displayText(d.message)}\n`);
    if (done.length === 0) terminal.print('Nothing is recommended for approval.\n');
  }
  return failed ? EXIT_CANNOT_RUN : 0;
}

async function approve(client: Client, r: AuditRecommendation): Promise<{ approved: boolean; message: string }> {
  const { key, value, language, population, scope } = r;
  const reason = `recommended by drift audit: confidence ${percentText(r.confidence)}, ${r.locations} of ${r.locations + r.outliers} places`;
  const params = { key, status: 'approved', value, language, population, reason, ...(scope === '' ? {} : { scope }) };
  const { done, message } = await client.ask(Method.decide, params, decideAnswerSchema);
  return { approved: done, message };
}

function whereText({ language, population, scope }: AuditRecommendation): string {
  return `${language}${population === 'test' ? ' tests' : ''}${scope === '' ? '' : ` in ${displayText(scope)}`}`;
}
