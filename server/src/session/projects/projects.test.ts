import { expect, test } from 'vitest';
import { createMemoryHost } from '../../host/memory-host.ts';
import { findProject } from './find-project.ts';
import { projectId, readProjects, registerProject, switchTo } from './registry.ts';

const FILE = '/home/.drift/registry.jsonl';

function hostWith(...roots: string[]) {
  return createMemoryHost({ files: Object.fromEntries(roots.map((r) => [`${r}/a.ts`, ''])) });
}

async function meant(identifier: string): Promise<string> {
  const host = hostWith('/p/shop', '/p/shop-api', '/q/tools', '/r/tools', '/s/loose/.drift');
  for (const root of ['/p/shop', '/p/shop-api', '/q/tools', '/r/tools']) await registerProject(host, root);
  const found = await findProject(host, await readProjects(host), identifier);
  return found.ok ? found.project.path : `${found.error.code}: ${found.error.message}`;
}

test('a project is meant by name, path, id, the only name that holds the text, and a folder that is set up', async () => {
  expect(await meant('shop')).toBe('/p/shop');
  expect(await meant('/r/tools')).toBe('/r/tools');
  expect(await meant(projectId('/q/tools'))).toBe('/q/tools');
  expect(await meant('-API')).toBe('/p/shop-api');
  expect(await meant('/s/loose')).toBe('/s/loose');
});

test('several are not guessed between, and none is said', async () => {
  expect(await meant('tools')).toBe('AMBIGUOUS_PROJECT: "tools" may mean /q/tools, /r/tools');
  expect(await meant('sho')).toBe('AMBIGUOUS_PROJECT: "sho" may mean /p/shop, /p/shop-api');
  expect(await meant('nothing')).toBe('PROJECT_NOT_FOUND: no project is called "nothing"');
  expect(await meant('/p')).toBe('PROJECT_NOT_FOUND: no project is called "/p"');
});

test('the last switch counts, a project is noted once, and one that is gone is said to be', async () => {
  const host = hostWith('/p/a', '/p/b');
  for (const root of ['/p/b', '/p/a', '/p/b', '/gone'])
    expect(await registerProject(host, root)).toMatchObject({ ok: true });
  const [a, b] = (await readProjects(host)).filter((p) => p.path.startsWith('/p/'));
  if (a === undefined || b === undefined) throw new Error('Bug: two were noted');
  await switchTo(host, b);
  await switchTo(host, a);
  expect((await readProjects(host)).map((p) => [p.path, p.active, p.exists])).toEqual([
    ['/gone', false, false],
    ['/p/a', true, true],
    ['/p/b', false, true],
  ]);
  expect(host.text(FILE)?.trimEnd().split('\n')).toHaveLength(5);
});

test('a list that is damaged, foreign or not there loses no more than its bad lines', async () => {
  const host = hostWith('/p/a');
  expect(await readProjects(host)).toEqual([]);
  const line = JSON.stringify({ path: '/p/a', event: 'added', at: '' });
  host.put(FILE, `\0\0\n{}\n[1]\n{"path":"","event":"added","at":""}\n${line}\n{"path":"/p/b","ev`);
  expect((await readProjects(host)).map((p) => p.path)).toEqual(['/p/a']);
  await registerProject(host, '/p/c');
  expect((await readProjects(host)).map((p) => p.path)).toEqual(['/p/a', '/p/c']);
});
