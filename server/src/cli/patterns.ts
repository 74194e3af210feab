import {
  counted,
  displayText,
  learnedFrom,
  Method,
  type PatternRow,
  type PatternsAnswer,
  patternsAnswerSchema,
} from '@drift/shared';
import type { Client } from './client.ts';
import { columns } from './columns.ts';
import { printJson } from './conventions.ts';
import type { Terminal } from './terminal.ts';

/** Steps named of a pattern; beyond that only their number is told. */
const MAX_STEPS = 6;

/** Which patterns are wanted. */
export interface PatternsOptions {
  readonly language?: string;
  readonly minFiles?: number;
}

/** `drift patterns`: functions that do the same kind of thing, what they do, and which of them leave a step out. */
export async function patterns(
  client: Client,
  terminal: Terminal,
  options: PatternsOptions,
  json: boolean,
): Promise<number> {
  const answer = await ask(client, terminal, options);
  if (json) return printJson(terminal, answer);
  if (answer.patterns.length === 0) terminal.print('No functions here do the same kind of thing often enough.\n');
  for (const p of answer.patterns) terminal.print(`${patternText(p)}\n`);
  terminal.print(`learned from: ${displayText(learnedFrom(answer.baseline))}\n`);
  return 0;
}

/** `drift patterns duplicates`: patterns that are nearly the same. */
export async function duplicatePatterns(
  client: Client,
  terminal: Terminal,
  options: PatternsOptions,
  json: boolean,
): Promise<number> {
  const { duplicates, patterns: rows, baseline } = await ask(client, terminal, options);
  if (json) return printJson(terminal, { duplicates, baseline });
  const names = new Map(rows.map((r) => [r.id, placeText(r.examples[0])]));
  const lines = duplicates.map((d) => [
    d.similarity.toFixed(2),
    d.language + (d.population === 'test' ? ' tests' : ''),
    `${d.a} ${names.get(d.a) ?? ''}`,
    `${d.b} ${names.get(d.b) ?? ''}`,
  ]);
  terminal.print(
    lines.length === 0
      ? 'No two patterns are nearly the same.\n'
      : columns(['alike', 'language', 'pattern', 'and'], lines),
  );
  terminal.print(`learned from: ${displayText(baseline)}\n`);
  return 0;
}

async function ask(client: Client, terminal: Terminal, options: PatternsOptions): Promise<PatternsAnswer> {
  const answer = await client.ask(Method.patterns, options, patternsAnswerSchema);
  terminal.clearProgress();
  return answer;
}

function patternText(p: PatternRow): string {
  const tests = p.population === 'test' ? ' tests' : '';
  const shown = p.steps.slice(0, MAX_STEPS).map((s) => `${displayText(s.text)} (${s.having})`);
  const more = p.steps.length > MAX_STEPS ? `, and ${p.steps.length - MAX_STEPS} more` : '';
  const odd = p.steps
    .filter((s) => s.told)
    .flatMap((s) => s.without.map((w) => `  without ${displayText(s.text)}: ${placeText(w)}`));
  return [
    `${p.id}  ${counted(p.functionCount, 'function')} in ${counted(p.fileCount, 'file')}, ${p.language}${tests}`,
    `  ${shown.join(', ')}${more}`,
    `  e.g. ${p.examples.slice(0, 2).map(placeText).join(', ')}`,
    ...odd,
    '',
  ].join('\n');
}

function placeText(place: PatternRow['examples'][number] | undefined): string {
  if (place === undefined) return '';
  return `${displayText(place.path)}${place.line < 0 ? '' : `:${place.line + 1}`} ${displayText(place.name)}`;
}
