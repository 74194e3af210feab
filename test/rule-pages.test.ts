import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { LANGUAGES, type LanguageId } from '@drift/shared';
import { describe, expect, test } from 'vitest';
import type { FileRule, Precision } from '../server/src/rules/engine/rule.ts';
import { CONVENTIONS, FILE_RULES, PROJECT_RULES } from '../server/src/rules/registry.ts';
import { expandSecrets, readFixture, reportsOf, SNIPPET_FILE } from './support/rules.ts';

// The page of every rule and convention, and the shape of its folder. What conventions and project rules say is tested
// with their cases.
const pages = new URL('../server/src/rules/', import.meta.url);
const fixtures = new URL('../fixtures/rules/', import.meta.url);

const HEADINGS = [
  'What it flags',
  'Why',
  'Flagged',
  'Not flagged',
  'What to do',
  'When to turn it off',
  'How it was measured',
];
/** Languages a page shows code in, where the rule knows as many. */
const SHOWN_LANGUAGES = 3;
const MAX_MESSAGE = 120;

interface Documented {
  readonly id: string;
  readonly title: string;
  readonly languages: readonly LanguageId[];
  readonly precision?: Precision;
}

const ALL: readonly Documented[] = [
  ...FILE_RULES.map((r) => r.meta),
  ...PROJECT_RULES.map((r) => r.meta),
  ...CONVENTIONS,
];

function folderOf(id: string, under: URL): URL {
  return new URL(`${id.slice('drift/'.length)}/`, under);
}

function pageOf(id: string): string {
  const file = new URL('rule.md', folderOf(id, pages));
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** The text under a heading of the second level. */
function section(page: string, heading: string): string {
  const start = page.indexOf(`\n## ${heading}\n`);
  const end = page.indexOf('\n## ', start + 1);
  return start < 0 ? '' : page.slice(start, end < 0 ? page.length : end);
}

interface Block {
  readonly language: LanguageId;
  readonly path: string;
  readonly lines: readonly string[];
}

/** Fenced blocks with secrets put in; after the language may stand the path of the file the code is to be in. */
function blocksOf(text: string): readonly Block[] {
  return [...text.matchAll(/^```(\w*)[ \t]*(\S*)\n([\s\S]*?)^```$/gm)].map((m) => {
    const language = LANGUAGES.find((l) => l === m[1]);
    if (language === undefined) throw new Error(`a block in no language: ${m[1]}`);
    const path = m[2] === undefined || m[2] === '' ? SNIPPET_FILE[language] : m[2];
    return { language, path, lines: expandSecrets(m[3] ?? '').split('\n') };
  });
}

/** Distinct messages of a rule on a block; a first line that is left out stays as an empty one. */
async function messagesOf(rule: FileRule, block: Block, withoutFirst: boolean): Promise<string[]> {
  const text = (withoutFirst ? ['', ...block.lines.slice(1)] : block.lines).join('\n');
  return [...new Set((await reportsOf(rule, block.path, text)).map((r) => r.message))];
}

describe.each(ALL.map((d) => [d.id, d] as const))('%s', (id, documented) => {
  test('has its folder in shape', () => {
    expect(existsSync(new URL('rule.ts', folderOf(id, pages)))).toBe(true);
    const folder = folderOf(id, fixtures);
    const cases = existsSync(folder) ? readdirSync(folder) : [];
    expect(documented.languages.filter((l) => !cases.some((c) => c.startsWith(`${l}.`)))).toEqual([]);
  });

  test('has a page with the title and the headings all pages have', () => {
    const lines = pageOf(id).split('\n');
    expect(lines[0]).toBe(`# ${documented.title}`);
    expect(lines.filter((l) => l.startsWith('## ')).map((l) => l.slice('## '.length))).toEqual(HEADINGS);
    for (const heading of HEADINGS)
      expect(section(pageOf(id), heading).split('\n').join('').length).toBeGreaterThan(heading.length + 5);
  });

  test('tells on the page what was measured', () => {
    const { precision } = documented;
    const text = section(pageOf(id), 'How it was measured');
    const numbers =
      precision === undefined
        ? []
        : [`${precision.sample}`, ...(precision.sample === 0 ? [] : [precision.precision.toFixed(2)])];
    expect(numbers.filter((n) => !new RegExp(`(?<![\\d.])${n.replace('.', '\\.')}(?!\\.?\\d)`).test(text))).toEqual([]);
  });
});

describe.each(FILE_RULES.map((r) => [r.meta.id, r] as const))('%s', (id, rule) => {
  test.each(['Flagged', 'Not flagged'])('shows code in several languages under %s', (heading) => {
    const shown = new Set(blocksOf(section(pageOf(id), heading)).map((b) => b.language));
    expect([...shown].filter((l) => !rule.meta.languages.includes(l))).toEqual([]);
    expect(shown.size).toBeGreaterThanOrEqual(Math.min(SHOWN_LANGUAGES, rule.meta.languages.length));
  });

  test('flags what the page says it flags, in these words', async () => {
    for (const block of blocksOf(section(pageOf(id), 'Flagged'))) {
      const said = (block.lines[0] ?? '').replace(/^(?:\/\/|#)\s*/, '');
      expect(await messagesOf(rule, block, true), block.lines.join('\n')).toEqual([said]);
    }
  });

  test('flags nothing the page says it does not flag', async () => {
    for (const block of blocksOf(section(pageOf(id), 'Not flagged')))
      expect(await messagesOf(rule, block, false), block.lines.join('\n')).toEqual([]);
  });

  test('speaks in short sentences', async () => {
    const folder = folderOf(id, fixtures);
    const messages = new Set<string>();
    for (const name of existsSync(folder) ? readdirSync(folder) : []) {
      for (const file of readFixture(name, readFileSync(new URL(name, folder), 'utf8')).files)
        for (const { message } of await reportsOf(rule, file.path, file.text)) messages.add(message);
    }
    expect([...messages].filter((m) => m.length > MAX_MESSAGE || /[.!]$/.test(m) || m.includes('!'))).toEqual([]);
  });
});
