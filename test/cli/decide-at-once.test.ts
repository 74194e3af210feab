import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { DECISIONS_FILE, decisionsFileSchema, FEEDBACK_FILE, reportEnvelopeSchema } from '@drift/shared';
import { afterEach, expect, test } from 'vitest';
import { hashing } from '../support/sample-project.ts';
import { drift, driftAll, TemporaryProject } from '../support/temporary-project.ts';

const KEYS = ['error-class', 'doc-style', 'naming-function', 'naming-type', 'null-check'];

let project = new TemporaryProject();
afterEach(() => project.remove());

/** Runs several `drift` at the same moment and gives the exit code of each. */
function together(lines: readonly string[]): readonly string[] {
  const started = lines.map((line, i) => `( "$NODE" "$DRIFT" ${line} >/dev/null 2>err.${i}; echo $? >code.${i} ) &`);
  project.shell(`${started.join(' ')} wait`);
  return lines.map((_, i) => readFileSync(join(project.root, `code.${i}`), 'utf8').trim());
}

const decided = (): readonly string[] =>
  decisionsFileSchema
    .parse(JSON.parse(readFileSync(join(project.root, DECISIONS_FILE), 'utf8')))
    .conventions.map((c) => c.key)
    .sort();

test('five decisions at once are all kept, the first of a project and later ones', () => {
  project = new TemporaryProject({ 'a.ts': hashing(1) });
  const rejected = together(KEYS.map((key) => `conventions reject ${key}`));
  expect(rejected).toEqual(KEYS.map(() => '0'));
  expect(decided()).toEqual([...KEYS].sort());
  const cleared = together(KEYS.slice(1).map((key) => `conventions clear ${key}`));
  expect(cleared).toEqual(KEYS.slice(1).map(() => '0'));
  expect(decided()).toEqual(KEYS.slice(0, 1));
}, 120_000);

test('five who say something about findings at once are all heard', () => {
  project = new TemporaryProject({ 'a.ts': hashing(5) });
  const { findings } = reportEnvelopeSchema.parse(
    JSON.parse(driftAll(project.root, ['check', '--all', '--json']).stdout),
  ).data;
  const ids = findings.map((f) => f.id).slice(0, 5);
  expect(ids.length).toBe(5);
  const all = '--set analysis.incubating=all';
  expect(together(ids.map((id) => `feedback record ${id} --action escalated ${all}`))).toEqual(ids.map(() => '0'));
  const lines = readFileSync(join(project.root, FEEDBACK_FILE), 'utf8').trimEnd().split('\n');
  expect(lines.filter((line) => line !== '').length).toBe(5);
}, 120_000);

const SIGNS = `setInterval(() => require('fs').utimesSync(process.argv[1], new Date(), new Date()), 200)`;

test('a lock that somebody keeps is told, and one whose holder was killed is taken over', () => {
  project = new TemporaryProject({
    'a.ts': hashing(1),
    '.drift/conventions.json': '{ "version": 1, "conventions": [] }\n',
  });
  const lock = join(project.root, `${DECISIONS_FILE}.lock`);
  mkdirSync(lock);
  // Whoever lives gives a sign every second.
  const keeper = spawn(process.execPath, ['-e', SIGNS, lock], { stdio: 'ignore' });
  const refused = drift(project.root, ['conventions', 'reject', 'error-class']);
  keeper.kill('SIGKILL');
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('another process has been writing it for 8 seconds');
  expect(decided()).toEqual([]);
  const longAgo = new Date(1_000_000_000);
  utimesSync(lock, longAgo, longAgo);
  expect(drift(project.root, ['conventions', 'reject', 'error-class']).code).toBe(0);
  expect(decided()).toEqual(['error-class']);
}, 60_000);
