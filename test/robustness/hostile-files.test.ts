import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ReportEnvelope, reportEnvelopeSchema } from '@drift/shared';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { SECRET_FAMILIES } from '../../server/src/knowledge/secrets/secret-families.ts';
import { Costs } from '../support/costs.ts';
import { hashing } from '../support/sample-project.ts';
import { driftAll, type Run, TemporaryProject } from '../support/temporary-project.ts';

const costs = new Costs();
afterAll(() => costs.expectBounded('files'));

let project = new TemporaryProject();
afterEach(() => project.remove());

function check(...args: string[]): { run: Run; report: ReportEnvelope['data'] } {
  const run = costs.run(project.root, ['check', '--json', '--all', ...args]);
  expect(run.stderr).toBe('');
  return { run, report: reportEnvelopeSchema.parse(JSON.parse(run.stdout)).data };
}

const foundIn = (report: ReportEnvelope['data']): string[] => [...new Set(report.findings.map((f) => f.path))];

/** Deep nesting in each language, unbalanced on purpose where the opening part is doubled. */
const NESTED: Readonly<Record<string, (depth: number) => string>> = {
  'n.ts': (n) => `const x = ${'['.repeat(n)}1${']'.repeat(n)};\n`,
  'n.tsx': (n) => `const x = ${'('.repeat(n)}1${')'.repeat(n)};\n`,
  'n.js': (n) => `const x = ${'f('.repeat(n)}1${')'.repeat(n)};\n`,
  'n.py': (n) => `x = ${'('.repeat(n)}1${')'.repeat(n)}\n`,
  'n.rb': (n) => `x = ${'['.repeat(n)}1${']'.repeat(n)}\n`,
  'N.java': (n) => `class N { int x = ${'('.repeat(n)}1${')'.repeat(n)}; }\n`,
  'n.go': (n) => `package n\n\nvar x = ${'('.repeat(n)}1${')'.repeat(n)}\n`,
  'n.rs': (n) => `const X: i32 = ${'('.repeat(n)}1${')'.repeat(n)};\n`,
  'N.cs': (n) => `class N { int x = ${'('.repeat(n)}1${')'.repeat(n)}; }\n`,
  'n.php': (n) => `<?php\n$x = ${'['.repeat(n)}1${']'.repeat(n)};\n`,
  'N.kt': (n) => `val x = ${'('.repeat(n)}1${')'.repeat(n)}\n`,
};
const DEEP = 100_000;

