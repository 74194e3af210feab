import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DECISIONS_FILE } from '@drift/shared';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { catching, habits, report, told } from '../support/habits.ts';
import { LspClient } from '../support/lsp-client.ts';
import { TemporaryProject } from '../support/temporary-project.ts';

// What an editor asks a person, once, and what can be said later in its place.
const KEY = 'error-catch-binding';
let project: TemporaryProject;
let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'drift-home-'));
});
afterEach(() => {
  project.remove();
  rmSync(home, { recursive: true, force: true });
});

/** An editor that can show a choice; what it was asked is noted, and `answer` is chosen (nothing for Esc). */
async function editor(answer: (titles: readonly string[]) => string | undefined): Promise<{
  c: LspClient;
  asked: string[];
  first: Promise<void>;
}> {
  const asked: string[] = [];
  let wake = (): void => {};
  const first = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const options = {
    root: project.root,
    init: { threads: 1 },
    env: { HOME: home },
    capabilities: { window: { showMessage: { messageActionItem: {} } } },
  };
  const c = LspClient.launch(options);
  c.connection.onRequest('window/showMessageRequest', (p: { message: string; actions: { title: string }[] }) => {
    asked.push(p.message);
    wake();
    const title = answer(p.actions.map((a) => a.title));
    return title === undefined ? null : { title };
  });
  await c.initialize(options);
  await c.notify('initialized', {});
  await c.workspace();
  await c.request('drift/check/digest');
  await c.until(() => c.settled.some((s) => s.lane === 'slow'));
  return { c, asked, first };
}

function contested(): void {
  project = new TemporaryProject({ ...habits({ error: 30, e: 26, ex: 5 }), 'src/d0/odd.ts': catching('ex', 900) });
  project.commitAll();
}

test('a contested question is asked once where no folder of Drift is, and nothing is written there unanswered', async () => {
  contested();
  for (const times of [1, 0]) {
    const { c, asked, first } = await editor(() => undefined);
    if (times > 0) await first;
    expect(asked).toHaveLength(times);
    await c.stop();
    expect(readdirSync(project.root).sort()).toEqual(times > 0 ? ['.git', 'src'] : ['.drift', '.git', 'src']);
    // Nor is it when the project gets a folder of Drift later.
    mkdirSync(join(project.root, '.drift'), { recursive: true });
  }
});

test('an answer is a decision', async () => {
  contested();
  const { c, first } = await editor((titles) => titles.find((t) => t.includes('`error`')));
  await first;
  await c.until(() => c.settled.filter((s) => s.lane === 'slow').length > 1);
  await c.stop();
  expect(readdirSync(project.root)).toContain('.drift');
});

test('a contested place offers both sides and that either is fine, and says who takes which', async () => {
  contested();
  const { c } = await editor(() => undefined);
  const at = { start: { line: 3, character: 12 }, end: { line: 3, character: 12 } };
  const odd = c.uri('src/d0/odd.ts');
  await c.open(odd, 'typescript', catching('ex', 900));
  const titles = async (): Promise<string[]> =>
    (await c.actions(odd, at)).map((a) => a.title).filter((t) => t.startsWith('Approve') || t.startsWith('Either'));
  expect(await titles()).toEqual([
    'Approve `error` for typescript code in the whole project (Name of the caught error)',
    'Approve `e` for typescript code in the whole project (Name of the caught error)',
    'Either is fine for typescript code in the whole project (Name of the caught error)',
  ]);
  const hover = async (uri: string): Promise<string> => JSON.stringify(await c.hover(uri, 3, 12));
  expect(await hover(odd)).toContain('answers otherwise than both sides in');
  await c.open(c.uri('src/d0/m0.ts'), 'typescript', catching('error', 0));
  expect(await hover(c.uri('src/d0/m0.ts'))).toContain('takes a side in');
  const either = (await c.actions(odd, at)).find((a) => a.title.startsWith('Either'));
  await c.request('workspace/executeCommand', {
    command: either?.command?.command,
    arguments: either?.command?.arguments,
  });
  expect(await titles()).toEqual([]);
  const after = await hover(odd);
  expect(after).toContain('contested: the team decided that either is fine');
  expect(after).not.toContain('rejected');
  await c.stop();
  expect(JSON.stringify(report(project.root).problems)).toBe('[]');
});

test('a directory that does it differently and teaches nothing yet is told nothing', async () => {
  project = new TemporaryProject(habits({ error: 60 }));
  project.commitAll();
  project.write('src/new/a.ts', catching('e', 900));
  project.write('src/new/b.ts', catching('ex', 901));
  expect(told(project.root)).toHaveLength(4);
  project.write(
    DECISIONS_FILE,
    JSON.stringify({ version: 1, conventions: [{ key: KEY, status: 'approved', value: 'e', scope: 'src/new' }] }),
  );
  expect(told(project.root)).toEqual([]);
  const { c } = await editor(() => undefined);
  await c.open(c.uri('src/new/b.ts'), 'typescript', catching('ex', 901));
  const said = JSON.stringify(await c.hover(c.uri('src/new/b.ts'), 3, 12));
  expect(said).toContain('nothing there teaches it yet');
  expect(said).not.toContain('0 of 0');
  await c.stop();
});
