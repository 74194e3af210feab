import type { Problem } from '@drift/shared';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { catching, habits, report, rowsOf, told, toldIn } from '../support/habits.ts';
import { LspClient } from '../support/lsp-client.ts';
import { drift, TemporaryProject } from '../support/temporary-project.ts';

// Decisions are written by one process and hold in every later one.
const KEY = 'error-catch-binding';
let project = new TemporaryProject();

beforeEach(() => {
  project = new TemporaryProject({ ...habits({ error: 60 }), 'src/d0/odd.ts': catching('e', 900) });
  project.commitAll();
  project.write('src/d1/fresh.ts', catching('e', 901));
});
afterEach(() => project.remove());

function decide(...args: string[]): string {
  const run = drift(project.root, ['conventions', ...args]);
  expect(run.stderr).toBe('');
  expect(run.code).toBe(0);
  return run.stdout;
}

const fresh = (data = report(project.root)): string[] => toldIn(data).filter((l) => l.endsWith(' new'));
const two = (middle: string): string[] => [`src/d1/fresh.ts:4 ${middle} new`, `src/d1/fresh.ts:12 ${middle} new`];

/** What an editor shows that starts now. */
async function shownByEditor(): Promise<string[]> {
  const client = await LspClient.start({ root: project.root, init: { threads: 1 } });
  const shown = await client.diagnostics(client.uri('src/d1/fresh.ts'));
  await client.stop();
  const severities = ['', 'error', 'warning', 'info', 'hint'];
  return shown
    .filter((d) => String(d.code).endsWith(KEY))
    .map((d) => `${d.range.start.line + 1} ${severities[d.severity ?? 0]}`);
}

describe('decisions', () => {
  test('approving raises the severity by one, and clearing takes it back byte for byte', async () => {
    const first = report(project.root);
    const before = JSON.stringify(first.findings);
    expect(fresh(first)).toEqual(two('error/e warning'));
    expect(decide('approve', KEY)).toContain('approved error-catch-binding error');
    expect(fresh()).toEqual(two('error/e error'));
    expect(await shownByEditor()).toEqual(['4 error', '12 error']);
    expect(rowsOf(project.root, KEY)).toMatchObject([{ status: 'approved', leaderValue: 'error' }]);
    decide('clear', KEY);
    expect(JSON.stringify(report(project.root).findings)).toBe(before);
    expect(await shownByEditor()).toEqual(['4 warning', '12 warning']);
  });

  test('rejecting silences the question until it is cleared', async () => {
    decide('reject', KEY);
    expect(told(project.root)).toEqual([]);
    expect(await shownByEditor()).toEqual([]);
    expect(rowsOf(project.root, KEY)).toMatchObject([{ status: 'rejected', severity: null }]);
    // More evidence does not bring it back.
    for (const [path, text] of Object.entries(habits({ error: 90 }))) project.write(path, text);
    expect(told(project.root)).toEqual([]);
    decide('clear', KEY);
    expect(fresh()).toContain('src/d1/fresh.ts:4 error/e warning new');
  });

  test('rejecting one answer only silences the question as long as that answer leads', () => {
    decide('reject', KEY, '--value', 'error');
    expect(told(project.root)).toEqual([]);
    decide('clear', KEY);
    decide('reject', KEY, '--value', 'e');
    expect(fresh()).toEqual(two('error/e warning'));
  });

  test('pinning another answer turns the judgement round', async () => {
    decide('pin', KEY, 'e', '--severity', 'error');
    expect(fresh()).toEqual([]);
    expect(await shownByEditor()).toEqual([]);
    project.write('src/d2/usual.ts', catching('error', 902));
    const data = report(project.root);
    expect(fresh(data)).toEqual(['src/d2/usual.ts:4 e/error error new', 'src/d2/usual.ts:12 e/error error new']);
    expect(data.findings.find((f) => f.path === 'src/d2/usual.ts')?.message).toContain(
      'pinned in .drift/conventions.json',
    );
    decide('clear', KEY);
    expect(fresh()).toEqual(two('error/e warning'));
  });

  test('a decision for a directory holds there and nowhere else', () => {
    decide('pin', KEY, 'e', '--scope', 'src/d1');
    expect(fresh()).toEqual([]);
    project.write('src/d2/odd.ts', catching('e', 903));
    expect(fresh()).toEqual(['src/d2/odd.ts:4 error/e warning new', 'src/d2/odd.ts:12 error/e warning new']);
    decide('clear', KEY, '--scope', 'src/d1');
    decide('approve', KEY, '--value', 'e', '--scope', 'src/d1');
    // The code there does otherwise so far, and has no tests at all.
    const rows = decide('list', '--threads', '1').split('\n');
    expect(rows.filter((l) => l.includes(' in src/d1'))).toEqual([
      expect.stringMatching(/^error-catch-binding +typescript in src\/d1 +`error` .* approved `e`, hint$/),
    ]);
  });

  test('an answer that the key does not have is refused with the nearest one and the list', () => {
    const run = drift(project.root, ['conventions', 'pin', 'naming-function', 'snek', '--unseen']);
    expect(run.code).toBe(2);
    expect(run.stderr).toBe(
      'drift: "snek" is no answer of naming-function; did you mean "snake"?; its answers: camel, snake, pascal, mixedCaps\n',
    );
    expect(project.shell('ls -a').stdout).not.toContain('.drift');
    expect(decide('pin', 'naming-function', 'snake_case', '--unseen')).toContain('pinned naming-function snake in');
    // It holds for languages and tests to come, which are no rows before.
    const rows = rowsOf(project.root, 'naming-function');
    expect(rows.map((r) => [r.language, r.population, r.decided])).toEqual([['typescript', 'source', 'snake_case']]);
    project.write('src/late.py', 'def lateName():\n    return 1\n');
    expect(told(project.root)).toContain('src/late.py:1 snake/camel warning new');
  });

  test('a key whose answers are names takes any name, and says so', () => {
    const run = drift(project.root, ['conventions', 'pin', KEY, 'problem']);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('error-catch-binding takes any name; --unseen pins it all the same');
    expect(decide('pin', KEY, 'problem', '--unseen')).toContain('pinned error-catch-binding problem in');
  });

  test('clearing says what it took back and what still holds', () => {
    decide('pin', KEY, 'e', '--scope', 'src/d1');
    decide('pin', KEY, 'error', '--population', 'test');
    decide('approve', KEY);
    expect(decide('clear', KEY)).toBe(
      'cleared error-catch-binding in .drift/conventions.json: approved error; ' +
        'still decided: pinned error (test code), pinned e in src/d1\n',
    );
    const again = drift(project.root, ['conventions', 'clear', KEY]);
    expect(again.code).toBe(2);
    expect(again.stderr).toBe(
      'drift: nothing was decided about error-catch-binding for the whole project; ' +
        'still decided: pinned error (test code), pinned e in src/d1\n',
    );
    expect(decide('clear', KEY, '--scope', 'src/d1')).toContain(': pinned e in src/d1; still decided: pinned error');
  });

  test('what cannot be decided is refused and changes nothing', () => {
    for (const args of [
      ['approve', 'no-such-key'],
      ['pin', KEY, 'oops'],
      ['clear', KEY],
      ['approve', KEY, '--language', 'cobol'],
      ['approve', KEY, '--scope', '../elsewhere'],
    ]) {
      const run = drift(project.root, ['conventions', ...args]);
      expect(run.code, args.join(' ')).toBe(2);
      expect(run.stderr, args.join(' ')).toMatch(/^drift: /);
    }
    expect(project.shell('ls -a').stdout).not.toContain('.drift');
  });
});