/** Breaks the long line so that the file counts as written by hand. */
function wrapped(text: string): string {
  return text.replace(/([[(]{1000}|[\])]{1000}|(?:f\(){1000})/g, '$1\n');
}

describe('files no parser likes', () => {
  test('a hundred thousand levels in every language cost nothing but themselves', () => {
    project = new TemporaryProject({ 'good.ts': hashing(1) });
    for (const [name, make] of Object.entries(NESTED)) {
      project.write(name, wrapped(make(DEEP)));
      project.write(`open-${name}`, wrapped(make(DEEP)).slice(0, DEEP));
    }
    const { report } = check();
    expect(foundIn(report)).toEqual(['good.ts']);
    expect(report.problems.filter((p) => p.code === 'WORKER_ERROR')).toEqual([]);
  });

  test('bytes of every kind: binary, UTF-16, marks alone, broken UTF-8, nothing', () => {
    const text = hashing(1);
    project = new TemporaryProject({ 'empty.ts': '', 'good.ts': text });
    project.write(
      'binary.ts',
      Uint8Array.from({ length: 5_000 }, (_, i) => (i * 7) % 256),
    );
    project.write('mark.ts', Uint8Array.of(0xef, 0xbb, 0xbf));
    project.write('marked.ts', Buffer.concat([Uint8Array.of(0xef, 0xbb, 0xbf), Buffer.from(text)]));
    project.write('broken.ts', Buffer.concat([Uint8Array.of(0x2f, 0x2f, 0xff, 0xfe, 0xc3, 0x0a), Buffer.from(text)]));
    project.write('utf16.ts', Buffer.concat([Uint8Array.of(0xff, 0xfe), Buffer.from(text, 'utf16le')]));
    const { report } = check();
    expect(foundIn(report)).toEqual(expect.arrayContaining(['broken.ts', 'good.ts', 'marked.ts']));
    expect(foundIn(report)).not.toContain('binary.ts');
    expect(report.summary.skipped['binary']).toBeGreaterThanOrEqual(1);
    expect(report.problems.find((p) => p.file === 'binary.ts')?.code).toBe('FILE_BINARY');
    const first = (path: string): unknown => report.findings.find((f) => f.path === path)?.range.start;
    expect(first('marked.ts')).toEqual(first('good.ts'));
  });

  test('a line of thirty million characters is not parsed, and too large files are told', () => {
    project = new TemporaryProject({ 'good.ts': hashing(1), 'big.ts': `x=1;${'a+'.repeat(15_000_000)}1;` });
    const small = check().report;
    expect(small.summary.skipped).toEqual({ tooLarge: 1 });
    expect(small.problems).toMatchObject([{ code: 'FILE_TOO_LARGE', file: 'big.ts' }]);
    const { report } = check('--set', 'scan.max_file_size=64MB');
    expect(foundIn(report)).toEqual(['good.ts']);
    expect(report.problems).toMatchObject([{ code: 'FILE_NOT_PARSED', file: 'big.ts' }]);
  });

  test('ten thousand findings in one file are cut at fifty a rule', () => {
    project = new TemporaryProject({ 'a.ts': hashing(10_000) });
    const { report } = check('--set', 'scan.max_file_size=4MB');
    expect(report.summary.byRule).toContainEqual({ ruleId: 'drift/crypto/weak-hash', count: 50 });
  });
});

describe('places no scan likes', () => {
  test('a folder named like a source, dangling links, loops and links that lead out', () => {
    project = new TemporaryProject({ 'src/good.ts': hashing(1), 'src/folder.ts/inner.ts': hashing(1) });
    symlinkSync('nowhere.ts', join(project.root, 'src/dangling.ts'));
    symlinkSync('..', join(project.root, 'src/loop'));
    symlinkSync('/etc', join(project.root, 'src/out'));
    symlinkSync('good.ts', join(project.root, 'src/alias.ts'));
    const expected = ['src/folder.ts/inner.ts', 'src/good.ts'];
    const { report } = check();
    expect(foundIn(report)).toEqual(expected);
    expect(report.summary.skipped).toEqual({ symbolicLink: 2 });
    const followed = check('--set', 'scan.follow_symlinks=true');
    expect(foundIn(followed.report)).toEqual(expected);
    expect(followed.report.problems.map((p) => p.file)).toContain('src/out');
  });

  test('names with spaces, emoji, line breaks and controls stay exact in JSON and harmless in text', () => {
    project = new TemporaryProject();
    const names = [
      'with space.ts',
      'emoji 😀.ts',
      'line\nbreak.ts',
      'red\u001b[31m.ts',
      'rtl\u202e.ts',
      '-dash.ts',
      'ünï.ts',
    ];
    for (const name of names) project.write(name, hashing(1));
    project.commitAll();
    for (const name of names) project.write(name, `${hashing(2)}`);
    const { report } = check();
    expect(new Set(foundIn(report))).toEqual(new Set(names));
    expect(report.findings.filter((f) => f.isNew).length).toBe(names.length);
    const text = driftAll(project.root, ['check', '--all']).stdout;
    expect(text).not.toContain('\u001b');
    expect(text).not.toContain('\u202e');
    expect(text).not.toContain('line\nbreak');
    const sarif: { runs: { results: unknown[] }[] } = JSON.parse(
      driftAll(project.root, ['check', '--all', '--format', 'sarif']).stdout,
    );
    expect(sarif.runs[0]?.results.length).toBe(report.findings.length);
  });

  test('a file that may not be read is told and fails the check', () => {
    project = new TemporaryProject({ 'good.ts': 'export const a = 1;\n' });
    mkdirSync(join(project.root, 'shut'));
    writeFileSync(join(project.root, 'shut/a.ts'), hashing(1), { mode: 0o000 });
    const { run, report } = check();
    // The superuser reads it all the same: then it must be judged like any other.
    if (process.getuid?.() === 0) expect(foundIn(report)).toEqual(['shut/a.ts']);
    else {
      expect(report.problems).toMatchObject([{ code: 'PERMISSION_DENIED', file: 'shut/a.ts' }]);
      expect(run.code).toBe(2);
    }
  });

  test('an empty folder', () => {
    project = new TemporaryProject();
    const { run, report } = check();
    expect(run.code).toBe(0);
    expect(report.summary.files).toBe(0);
  });
});

describe('drift.toml', () => {
  test.each([
    ['not TOML', '[scan\nthreads = 1\n', /drift\.toml:1:\d+/],
    ['a wrong value', '[scan]\nthreads = "many"\n', /drift\.toml:2:11/],
  ])('%s could not run, with line and column', (_name, text, place) => {
    project = new TemporaryProject({ 'a.ts': 'export const a = 1;\n', 'drift.toml': text });
    const run = driftAll(project.root, ['check']);
    expect(run.code).toBe(2);
    expect(run.stdout).toMatch(place);
  });

  test('every wrong value is told at once, an unknown rule with the nearest one', () => {
    project = new TemporaryProject({
      'a.ts': 'export const a = 1;\n',
      'drift.toml':
        '[scan]\nthreads = -1\nskip_binary = "yes"\n[analysis.severity]\n"drift/crypto/weak-hsh" = "off"\n"drift/crypto/weak-hash" = "loud"\n',
    });
    const { run, report } = check();
    expect(run.code).toBe(2);
    expect(report.problems.map((p) => p.line)).toEqual([2, 3, 5, 6]);
    expect(JSON.stringify(report.problems)).toContain("Did you mean 'drift/crypto/weak-hash'?");
  });
});

describe('secrets', () => {
  test('no output of any kind shows one', () => {
    const tokens = SECRET_FAMILIES.filter((f) => f.form !== 'block')
      .map((f) => f.positive())
      .filter((t) => /^[\w.:/+=-]{16,}$/.test(t));
    expect(tokens.length).toBeGreaterThan(50);
    let text = 'export function odd(): void {\n';
    // A finding of another rule stands on the same line.
    for (const t of tokens) text += `  try { send("${t}"); } catch {}\n`;
    text += '}\n';
    project = new TemporaryProject();
    project.write('src/conf.ts', text);
    const { report } = check();
    const secrets = report.findings.filter((f) => f.ruleId === 'drift/secret/vendor-token');
    expect(secrets.length).toBeGreaterThan(40);
    const id = secrets[0]?.id ?? '';
    const outputs = [
      ...['json', 'sarif', 'text'].map((format) => driftAll(project.root, ['check', '--all', '--format', format])),
      driftAll(project.root, ['explain', id]),
      driftAll(project.root, ['explain', id, '--json']),
      driftAll(project.root, ['conventions', '--json']),
    ].map((r) => r.stdout + r.stderr);
    const shown = tokens.filter((t) => outputs.some((o) => o.includes(t)));
    expect(shown).toEqual([]);
  });
});
