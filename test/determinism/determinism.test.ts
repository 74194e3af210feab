import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixtureFiles } from '../support/fixture-project.ts';
import { drift, driftProcess, TemporaryProject } from '../support/temporary-project.ts';

// The same texts give the same bytes, whatever machine, order or number of workers read them.
// A report that was kept would be the same whatever came of working it out.
const ARGS = ['check', '--no-cache', '--all', '--stable', '--set', 'analysis.incubating=all'];
const files = fixtureFiles();
let project: TemporaryProject;
let reference: string;

beforeAll(() => {
  project = new TemporaryProject(Object.fromEntries(files));
  project.commitAll();
  reference = driftProcess(project.root, [...ARGS, '--json']).stdout;
});
afterAll(() => project.remove());

test('the reference has findings of many rules', () => {
  expect(new Set(reference.match(/"ruleId": ?"[^"]+"/g)).size).toBeGreaterThan(15);
});

test.each([
  ['another locale and time zone', [], { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', TZ: 'Pacific/Kiritimati' }],
  ['one worker', ['--threads', '1'], {}],
  ['four workers', ['--threads', '4'], {}],
])('%s', (_name, extra, env) => {
  expect(driftProcess(project.root, [...ARGS, '--json', ...extra], env).stdout).toBe(reference);
});

test('another directory and another order of writing the files', () => {
  const other = new TemporaryProject();
  for (const [path, text] of [...files].reverse()) other.write(path, text);
  other.commitAll();
  const text = driftProcess(other.root, [...ARGS, '--json']).stdout;
  other.remove();
  // Only the commit's name may differ: git puts the time into it.
  const neutral = (json: string): string => json.replace(/"commit": ?"[0-9a-f]+"/g, '"commit": "x"');
  expect(neutral(text)).toBe(neutral(reference));
});

test.each(['text', 'sarif'])('%s twice', (format) => {
  const once = drift(project.root, [...ARGS, '--format', format, '--no-color']).stdout;
  expect(once.length).toBeGreaterThan(1_000);
  expect(drift(project.root, [...ARGS, '--format', format, '--no-color']).stdout).toBe(once);
});

test('the digest is that of the report', () => {
  const digest = drift(project.root, [...ARGS, '--digest']).stdout.trim();
  expect(digest).toMatch(/^[0-9a-f]{64}$/);
  expect(reference).toContain(digest);
});
