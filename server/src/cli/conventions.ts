import {
  type ConventionDetail,
  type ConventionRow,
  conventionsAnswerSchema,
  counted,
  diffConventionsAnswerSchema,
  displayJson,
  displayText,
  type LeftToTool,
  learnedFrom,
  Method,
  showConventionAnswerSchema,
  trendsAnswerSchema,
} from '@drift/shared';
import type { Client } from './client.ts';
import { columns } from './columns.ts';
import type { Terminal } from './terminal.ts';

const EXIT_CANNOT_RUN = 2;

/** `drift conventions list`: what the code base does, with the counts behind it. */
export async function listConventions(client: Client, terminal: Terminal, json: boolean): Promise<number> {
  const answer = await client.ask(Method.conventions, {}, conventionsAnswerSchema);
  terminal.clearProgress();
  if (json) return printJson(terminal, answer);
  const left = answer.leftToTools.map((l) => `${leftLine(l)}\n`).join('');
  if (answer.conventions.length === 0) {
    terminal.print(`No convention has enough evidence yet.\n${left}`);
    return 0;
  }
  const rows = answer.conventions.map((c) => [
    c.key,
    where(c),
    c.leader,
    `${percent(c.share)} of ${counted(c.files, 'file')}`,
    `${c.conforming} of ${c.sites}`,
    c.tier,
    kindText(c.category),
    standing(c),
  ]);
  terminal.print(columns(['convention', 'where', 'usual', 'share', 'sites', 'evidence', 'kind', 'deviations'], rows));
  terminal.print(left);
  terminal.print(`learned from: ${displayText(learnedFrom(answer.baseline))}\n`);
  return 0;
}

/** `drift conventions show`: one convention with everything that is needed to check it by hand. */
export async function showConvention(
  client: Client,
  terminal: Terminal,
  asked: { readonly key: string; readonly since?: string },
  json: boolean,
): Promise<number> {
  const answer = await client.ask(Method.showConvention, asked, showConventionAnswerSchema);
  terminal.clearProgress();
  if (json) return printJson(terminal, answer);
  for (const l of answer.leftToTools) terminal.print(`${leftLine(l)}\n`);
  if (answer.conventions.length + answer.leftToTools.length === 0)
    terminal.print(`Nothing was learned about ${displayText(asked.key)} here.\n`);
  for (const c of answer.conventions) terminal.print(`${detailText(c)}\n`);
  terminal.print(`learned from: ${displayText(learnedFrom(answer.baseline))}\n`);
  return 0;
}

/** `drift conventions diff`: how the habits changed since a commit. */
export async function diffConventions(client: Client, terminal: Terminal, rev: string, json: boolean): Promise<number> {
  const answer = await client.ask(Method.diffConventions, { rev }, diffConventionsAnswerSchema);
  terminal.clearProgress();
  if (answer.problem !== '') {
    terminal.complain(`drift: ${displayText(answer.problem)}\n`);
    return EXIT_CANNOT_RUN;
  }
  if (json) return printJson(terminal, answer);
  const unchanged = `${counted(answer.unchanged, 'answer')} as before`;
  if (answer.changes.length === 0) {
    const over = counted(answer.commits.length, 'commit');
    terminal.print(`No convention changed over ${over} looked at; ${unchanged}.\n`);
    return 0;
  }
  const rows = answer.changes.map((c) => [
    c.key,
    c.language + (c.population === 'test' ? ' tests' : ''),
    c.value,
    c.shares.map(percent).join(' > '),
    c.direction,
    kindText(c.category),
    CHANGES[c.change],
  ]);
  terminal.print(columns(['convention', 'language', 'answer', 'share of files', 'direction', 'kind', ''], rows));
  terminal.print(`${unchanged}; commits looked at: ${answer.commits.map((c) => c.slice(0, 9)).join(' ')}\n`);
  return 0;
}

/** Shares printed of one answer; the newest are last. */
const SHARES_SHOWN = 8;

