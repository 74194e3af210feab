import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { LANGUAGES, type LanguageId } from '@drift/shared';
import { describe, expect, test } from 'vitest';
import { ProjectIndex } from '../server/src/index/project-index.ts';
import { acrossFiles, type Convention, type Observation } from '../server/src/rules/engine/convention.ts';
import { ProjectReader } from '../server/src/rules/engine/project-reader.ts';
import { CONVENTIONS } from '../server/src/rules/registry.ts';
import { classifyRole } from '../server/src/session/scan/role.ts';
import { LineTable } from '../server/src/syntax/line-table.ts';
import { type FixtureFile, readFixture, SNIPPET_FILE, viewOf } from './support/rules.ts';

// Every convention against its cases: fixtures/rules/pattern/<key>/<language>.<ext> with what it observes beside it,
// and every code block of its page.
const fixtures = new URL('../fixtures/rules/', import.meta.url);
const pages = new URL('../server/src/rules/', import.meta.url);
const EXPECTED = '.observations';
/** Stands for an answer that could not be told. */
const NOT_TOLD_TEXT = '(not told)';

const HEADINGS = [
  'What it flags',
  'Why',
  'Flagged',
  'Not flagged',
  'What to do',
  'When to turn it off',
  'How it was measured',
];

/** What a convention observes in one of some files, which together are the project. */
async function observe(convention: Convention, file: FixtureFile, all: readonly FixtureFile[]): Promise<Observation[]> {
  const view = await viewOf(file.path, file.text, classifyRole(file.path));
  const out: Observation[] = [];
  if (!convention.languages.includes(view.language)) return out;
  const part = acrossFiles(convention, view.language);
  if (convention.scope === 'file' && part === null) convention.observe(view, (o) => out.push(o));
  else {
    const index = new ProjectIndex();
    for (const { path, text } of all) {
      const other = await viewOf(path, text);
      index.replace(other.file, other.facts);
    }
    part?.observe(view, new ProjectReader(index, view.file), (o) => out.push(o));
  }
  return out;
}

/** `line:column text -> value`, with the path before it in a fixture of several files. */
async function render(convention: Convention, file: FixtureFile, all: readonly FixtureFile[]): Promise<string[]> {
  const lines = LineTable.of(file.text);
  const single = all.length === 1 && !file.path.includes('/');
  return (await observe(convention, file, all)).map((o) => {
    const line = lines.lineOf(o.start);
    const text = file.text.slice(o.start, o.end).replace(/\s+/g, ' ');
    return `${single ? '' : `${file.path}:`}${line + 1}:${o.start - lines.lineStart(line)} ${text} -> ${o.value ?? NOT_TOLD_TEXT}`;
  });
}

function section(page: string, heading: string): string {
  const start = page.indexOf(`\n## ${heading}\n`);
  const end = page.indexOf('\n## ', start + 1);
  return page.slice(start, end < 0 ? page.length : end);
}

interface Block {
  readonly language: LanguageId;
  readonly text: string;
  readonly value: string;
  readonly path: string;
}

/** What a convention observes in all files of a block. */
async function observeBlock(convention: Convention, block: Block): Promise<Observation[]> {
  const { files } = readFixture(block.path, block.text);
  return (await Promise.all(files.map((f) => observe(convention, f, files)))).flat();
}

/**
 * Fenced blocks; a comment at their top may say `observes <value>` and, where it matters, `in <path>`. In a block of
 * several files it stands anywhere.
 */
function blocks(text: string): Block[] {
  return [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map((m) => {
    const language = LANGUAGES.find((l) => l === m[1]);
    if (language === undefined) throw new Error(`no language ${m[1]}`);
    const body = m[2] ?? '';
    const head = body.split('\n').find((l) => !l.startsWith('<?php')) ?? '';
    const line = /^(?:\/\/|#)- /.test(head) ? (/^.*observes .*$/m.exec(body)?.[0] ?? '') : head;
    const said = /^(?:\/\/|#) (?:observes (.+?))?(?: ?in (\S+))?$/.exec(line);
    return { language, text: body, value: said?.[1] ?? '', path: said?.[2] ?? SNIPPET_FILE[language] };
  });
}

for (const convention of CONVENTIONS) {
  const id = convention.id.slice('drift/'.length);
  const folder = new URL(`${id}/`, fixtures);
  const names = existsSync(folder) ? readdirSync(folder).filter((n) => !n.endsWith(EXPECTED)) : [];

  describe(convention.id, () => {
    test.each(convention.languages)('has a case for %s with a near miss', (language) => {
      const name = names.find((n) => n.startsWith(`${language}.`));
      expect(name, `a case for ${language}`).toBeDefined();
      expect(readFileSync(new URL(name ?? '', folder), 'utf8'), 'a near miss').toMatch(/^\s*(?:\/\/|#) ok: \S/m);
    });

    test.each(names)('%s', async (name) => {
      const { files } = readFixture(name, readFileSync(new URL(name, folder), 'utf8'));
      const lines = await Promise.all(files.map((f) => render(convention, f, files)));
      const expected = readFileSync(new URL(name + EXPECTED, folder), 'utf8');
      expect(expected.trim(), 'at least one observation').not.toBe('');
      expect(`${lines.flat().join('\n')}\n`).toBe(expected);
      const { answers } = convention;
      const given = lines.flat().map((l) => l.slice(l.lastIndexOf(' -> ') + ' -> '.length));
      // Whoever pins an answer that is not on the list is refused.
      if (answers !== 'open') expect([...answers, NOT_TOLD_TEXT]).toEqual(expect.arrayContaining(given));
    });

    test('its page has the fixed headings and as much evidence as its data', () => {
      const page = readFileSync(new URL(`${id}/rule.md`, pages), 'utf8');
      expect(page.startsWith(`# ${convention.title}\n`)).toBe(true);
      expect([...page.matchAll(/^## (.+)$/gm)].map((m) => m[1])).toEqual(HEADINGS);
      const measured = section(page, 'How it was measured');
      const { precision } = convention;
      if (precision !== undefined) {
        expect(measured).toContain(`${precision.sample} `);
        expect(measured).toContain(`${Math.round(precision.precision * 100)} %`);
      }
      if (convention.maturity === 'stable') expect(precision?.precision).toBeGreaterThanOrEqual(0.8);
    });

    test('its page shows code that is observed as it says', async () => {
      const page = readFileSync(new URL(`${id}/rule.md`, pages), 'utf8');
      const shown = blocks(section(page, 'Flagged'));
      expect(shown.length).toBeGreaterThan(0);
      for (const block of shown) {
        const values = (await observeBlock(convention, block)).map((o) => o.value);
        expect([...new Set(values)], block.text).toEqual([block.value]);
      }
      const neutral = blocks(section(page, 'Not flagged'));
      expect(neutral.length).toBeGreaterThan(0);
      for (const block of neutral) expect(await observeBlock(convention, block), block.text).toEqual([]);
    });
  });
}
