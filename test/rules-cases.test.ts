import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FILE_RULES } from '../server/src/rules/registry.ts';
import { LineTable } from '../server/src/syntax/line-table.ts';
import { type ExpectedFinding, readFixture, reportsOf } from './support/rules.ts';

// Every file rule against its cases: fixtures/rules/<area>/<rule>/<language>.<ext>.
const root = new URL('../fixtures/rules/', import.meta.url);

function render(e: { line: number; startColumn: number | null; endColumn: number | null }): string {
  return `${e.line + 1}:${e.startColumn ?? '*'}-${e.endColumn ?? '*'}`;
}

for (const rule of FILE_RULES) {
  const folder = new URL(`${rule.meta.id.slice('drift/'.length)}/`, root);
  const cases = existsSync(folder) ? readdirSync(folder) : [];
  describe(rule.meta.id, () => {
    test('has a case with flagged and unflagged code for each claimed language', () => {
      for (const language of rule.meta.languages) {
        const name = cases.find((c) => c.startsWith(`${language}.`));
        expect(name, `a case for ${language}`).toBeDefined();
        const text = readFileSync(new URL(name ?? '', folder), 'utf8');
        expect(text, `${language}: a marker`).toMatch(/(\^|~) ?>? *drift\//);
        expect(text, `${language}: an "ok" case`).toMatch(/(\/\/|#) ok\b/);
      }
    });
    for (const name of cases) {
      test(name, async () => {
        const { files, expected } = readFixture(name, readFileSync(new URL(name, folder), 'utf8'));
        for (const file of files) {
          const lines = LineTable.of(file.text);
          const wanted = expected.filter((e) => e.file === file.path && e.ruleId === rule.meta.id);
          const actual = (await reportsOf(rule, file.path, file.text)).map((r) => {
            const line = lines.lineOf(r.start);
            const sameLine = lines.lineOf(r.end) === line;
            return {
              line,
              startColumn: r.start - lines.lineStart(line),
              endColumn: sameLine ? r.end - lines.lineStart(line) : null,
              message: r.message,
            };
          });
          const loosened = actual.map((a) => {
            const match = wanted.find((w) => fits(w, a));
            return match === undefined ? `${render(a)} ${a.message}` : `${render(match)} ${match.message}`;
          });
          expect(loosened.sort()).toEqual(wanted.map((w) => `${render(w)} ${w.message}`).sort());
        }
      });
    }
  });
}

function fits(
  w: ExpectedFinding,
  a: { line: number; startColumn: number; endColumn: number | null; message: string },
): boolean {
  return (
    w.line === a.line &&
    (w.startColumn === null || w.startColumn === a.startColumn) &&
    (w.endColumn === null || w.endColumn === a.endColumn) &&
    a.message.includes(w.message)
  );
}
