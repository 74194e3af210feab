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
