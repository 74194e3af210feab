import { whereAnswerSchema } from '@drift/shared';
import { afterEach, expect, test } from 'vitest';
import { drift, TemporaryProject } from '../support/temporary-project.ts';

let project = new TemporaryProject();
afterEach(() => project.remove());

const GOOD = 'fun f() {\n    try {\n        g()\n    } catch (e: IOException) {\n        h(e)\n    }\n}\n';
/** The longest line that is parsed is shorter. */
const TOO_LONG = 20_001;

function where(...args: string[]): string {
  return ask('error-catch-binding', ...args);
}

function ask(key: string, ...args: string[]): string {
  const run = drift(project.root, ['where', key, '--threads', '1', ...args]);
  expect(run.stderr).toBe('');
  expect(run.code).toBe(0);
  return run.stdout;
}

test('one place is no "1 places"', () => {
  project = new TemporaryProject({ 'a.kt': GOOD });
  expect(where()).toMatch(/\n1 place: /);
  expect(where()).not.toContain('not asked');
});

test('files in which the question was not asked are counted, named and explained', () => {
  project = new TemporaryProject({
    'a.kt': `val x = "${'x'.repeat(TOO_LONG)}"\n${GOOD}`,
    'broken.kt': `${GOOD}fun (((\n`,
    'lib.rs': 'fn main() {}\n',
    'node_modules/lib/index.js': 'try { f(); } catch (e) { g(e); }\n',
  });
  const text = where('a.kt');
  expect(text).toBe(
    '0 places: 0 as usual here, 0 otherwise (!)\n' +
      'not asked in 1 file (the file has a line over 20,000 characters, nests too deep or costs too much to parse, and was left out): a.kt\n',
  );
  const all = where();
  expect(ask('naming-function')).toContain('not asked in 1 file (the question is not asked in rust): lib.rs\n');
  expect(all).toContain('not asked in 1 file (only around its syntax errors): broken.kt\n');
  const { notAsked } = whereAnswerSchema.parse(JSON.parse(where('--json')));
  expect(notAsked.flatMap((n) => n.examples).sort()).toEqual(['a.kt', 'broken.kt']);
  expect(notAsked.map((n) => n.files)).toEqual([1, 1]);
});
