import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ProjectIndex } from '../../server/src/index/project-index.ts';
import { toFindings } from '../../server/src/rules/engine/analyze-file.ts';
import type { NameToken, Report, Rule } from '../../server/src/rules/engine/rule.ts';
import { FILE_RULES, PROJECT_RULES } from '../../server/src/rules/registry.ts';
import { applyEdits } from '../../server/src/session/apply-edits.ts';
import { readFixture, viewOf } from '../support/rules.ts';

// The fixes of rules against their cases: `fixed-<language>` holds a text, and behind `// fixed:` what becomes of it. What
// is refused stays as it is.
const root = new URL('../../fixtures/rules/', import.meta.url);

/** The text after every fix, from its end to its start. */
async function fixed(rule: Rule, path: string, text: string): Promise<string> {
  const view = await viewOf(path, text);
  const index = new ProjectIndex();
  index.replace(view.file, view.facts);
  const reports: Report[] = [];
  if (rule.scope === 'file') rule.check(view, (r) => reports.push(r));
  else if (rule.scope === 'project') rule.check(view, index, (r) => reports.push(r));
  const identifiers = (name: string, { start, end }: { start: number; end: number }): NameToken[] =>
    [...text.matchAll(/\w+/g)]
      .filter((m) => m[0] === name && m.index >= start && m.index + name.length <= end)
      .map((m) => ({ start: m.index, end: m.index + name.length, isMember: false }));
  let out = text;
  for (const finding of toFindings(rule, view, reports, (s, e) => text.slice(s, e)).reverse()) {
    expect(finding.fixable).toBe(rule.meta.fix);
    const fix = rule.fix?.({ view, text, identifiers, leaves: () => [], usual: () => null }, finding);
    if (fix !== undefined && typeof fix !== 'string') out = applyEdits(out, fix.edits);
  }
  return out;
}

for (const rule of [...FILE_RULES, ...PROJECT_RULES].filter((r) => r.meta.fix !== 'none')) {
  const folder = new URL(`${rule.meta.id.slice('drift/'.length)}/`, root);
  const cases = (existsSync(folder) ? readdirSync(folder) : []).filter((c) => c.startsWith('fixed-'));
  describe(rule.meta.id, () => {
    test('has a case of its fix', () => expect(cases).not.toEqual([]));
    for (const name of cases) {
      test(name, async () => {
        const { files } = readFixture(name, readFileSync(new URL(name, folder), 'utf8'));
        for (const file of files) expect(await fixed(rule, file.path, file.text)).toBe(file.fixed ?? file.text);
      });
    }
  });
}
