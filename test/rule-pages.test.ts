import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { LanguageId } from '@drift/shared';
import { describe, expect, test } from 'vitest';
import type { FileRule, Precision } from '../server/src/rules/engine/rule.ts';
import {
  CONVENTIONS,
  FILE_RULES,
  NUMERIC_FEATURES,
  PATTERN_RULES,
  PROJECT_RULES,
  SUPPRESSION_RULES,
} from '../server/src/rules/registry.ts';
import { type Block, blocksOf, folderOf, PAGES, pageOf, section } from './support/rule-page.ts';
import { readFixture, reportsOf } from './support/rules.ts';

// The page of every rule and convention, and the shape of its folder. What conventions and project rules say is tested
// with their cases.
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
  ...PATTERN_RULES.map((r) => r.meta),
  ...SUPPRESSION_RULES.map((r) => r.meta),
  ...CONVENTIONS,
  ...NUMERIC_FEATURES,
];

/** True where a text holds a number that is not a part of another one. */
function hasNumber(text: string, number: string): boolean {
  return new RegExp(`(?<![\\d.])${number.replace('.', '\\.')}(?!\\.?\\d)`).test(text);
}

/** Distinct messages of a rule on a block; a first line that is left out stays as an empty one. */
async function messagesOf(rule: FileRule, block: Block, withoutFirst: boolean): Promise<string[]> {
  const text = (withoutFirst ? ['', ...block.lines.slice(1)] : block.lines).join('\n');
  return [...new Set((await reportsOf(rule, block.path, text)).map((r) => r.message))];
}

describe.each(ALL.map((d) => [d.id, d] as const))('%s', (id, documented) => {
  test('has its folder in shape', () => {
    expect(existsSync(new URL('rule.ts', folderOf(id, PAGES)))).toBe(true);
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
    if (precision === undefined) return;
    const text = section(pageOf(id), 'How it was measured');
    expect(hasNumber(text, `${precision.sample}`), `the sample, ${precision.sample}`).toBe(true);
    const share = precision.precision;
    const forms = [share.toFixed(2), `${share}`, `${Math.round(share * 100)} %`];
    expect(precision.sample === 0 || forms.some((f) => hasNumber(text, f)), `the precision, ${share}`).toBe(true);
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
