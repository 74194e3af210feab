import { afterEach, describe, expect, test } from 'vitest';
import { catching, commit, deviationsIn, habitPath, habits, mixed, report, rowsOf, told } from '../support/habits.ts';
import { LspClient } from '../support/lsp-client.ts';
import { drift, TemporaryProject } from '../support/temporary-project.ts';

const KEY = 'error-catch-binding';
let project = new TemporaryProject();
afterEach(() => project.remove());

function repository(files: Record<string, string>): TemporaryProject {
  project = new TemporaryProject(files);
  project.commitAll();
  return project;
}

/** Everything that is told, without what names a commit. */
function bytes(root: string): string {
  return JSON.stringify(report(root).findings);
}

describe('a pull request that adds 50 deviating files', () => {
  test.each([false, true])('does not turn the convention, and all of them are told (committed: %s)', (committed) => {
    repository(habits({ error: 60 }));
    if (committed) project.git('checkout', '-qb', 'topic');
    const added = Array.from({ length: 50 }, (_, i) => `src/d${i % 10}/odd${i}.ts`);
    for (const [i, path] of added.entries()) project.write(path, catching('e', 2000 + i));
    if (committed) commit(project, 'fifty');
    const data = report(project.root, []);
    const found = deviationsIn(data);
    expect(new Set(found.map((f) => f.path))).toEqual(new Set(added));
    expect(found.length).toBe(100);
    expect(found.every((f) => f.isNew && f.evidence?.expected === 'error' && f.severity === 'warning')).toBe(true);
    expect(rowsOf(project.root, KEY)).toMatchObject([{ leaderValue: 'error', share: 1, files: 60, sites: 120 }]);
  });
});

describe('unrelated changes', () => {
  test('files that do not ask the question change no finding', () => {
    repository({ ...habits({ error: 40 }), 'src/d0/odd.ts': mixed('error', 'e', 900) });
    const before = bytes(project.root);
    expect(before).toContain(KEY);
    for (let i = 0; i < 40; i++) {
      project.write(`extra/plain${i}.ts`, `export const value${i} = ${i};\n`);
      project.write(`extra/tool_${i}.py`, `def tool_${i}(count):\n    return count\n`);
    }
    expect(bytes(project.root)).toBe(before);
    commit(project, 'unrelated');
    expect(bytes(project.root)).toBe(before);
  });

  test('renaming a directory changes only paths', () => {
    const files = { ...habits({ error: 40 }), 'src/d0/odd.ts': mixed('error', 'e', 900) };
    repository(files);
    const plain = (root: string): unknown => report(root).findings.map(({ id: _, ...f }) => f);
    const before = JSON.stringify(plain(project.root));
    project.git('mv', 'src', 'source');
    commit(project, 'moved');
    const after = JSON.stringify(plain(project.root));
    expect(after).not.toBe(before);
    expect(after.replaceAll('"source/', '"src/')).toBe(before);
    // The path is part of an identity, and nothing else of where the files lay before.
    const moved = report(project.root);
    project.remove();
    repository(
      Object.fromEntries(Object.entries(files).map(([path, text]) => [path.replace('src/', 'source/'), text])),
    );
    expect(report(project.root)).toEqual({ ...moved, summary: expect.anything() });
  });

  test('editing and undoing restores identical bytes over LSP', async () => {
    repository({ ...habits({ error: 40 }), 'src/d0/odd.ts': mixed('error', 'e', 900) });
    const client = await LspClient.start({ root: project.root, init: { threads: 1 } });
    const odd = client.uri('src/d0/odd.ts');
    const other = client.uri(habitPath(0));
    const show = async (): Promise<string> =>
      JSON.stringify([await client.diagnostics(odd), await client.diagnostics(other), [...(await client.workspace())]]);
    await client.open(odd, 'typescript', mixed('error', 'e', 900));
    await client.open(other, 'typescript', catching('error', 0));
    const before = await show();
    const { digest } = await client.request<{ digest: string }>('drift/check/digest');
    expect(before).toContain(KEY);
    await client.change(odd, [{ text: catching('ex', 900).repeat(3) }]);
    await client.change(other, [{ text: catching('err', 0) }]);
    const between = await show();
    expect(between).not.toBe(before);
    expect(between).toContain('err');
    await client.change(odd, [{ text: mixed('error', 'e', 900) }]);
    await client.change(other, [{ text: catching('error', 0) }]);
    expect(await show()).toBe(before);
    expect((await client.request<{ digest: string }>('drift/check/digest')).digest).toBe(digest);
    await client.stop();
  });
});

describe('.drift', () => {
  test('deleting it takes back decisions and changes nothing else', () => {
    repository({ ...habits({ error: 40 }), 'src/d0/odd.ts': mixed('error', 'e', 900) });
    const before = bytes(project.root);
    drift(project.root, ['conventions', 'reject', KEY]);
    expect(told(project.root)).toEqual([]);
    project.shell('rm -r .drift');
    expect(bytes(project.root)).toBe(before);
    // Nothing is kept there without a decision.
    expect(project.shell('ls -a').stdout).not.toContain('.drift');
  });
});

describe('a directory that does it differently', () => {
  function dialect(): TemporaryProject {
    const files = habits({ error: 60 });
    for (let i = 0; i < 14; i++) files[`src/old/m${i}.ts`] = catching('e', 300 + i);
    return repository(files);
  }

  test('becomes a scope of its own and is judged by its own habit', () => {
    dialect();
    const rows = rowsOf(project.root, KEY);
    expect(rows.map((r) => [r.scope, r.leaderValue, r.share])).toEqual([
      ['', 'error', 1],
      ['src/old', 'e', 1],
    ]);
    expect(told(project.root)).toEqual([]);
    project.write('src/old/same.ts', catching('e', 400));
    project.write('src/old/deep/same.ts', catching('e', 401));
    project.write('src/older/odd.ts', catching('e', 402));
    const lines = told(project.root);
    expect(lines.filter((l) => l.startsWith('src/old/'))).toEqual([]);
    expect(lines.filter((l) => l.startsWith('src/older/'))).toEqual([
      'src/older/odd.ts:4 error/e warning new',
      'src/older/odd.ts:12 error/e warning new',
    ]);
  });
});
