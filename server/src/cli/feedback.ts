import {
  counted,
  displayText,
  type FeedbackAnswer,
  type FeedbackRecordParams,
  feedbackAnswerSchema,
  feedbackHealthAnswerSchema,
  feedbackListAnswerSchema,
  feedbackStatsAnswerSchema,
  Method,
} from '@drift/shared';
import type { Client } from './client.ts';
import { columns } from './columns.ts';
import { printJson } from './conventions.ts';
import type { Terminal } from './terminal.ts';

/** The exit code of a verb that could not do what it was asked. */
const REFUSED = 2;

/** `drift feedback record <id>`: what a person did with a finding. */
export async function feedbackRecord(
  client: Client,
  terminal: Terminal,
  params: FeedbackRecordParams,
  json: boolean,
): Promise<number> {
  return told(terminal, await client.ask(Method.feedbackRecord, params, feedbackAnswerSchema), json);
}

/** `drift feedback undo [id]`: takes back an action. */
export async function feedbackUndo(
  client: Client,
  terminal: Terminal,
  id: string | undefined,
  json: boolean,
): Promise<number> {
  const params = id === undefined ? {} : { id };
  return told(terminal, await client.ask(Method.feedbackUndo, params, feedbackAnswerSchema), json);
}

/** `drift feedback re-enable <rule>`: switches a rule on again. */
export async function feedbackReEnable(
  client: Client,
  terminal: Terminal,
  params: { readonly rule: string; readonly why: string },
  json: boolean,
): Promise<number> {
  return told(terminal, await client.ask(Method.feedbackReEnable, params, feedbackAnswerSchema), json);
}

/** `drift feedback stats`: how often findings were of use, by rule. */
export async function feedbackStats(
  client: Client,
  terminal: Terminal,
  options: { readonly rule?: string; readonly json: boolean },
): Promise<number> {
  const { json, ...params } = options;
  const answer = await client.ask(Method.feedbackStats, params, feedbackStatsAnswerSchema);
  if (json) return printed(terminal, answer);
  terminal.clearProgress();
  if (answer.until === null) terminal.print('Nobody has said anything about a finding yet.\n');
  else {
    const { days30, days90 } = answer.overall;
    const rows = [
      ...answer.rules.map((r) => [r.ruleId, ...countCells(r.counts)]),
      ['all rules, 30 days', ...countCells(days30)],
      ['all rules, 90 days', ...countCells(days90)],
    ];
    terminal.print(columns(['rule', 'acted on', 'fixed', 'dismissed', 'ignored', 'false positives'], rows));
    terminal.print(`30 and 90 days to ${answer.until}, the day of the newest record\n`);
  }
  if (answer.local.length > 0) {
    const rows = answer.local.map((l) => [l.ruleId, `${l.fixed}`, `${l.autoFixed}`, `${l.ignored}`]);
    terminal.print(`\nSeen by the editor on this machine; changes no finding\n`);
    terminal.print(columns(['rule', 'fixed', 'fixed by Drift', 'ignored'], rows));
  }
  return complained(terminal, answer.problems);
}

/** `drift feedback health`: the state of each rule, where it is quieter, and whose dismissals are conspicuous. */
export async function feedbackHealth(client: Client, terminal: Terminal, json: boolean): Promise<number> {
  const answer = await client.ask(Method.feedbackHealth, {}, feedbackHealthAnswerSchema);
  if (json) return printed(terminal, answer);
  terminal.clearProgress();
  if (answer.rules.length === 0) terminal.print('Nobody has said anything about a finding yet.\n');
  else {
    const rows = answer.rules.map((r) => [
      r.ruleId,
      r.state.replaceAll('_', ' '),
      percent(r.counts.rate),
      `${r.counts.acted}`,
      r.disabledSince ?? r.aboveSince ?? '',
      r.trend,
    ]);
    terminal.print(columns(['rule', 'state', 'false positives', 'acted on', 'since', 'trend'], rows));
  }
  for (const e of answer.exempt) terminal.print(`${e.ruleId} leaves ${displayText(e.path)} alone (score ${e.score})\n`);
  for (const q of answer.quiet) {
    const directory = q.path === '' ? 'the root directory' : `${displayText(q.path)}/`;
    terminal.print(`${q.ruleId} only hints in ${directory} (score ${q.score})\n`);
  }
  for (const a of answer.abuse) {
    terminal.print(
      `author ${displayText(a.author)}: ${a.dismissals} of ${counted(a.actions, 'action')} ${a.dismissals === 1 ? 'is a dismissal' : 'are dismissals'} (${a.kinds.join(', ')})\n`,
    );
  }
  return complained(terminal, answer.problems);
}

/** `drift feedback list`: every record. */
export async function feedbackList(client: Client, terminal: Terminal, json: boolean): Promise<number> {
  const answer = await client.ask(Method.feedbackList, {}, feedbackListAnswerSchema);
  if (json) return printed(terminal, answer);
  terminal.clearProgress();
  if (answer.records.length === 0) terminal.print('Nobody has said anything about a finding yet.\n');
  else {
    const rows = answer.records.map(({ record, undone }) => [
      record.at.slice(0, 'yyyy-mm-dd'.length),
      record.author,
      undone ? `${record.action} (undone)` : record.action,
      record.action === 'undone' ? record.undoes : record.ruleId,
      'finding' in record && typeof record.finding === 'string' ? record.finding : '',
      'file' in record && typeof record.file === 'string' ? record.file : '',
      [record['reason'], record.text].filter((x) => typeof x === 'string').join(': '),
    ]);
    terminal.print(columns(['day', 'author', 'action', 'rule', 'finding', 'file', 'reason'], rows));
  }
  return complained(terminal, answer.problems);
}

function countCells(counts: {
  acted: number;
  fixed: number;
  autoFixed: number;
  ignored: number;
  rate: number;
  sufficient: boolean;
  dismissed: Record<string, number>;
}): string[] {
  const dismissed = Object.values(counts.dismissed).reduce((sum, n) => sum + n, 0);
  const rate = counts.sufficient ? percent(counts.rate) : `${percent(counts.rate)} (too few)`;
  return [`${counts.acted}`, `${counts.fixed + counts.autoFixed}`, `${dismissed}`, `${counts.ignored}`, rate];
}

function percent(rate: number): string {
  return `${(rate * 100).toFixed(1)} %`;
}

function told(terminal: Terminal, answer: FeedbackAnswer, json: boolean): number {
  if (json) {
    printed(terminal, answer);
    return answer.ok ? 0 : REFUSED;
  }
  terminal.clearProgress();
  if (!answer.ok) {
    terminal.complain(`drift: ${displayText(`${answer.error.message}. ${answer.error.hint}`)}\n`);
    return REFUSED;
  }
  const { record } = answer;
  const subject = record.action === 'undone' ? record.undoes : record.ruleId;
  terminal.print(`recorded: ${record.action} ${displayText(`${subject} (${record.id})`)}\n`);
  for (const notice of answer.notices) terminal.complain(`drift: ${displayText(notice)}\n`);
  return 0;
}

function printed(terminal: Terminal, answer: object): number {
  terminal.clearProgress();
  return printJson(terminal, answer);
}

function complained(terminal: Terminal, problems: readonly string[]): number {
  for (const problem of problems) terminal.complain(`problem: ${displayText(problem)}\n`);
  return 0;
}
