import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { PACKS } from '@drift/grammars';
import { GRAMMARS, grammarOfPath, LANGUAGES, languageOfGrammar } from '@drift/shared';
import { describe, expect, test } from 'vitest';
import { compiledPackOf, factsOf, renderFacts, withTree } from '../support/facts.ts';

// Golden facts: fixtures/facts/<language>/<case>.<ext> beside <case>.<ext>.facts.
// UPDATE_GOLDEN=1 rewrites them; read the difference before you commit it.
const update = process.env['UPDATE_GOLDEN'] === '1';
const root = new URL('../../fixtures/facts/', import.meta.url);

function golden(file: URL, actual: string): void {
  if (update || !existsSync(file)) writeFileSync(file, actual);
  expect(actual).toBe(readFileSync(file, 'utf8'));
}

for (const language of LANGUAGES) {
  const folder = new URL(`${language}/`, root);
  const cases = existsSync(folder) ? readdirSync(folder).filter((f) => !f.endsWith('.facts')) : [];
  describe(`facts of ${language}`, () => {
    test('has a pack and at least one case', () => {
      expect(PACKS[language]).toBeDefined();
      expect(cases.length).toBeGreaterThan(0);
    });
    for (const name of cases) {
      test(name, async () => {
        const text = readFileSync(new URL(name, folder), 'utf8');
        const grammar = grammarOfPath(name);
        if (grammar === null) throw new Error(`${name} has no grammar`);
        golden(new URL(`${name}.facts`, folder), renderFacts(await factsOf(grammar, text), text));
      });
    }
    test('calls, symbols, strings and handlers are in order of their start', async () => {
      for (const name of cases) {
        const grammar = grammarOfPath(name);
        if (grammar === null) continue;
        const facts = await factsOf(grammar, readFileSync(new URL(name, folder), 'utf8'));
        for (const table of ['calls', 'symbols', 'strings', 'handlers'] as const) {
          const starts = [...facts.table(table)].map((row) => row.start);
          expect(starts, `${name} ${table}`).toEqual([...starts].sort((a, b) => a - b));
        }
      }
    });
    test('the node kinds of the fixtures are pinned', async () => {
      const kinds = new Set<string>();
      for (const name of cases) {
        const grammar = grammarOfPath(name);
        if (grammar === null) continue;
        await withTree(grammar, readFileSync(new URL(name, folder), 'utf8'), (tree) => {
          for (let n = 0; n < tree.size; n++) if (tree.isNamed(n)) kinds.add(tree.kind(n));
        });
      }
      golden(
        new URL(`../../grammars/src/${language}/nodes.golden`, import.meta.url),
        `${[...kinds].sort().join('\n')}\n`,
      );
    });
    test('every node kind the pack names exists in its grammar', async () => {
      const grammars = GRAMMARS.filter((g) => languageOfGrammar(g) === language);
      const unknown = await Promise.all(grammars.map(async (g) => (await compiledPackOf(g)).unknown));
      const everywhere = unknown.reduce((a, b) => a.filter((kind) => b.includes(kind)));
      expect(everywhere).toEqual([]);
    });
  });
}