/** `drift conventions trends`: how the share of each answer moved over the recorded scans. */
export async function conventionTrends(
  client: Client,
  terminal: Terminal,
  key: string | undefined,
  json: boolean,
): Promise<number> {
  const answer = await client.ask(Method.trends, key === undefined ? {} : { key }, trendsAnswerSchema);
  terminal.clearProgress();
  if (json) return printJson(terminal, answer);
  if (answer.problem !== '') terminal.print(`${displayText(answer.problem)}\n`);
  if (answer.trends.length === 0) return 0;
  const rows = answer.trends.map((t) => [
    t.key,
    `${t.language}${t.population === 'test' ? ' tests' : ''}${t.scope === '' ? '' : ` in ${t.scope}`}`,
    t.value,
    t.shares.slice(-SHARES_SHOWN).map(percent).join(' > '),
    t.direction,
  ]);
  terminal.print(columns(['convention', 'where', 'answer', 'share of files', 'direction'], rows));
  const [first, last] = [answer.scans[0], answer.scans.at(-1)];
  if (first !== undefined && last !== undefined)
    terminal.print(`${counted(answer.scans.length, 'recorded scan')}, from ${first.at} to ${last.at}\n`);
  return 0;
}

const CHANGES = { new: 'new', gone: 'gone', leads: 'leads now', led: 'led before', same: '' } as const;

/** Prints an answer as JSON; the exit code of having done so. */
export function printJson(terminal: Terminal, answer: unknown): number {
  terminal.print(`${displayJson(JSON.stringify(answer, null, 2))}\n`);
  return 0;
}

/** The kind of a convention in words; JSON names it as one. */
function kindText(category: string): string {
  return category === 'projectSpecific' ? 'project-specific' : category;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function where(c: ConventionRow): string {
  return `${c.language}${c.population === 'test' ? ' tests' : ''}${c.scope === '' ? '' : ` in ${displayText(c.scope)}`}`;
}

function standing(c: ConventionRow): string {
  const named = c.decided === null || c.decided === c.leader ? '' : ` ${c.decided}`;
  const decided = c.status === 'learned' ? '' : `${c.status}${named}, `;
  if (c.severity !== null) return `${decided}${c.severity}${c.quietened ? ' by feedback' : ''}`;
  if (c.quietened) return `${decided}off by feedback`;
  if (c.status !== 'learned') return c.status + named;
  if (c.category === 'contested') return 'undecided';
  return c.maturity === 'stable' ? '' : `(${c.maturity})`;
}

/** Why a convention is not asked where a tool decides it. */
function leftLine({ key, language, tool, path, files }: LeftToTool): string {
  return `${key} in ${language}: off in ${counted(files, 'file')}, left to ${tool} (${displayText(path)})`;
}

/** What becomes of new code that does otherwise. */
function toldText(c: ConventionRow): string {
  if (c.severity !== null) return `new code that does otherwise is told: ${standing(c)}`;
  const why = standing(c).replace(/[()]/g, '');
  return `new code that does otherwise is not told${why === '' ? '' : `: ${why}`}`;
}

function detailText(c: ConventionDetail): string {
  const values = c.values.map(
    (v) => `  ${v.value.padEnd(24)} ${percent(v.share).padStart(5)} of files, ${counted(v.sites, 'site')}`,
  );
  const factors = Object.entries(c.factors).map(([name, value]) => `${name} ${value}`);
  const cited = (files: ConventionDetail['filesFor']): string[] =>
    files.map(
      (f) =>
        `  ${displayText(f.path)}${f.line === 0 ? '' : `:${f.line}`}  ${f.value}${f.sites > 1 ? ` (${f.sites})` : ''}`,
    );
  return [
    `${c.id}: ${c.title}, ${where(c)}`,
    '',
    ...values,
    ...(c.abstained > 0 ? [`  could not be told at ${counted(c.abstained, 'site')}`] : []),
    '',
    `  ${c.tier}, ${kindText(c.category)}; posterior mean ${c.mean}, 95 % interval ${c.interval[0]} to ${c.interval[1]}`,
    `  ${counted(c.files, 'file')} in ${counted(c.directories, 'directory', 'directories')}; Beta(${c.alpha}, ${c.beta})`,
    `  direction ${c.direction}; score ${c.score} (${factors.join(', ')})`,
    `  ${toldText(c)}${c.reason === '' ? '' : ` (${displayText(c.reason)})`}`,
    '',
    `  for ${c.leader}:`,
    ...cited(c.filesFor),
    ...(c.filesAgainst.length === 0 ? [] : ['  against:', ...cited(c.filesAgainst)]),
    '',
  ].join('\n');
}
