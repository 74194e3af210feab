import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { FileId, RuleFinding } from '@drift/shared';
import { expect, test } from 'vitest';
import { contentKey, fingerprints } from '../../server/src/enforcement/fingerprint.ts';
import { toFindings } from '../../server/src/rules/engine/analyze-file.ts';
import type { FileView } from '../../server/src/rules/engine/file-view.ts';
import type { FileRule, Report } from '../../server/src/rules/engine/rule.ts';
import { FILE_RULES } from '../../server/src/rules/registry.ts';
import { LineTable } from '../../server/src/syntax/line-table.ts';
import { Random } from '../support/random.ts';
import { readFixture, viewOf } from '../support/rules.ts';

const SEED = 60_211;
const EDITS = 1_000;
/** Lines around a finding that an edit leaves alone: a comment there may be what the rule asks for. */
const NEAR = 3;
const FIXTURES = new URL('../../fixtures/rules/', import.meta.url);

interface Subject {
  readonly rule: FileRule;
  readonly path: string;
  readonly text: string;
}

interface Found {
  readonly view: FileView;
  readonly findings: readonly RuleFinding[];
  readonly ids: readonly string[];
}

function subjects(): readonly Subject[] {
  return FILE_RULES.filter((r) => r.meta.category !== 'config').flatMap((rule) => {
    const folder = new URL(`${rule.meta.id.slice('drift/'.length)}/`, FIXTURES);
    const names = existsSync(folder) ? readdirSync(folder).sort() : [];
    return names.flatMap((name) =>
      readFixture(name, readFileSync(new URL(name, folder), 'utf8')).files.map(({ path, text }) => ({
        rule,
        path,
        text,
      })),
    );
  });
}

async function found({ rule, path }: Subject, text: string): Promise<Found> {
  const view = await viewOf(path, text);
  const reports: Report[] = [];
  if (rule.meta.languages.includes(view.language)) rule.check(view, (r) => reports.push(r));
  const findings = toFindings(rule, view, reports, (s, e) => text.slice(s, e)).sort((a, b) => a.start - b.start);
  return { view, findings, ids: [...fingerprints(view.file, findings)].sort() };
}

/** Puts lines between two others, far from every finding. */
function edited(text: string, { findings, view }: Found, random: Random): string {
  const lines = LineTable.of(text);
  const starts = text.split('\n');
  const mark = ['python', 'ruby'].includes(view.language) ? '#' : '//';
  const added = random.pick(['', '\n\n\n', `${mark} a note`, `${mark} one\n${mark} two\n`]);
  const near = new Set(
    findings.flatMap((f) => {
      const [first, last] = [lines.lineOf(f.start) - NEAR, lines.lineOf(f.end) + NEAR];
      return Array.from({ length: last - first + 1 }, (_, i) => first + i);
    }),
  );
  const free = starts.flatMap((_, i) => (i > 0 && !near.has(i) ? [i] : []));
  if (free.length === 0) return text;
  starts.splice(random.pick(free), 0, added);
  return starts.join('\n');
}

test(`${EDITS} edits beside findings leave every identity as it was (seed ${SEED})`, async () => {
  const random = new Random(SEED);
  const all = subjects();
  const languages = new Set<string>();
  let applied = 0;
  for (let tries = 0; applied < EDITS && tries < EDITS * 4; tries++) {
    const subject = random.pick(all);
    const before = await found(subject, subject.text);
    if (before.findings.length === 0) continue;
    const text = edited(subject.text, before, random);
    const comments = before.view.table('comments').length;
    const after = await found(subject, text);
    // Inside a string or a damaged place it is no comment, and has changed the text itself.
    const isClean = after.view.table('damage').length === before.view.table('damage').length;
    if (text === subject.text || !isClean || after.view.table('comments').length < comments) continue;
    expect({ path: subject.path, rule: subject.rule.meta.id, text, ids: after.ids }).toEqual({
      path: subject.path,
      rule: subject.rule.meta.id,
      text,
      ids: before.ids,
    });
    applied++;
    languages.add(before.view.language);
  }
  expect(applied).toBe(EDITS);
  expect(languages.size).toBe(10);
});

test('what a finding says of which code has neither a path nor a line in it', () => {
  const finding = {
    ruleId: 'drift/crypto/weak-hash',
    symbol: 'a.b',
    snippet: 'md5(x)',
    start: 5,
    end: 9,
  } as unknown as RuleFinding;
  expect(contentKey(finding)).toBe(contentKey({ ...finding, start: 50, end: 54 }));
  expect(contentKey(finding)).not.toBe(contentKey({ ...finding, snippet: 'md5(y)' }));
  expect(fingerprints('a.ts' as FileId, [finding])).not.toEqual(fingerprints('b.ts' as FileId, [finding]));
});