describe('a decisions file written by hand', () => {
  const write = (...entries: object[]): void =>
    project.write('.drift/conventions.json', `${JSON.stringify({ version: 1, conventions: entries }, null, 2)}\n`);
  const problems = (data = report(project.root)): Problem[] =>
    data.problems.filter((p) => p.file === '.drift/conventions.json');

  test('an answer that is none is told at its place, and nothing of the file holds', () => {
    write({ key: KEY, status: 'rejected' }, { key: 'naming-function', status: 'pinned', value: 'snek' });
    const run = drift(project.root, ['check', '--threads', '1']);
    expect(run.code).toBe(2);
    expect(run.stdout).toContain('.drift/conventions.json:11:16');
    expect(run.stdout).toContain('did you mean "snake"?');
    expect(fresh()).toEqual(two('error/e warning'));
  });

  test('what is no JSON is told at its place', () => {
    project.write('.drift/conventions.json', '{\n  "version": 1,\n  "conventions": [}\n');
    expect(problems()).toMatchObject([{ line: 3, column: 19, message: 'is not valid JSON: expected a value' }]);
  });

  test.each([
    ['approved error', { status: 'approved', value: 'error' }, { status: 'rejected' }, 'rejected', 'error/e error'],
    [
      'pinned error',
      { status: 'pinned', value: 'error' },
      { status: 'pinned', value: 'e' },
      'pinned e',
      'error/e warning',
    ],
  ])('of two that contradict each other the first holds: %s', (first, one, other, second, middle) => {
    write({ key: KEY, ...one }, { key: 'import-order', status: 'rejected' }, { key: KEY, ...other });
    const data = report(project.root);
    expect(problems(data)).toMatchObject([
      {
        line: 14,
        column: 14,
        message: `conventions[2].key: ${second} contradicts line 5, which says ${first} of the same places; line 5 holds, as the first`,
      },
    ]);
    expect(data.notRun).toEqual([]);
    expect(fresh(data)).toEqual(two(middle));
  });

  test('the same said twice, or said of other places, is no contradiction', () => {
    const said = { key: KEY, status: 'pinned', value: 'error' };
    write(said, said, { ...said, value: 'e', scope: 'src/d1' }, { ...said, value: 'e', population: 'test' });
    expect(problems()).toEqual([]);
  });

  test('a directory that is not there is told, and the other decisions hold', () => {
    write({ key: KEY, status: 'rejected', scope: 'src/gone' }, { key: KEY, status: 'approved', value: 'error' });
    const data = report(project.root);
    expect(problems(data)).toMatchObject([{ line: 7, column: 16 }]);
    expect(problems(data)[0]?.message).toContain(
      '"src/gone" is no directory of the workspace, so this decides nothing',
    );
    expect(fresh(data)).toEqual(two('error/e error'));
  });

  test('an editor shows them on the entries', async () => {
    write({ key: KEY, status: 'pinned', value: 'e', scope: 'src/gone' });
    const client = await LspClient.start({ root: project.root, init: { threads: 1 } });
    const uri = client.uri('.drift/conventions.json');
    const shown = await client.diagnostics(uri);
    await client.stop();
    expect(shown).toMatchObject([
      {
        severity: 2,
        code: 'drift/config/decision-warning',
        range: { start: { line: 7, character: 15 }, end: { line: 7, character: 25 } },
      },
    ]);
  });
});
