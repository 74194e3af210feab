import {
  type ConventionRow,
  conventionsAnswerSchema,
  counted,
  decideAnswerSchema,
  displayText,
  Method,
  reportAnswerSchema,
} from '@drift/shared';
import type { Client } from './client.ts';
import type { Questions } from './questions.ts';
import type { Terminal } from './terminal.ts';

/** From this posterior mean on a convention is preselected for approval on a terminal. */
const PRESELECTED_FROM = 0.85;
/** From this one on `--approve` approves it without asking. */
const APPROVED_FROM = 0.9;

/** What the first scan saw, in numbers. */
export interface Scanned {
  readonly files: number;
  /** All of them, new and older, as the history records them. */
  readonly findings: number;
  readonly new: number;
  readonly older: number;
  readonly enforced: number;
  readonly seen: number;
  readonly digest: string;
}

interface Run {
  readonly client: Client;
  readonly terminal: Terminal;
  readonly questions: Questions | null;
  readonly options: { readonly yes: boolean; readonly approve: boolean };
  readonly say: (text: string) => void;
}

/** Judges the code once, so that the next check only reads what changed. */
export async function firstScan({ client, terminal, say }: Run): Promise<Scanned> {
  const { report } = await client.ask(Method.report, {}, reportAnswerSchema);
  terminal.clearProgress();
  const { files, new: fresh, conventions, backlogShown, backlogHidden } = report.summary;
  const older = backlogShown + backlogHidden;
  say(
    `\n${counted(files, 'file')} read: ${counted(conventions.enforced + conventions.hinted, 'convention')} told, ${conventions.seen} only seen, ${counted(fresh, 'new finding')}, ${older} older\n`,
  );
  for (const missing of report.notRun) terminal.complain(`drift: ${missing.what}: ${displayText(missing.reason)}\n`);
  const { enforced, seen } = conventions;
  return { files, findings: fresh + older, new: fresh, older, enforced, seen, digest: report.digest };
}

/**
 * Approves conventions: those a person picks, or with `--approve` those that are clear beyond doubt. Approving raises
 * the severity of deviations for the whole team, so `-y` alone approves nothing.
 */
export async function approve(run: Run): Promise<readonly string[]> {
  const { client, terminal, questions, options, say } = run;
  if (!options.approve && (questions === null || options.yes)) return [];
  const { conventions } = await client.ask(Method.conventions, {}, conventionsAnswerSchema);
  terminal.clearProgress();
  const open = conventions.filter((c) => c.status === 'learned' && c.severity !== null && c.tier === 'established');
  const chosen = options.approve ? open.filter((c) => c.mean >= APPROVED_FROM) : await picked(questions, open);
  const approved: string[] = [];
  for (const c of chosen) {
    const { key, language, population, leaderValue: value, scope } = c;
    const params = { key, status: 'approved', value, language, population, ...(scope === '' ? {} : { scope }) };
    const answer = await client.ask(Method.decide, params, decideAnswerSchema);
    if (answer.done) approved.push(rowName(c));
    else terminal.complain(`drift: ${displayText(answer.message)}\n`);
  }
  terminal.clearProgress();
  if (approved.length > 0) say(`approved ${counted(approved.length, 'convention')} in .drift/conventions.json\n`);
  return approved;
}

async function picked(questions: Questions | null, open: readonly ConventionRow[]): Promise<readonly ConventionRow[]> {
  if (questions === null || open.length === 0) return [];
  const choices = open.map((c) => ({
    value: c,
    label: `${rowName(c)}: ${displayText(c.leader)}, ${c.conforming} of ${c.sites}`,
    selected: c.mean >= PRESELECTED_FROM,
  }));
  const question = 'Approve what this code base clearly does? Deviations then count one severity more, for everybody.';
  return (await questions.someOf(question, choices)) ?? [];
}

function rowName(c: ConventionRow): string {
  const tests = c.population === 'test' ? ' tests' : '';
  return displayText(`${c.key} (${c.language}${tests}${c.scope === '' ? '' : ` in ${c.scope}`})`);
}
