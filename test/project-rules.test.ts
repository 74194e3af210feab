import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { grammarOfPath } from '@drift/shared';
import { describe, expect, test } from 'vitest';
import { ProjectIndex } from '../server/src/index/project-index.ts';
import { toFindings } from '../server/src/rules/engine/analyze-file.ts';
import type { FileView } from '../server/src/rules/engine/file-view.ts';
import type { ProjectRule, Report } from '../server/src/rules/engine/rule.ts';
import { PROJECT_RULES } from '../server/src/rules/registry.ts';
import { renderAgainst, renderMarker } from './support/finding-markers.ts';
import { type Block, blocksOf, pageOf, section } from './support/rule-page.ts';
import { type FixtureFile, readFixture, viewOf } from './support/rules.ts';

// Every project rule against its cases: fixtures/rules/<area>/<rule>/<language>.<ext>, each a small project.
const root = new URL('../fixtures/rules/', import.meta.url);

for (const rule of PROJECT_RULES) {
  const folder = new URL(`${rule.meta.id.slice('drift/'.length)}/`, root);
  const cases = existsSync(folder) ? readdirSync(folder) : [];
  describe(rule.meta.id, () => {
    test('has a case with flagged and unflagged code for each claimed language', () => {
      for (const language of rule.meta.languages) {
        const name = cases.find((c) => c.startsWith(`${language}.`));
        expect(name, `a case for ${language}`).toBeDefined();
        const text = readFileSync(new URL(name ?? '', folder), 'utf8');
        expect(text, `${language}: a marker`).toMatch(/(\^|~) ?>? *drift\//);
        expect(text.match(/(\/\/|#) ok\b/g)?.length ?? 0, `${language}: "ok" cases`).toBeGreaterThan(1);
      }
    });
    for (const name of cases) {
      test(name, async () => {
        const { files, expected } = readFixture(name, readFileSync(new URL(name, folder), 'utf8'));
        const { index, views } = await project(files);
        for (const file of files) {
          const view = views.get(file.path);
          const wanted = expected.filter((e) => e.file === file.path && e.ruleId === rule.meta.id);
          const found = view === undefined ? [] : findingsOf(rule, { view, index, text: file.text });
          expect(renderAgainst(file, found, wanted)).toEqual(wanted.map(renderMarker).sort());
        }
      });
    }
    test('flags what the page says it flags, in these words, and nothing it says it does not flag', async () => {
      const page = pageOf(rule.meta.id);
      for (const block of blocksOf(section(page, 'Flagged'))) {
        const said = (block.lines[0] ?? '').replace(/^(?:\/\/|#)\s*/, '');
        expect(await messagesOf(rule, block), block.lines.join('\n')).toEqual([said]);
      }
      for (const block of blocksOf(section(page, 'Not flagged')))
        expect(await messagesOf(rule, block), block.lines.join('\n')).toEqual([]);
    });
  });
}

/** The index of a fixture; files without a language are its manifests. */
async function project(files: readonly FixtureFile[]): Promise<{ index: ProjectIndex; views: Map<string, FileView> }> {
  const index = new ProjectIndex();
  const views = new Map<string, FileView>();
  const manifests: FixtureFile[] = [];
  for (const file of files) {
    if (grammarOfPath(file.path) === null) manifests.push(file);
    else views.set(file.path, await viewOf(file.path, file.text));
  }
  index.setManifests(new Map(manifests.map((m) => [m.path as FileView['file'], m.text])));
  for (const view of views.values()) index.replace(view.file, view.facts);
  return { index, views };
}

function findingsOf(
  rule: ProjectRule,
  on: { view: FileView; index: ProjectIndex; text: string },
): ReturnType<typeof toFindings> {
  if (!rule.meta.languages.includes(on.view.language)) return [];
  const reports: Report[] = [];
  rule.check(on.view, on.index, (r) => reports.push(r));
  return toFindings(rule, on.view, reports, (s, e) => on.text.slice(s, e));
}

/** Distinct messages of a rule on a block that is the whole project. */
async function messagesOf(rule: ProjectRule, block: Block): Promise<string[]> {
  const file = { path: block.path, text: block.lines.join('\n') };
  const { index, views } = await project([file]);
  const view = views.get(file.path);
  const found = view === undefined ? [] : findingsOf(rule, { view, index, text: file.text });
  return [...new Set(found.map((f) => f.message))];
}
