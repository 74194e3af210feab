import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { PatternSnapshot } from '../server/src/analysis/shapes/pattern-snapshot.ts';
import type { FileView } from '../server/src/rules/engine/file-view.ts';
import { PATTERN_RULES } from '../server/src/rules/registry.ts';
import { renderAgainst, renderMarker } from './support/finding-markers.ts';
import { oddFunctions, patternsOf } from './support/patterns.ts';
import { blocksOf, folderOf, pageOf, section } from './support/rule-page.ts';
import { readFixture, viewOf } from './support/rules.ts';

// Every pattern rule against its cases: fixtures/rules/pattern/<rule>/<language>.<ext>, each a project that teaches and
// is judged, and every code block of its page against the project of its language.
const root = new URL('../fixtures/rules/', import.meta.url);
const MAX_MESSAGE = 120;

interface Project {
  readonly files: ReturnType<typeof readFixture>;
  readonly views: ReadonlyMap<string, FileView>;
  readonly patterns: PatternSnapshot;
}

async function projectOf(folder: URL, name: string): Promise<Project> {
  const files = readFixture(name, readFileSync(new URL(name, folder), 'utf8'));
  const views = new Map<string, FileView>();
  for (const file of files.files) views.set(file.path, await viewOf(file.path, file.text));
  return { files, views, patterns: patternsOf(views.values()) };
}

for (const rule of PATTERN_RULES) {
  const folder = folderOf(rule.meta.id, root);
  const cases = readdirSync(folder);

  describe(rule.meta.id, () => {
    test.each(rule.meta.languages)('has a case for %s with flagged and unflagged code', (language) => {
      const name = cases.find((c) => c.startsWith(`${language}.`));
      const text = name === undefined ? '' : readFileSync(new URL(name, folder), 'utf8');
      expect(text, 'a marker').toMatch(/(\^|~) ?>? *drift\//);
      expect(text.match(/(\/\/|#) ok\b/g)?.length ?? 0, '"ok" cases').toBeGreaterThan(1);
    });

    test.each(cases)('%s', async (name) => {
      const { files, views, patterns } = await projectOf(folder, name);
      for (const file of files.files) {
        const view = views.get(file.path);
        const wanted = files.expected.filter((e) => e.file === file.path && e.ruleId === rule.meta.id);
        const found = view === undefined ? [] : oddFunctions(view, patterns);
        expect(renderAgainst(file, found, wanted), file.path).toEqual(wanted.map(renderMarker).sort());
        for (const f of found) {
          expect(f.message.length).toBeLessThanOrEqual(MAX_MESSAGE);
          expect(f.related?.length).toBe(2);
        }
      }
    });

    test('flags what its page says it flags, in these words, and nothing it says it does not flag', async () => {
      for (const heading of ['Flagged', 'Not flagged']) {
        const blocks = blocksOf(section(pageOf(rule.meta.id), heading));
        expect(blocks.length).toBeGreaterThan(2);
        for (const block of blocks) {
          const name = cases.find((c) => c.startsWith(`${block.language}.`)) ?? '';
          const { patterns } = await projectOf(folder, name);
          const head = block.lines.find((l) => /^(?:\/\/|#) /.test(l)) ?? '';
          const messages = oddFunctions(await viewOf(block.path, block.lines.join('\n')), patterns).map(
            (f) => f.message,
          );
          const said = heading === 'Flagged' ? [head.replace(/^(?:\/\/|#) /, '')] : [];
          expect(messages, block.lines.join('\n')).toEqual(said);
        }
      }
    });
  });
}
