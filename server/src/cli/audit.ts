import {
  type AuditAnswer,
  type AuditRecommendation,
  alertText,
  auditAnswerSchema,
  counted,
  displayText,
  Method,
  percentText,
  pointsText,
  trendText,
} from '@drift/shared';
import { categoryText, inCategory, unknownCategoryText } from './audit-category.ts';
import { FACTOR_NAMES, predictionText, recommendationRows } from './audit-words.ts';
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
  /** The only category that is printed; `null` for all that an audit says. */
  readonly category: string | null;
}

/** `drift audit`: audits, keeps it, and prints the score with what it is made of; 1 where it is below the threshold. */
export async function audit(client: Client, terminal: Terminal, options: AuditOptions): Promise<number> {
  const { json, threshold, category } = options;
  const a = await client.ask(Method.audit, {}, auditAnswerSchema);
  terminal.clearProgress();
  const shown = category === null ? a : inCategory(a, category);
  if (shown === null) {
    terminal.complain(`drift: ${unknownCategoryText(a, category ?? '')}\n`);
    return EXIT_CANNOT_RUN;
  }
  if (json) printJson(terminal, shown);
  else terminal.print(category === null ? auditText(a) : categoryText(shown));
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
    ...a.duplicates.map(
      (g) =>
        `same places (${percentText(g.weakest)}, drift audit merge ${g.name}): ${g.ids.map(displayText).join('; ')}\n`,
    ),
    issuesText(a),
    recommendationCounts(a.recommendations),
    `trend: health ${trendText(a.trends.health)}, confidence ${trendText(a.trends.confidence)}\n`,
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
    .map((c) => [c.category, pointsText(c.score), `${c.patterns}`, trendText(c.trend)]);
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

/** `drift audit recommendations`: what is proposed about each convention nobody has decided about. Keeps nothing. */
export async function auditRecommendations(client: Client, terminal: Terminal, json: boolean): Promise<number> {
  const { recommendations } = await client.ask(Method.audit, { record: false }, auditAnswerSchema);
  terminal.clearProgress();
  if (json) return printJson(terminal, { recommendations });
  if (recommendations.length === 0) terminal.print('There is no convention that nobody has decided about.\n');
  else terminal.print(recommendationRows(recommendations));
  return 0;
}
