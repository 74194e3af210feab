import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { SUPPRESSION_RULES } from '../../server/src/rules/registry.ts';
import { renderAgainst, renderMarker } from '../support/finding-markers.ts';
import { judgedText } from '../support/judged.ts';
import { type Block, blocksOf, pageOf, section } from '../support/rule-page.ts';
import { readFixture } from '../support/rules.ts';

// Every rule about suppressions against its cases and its page; what the other rules find is judged along with it.
const root = new URL('../../fixtures/rules/', import.meta.url);
const MAX_MESSAGE = 120;

async function saidOf(ruleId: string, path: string, text: string) {
  return (await judgedText(path, text)).uncut.filter((f) => f.ruleId === ruleId);
}

async function messagesOf(ruleId: string, block: Block): Promise<string[]> {
  return [...new Set((await saidOf(ruleId, block.path, block.lines.join('\n'))).map((f) => f.message))];
}

describe.each(SUPPRESSION_RULES.map((r) => [r.meta.id, r.meta] as const))('%s', (id, { languages }) => {
  const folder = new URL(`${id.slice('drift/'.length)}/`, root);
  const cases = existsSync(folder) ? readdirSync(folder) : [];

  test('has a case with flagged and unflagged code for each claimed language', () => {
    for (const language of languages) {
      const name = cases.find((c) => c.startsWith(`${language}.`));
      const text = readFileSync(new URL(name ?? '', folder), 'utf8');
      expect(text, `${language}: a marker`).toMatch(/(\^|~) ?>? *drift\//);
      expect(text.match(/(\/\/|#) ok\b/g)?.length ?? 0, `${language}: "ok" cases`).toBeGreaterThan(1);
    }
  });

  test.each(cases)('%s', async (name) => {
    const { files, expected } = readFixture(name, readFileSync(new URL(name, folder), 'utf8'));
    for (const file of files) {
      const wanted = expected.filter((e) => e.file === file.path && e.ruleId === id);
      const found = await saidOf(id, file.path, file.text);
      expect(renderAgainst(file, found, wanted)).toEqual(wanted.map(renderMarker).sort());
      expect(found.filter((f) => f.message.length > MAX_MESSAGE || /[.!]$/.test(f.message))).toEqual([]);
    }
  });

  test('flags what the page says it flags, in these words, and nothing it says it does not flag', async () => {
    for (const block of blocksOf(section(pageOf(id), 'Flagged'))) {
      const said = (block.lines[0] ?? '').replace(/^(?:\/\/|#)\s*/, '');
      expect(await messagesOf(id, block), block.lines.join('\n')).toEqual([said]);
    }
    for (const block of blocksOf(section(pageOf(id), 'Not flagged')))
      expect(await messagesOf(id, block), block.lines.join('\n')).toEqual([]);
  });
});
