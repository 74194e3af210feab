import { afterAll, expect, test } from 'vitest';
import { LspClient } from '../support/lsp-client.ts';
import { sampleProject } from '../support/sample-project.ts';
import { TemporaryProject } from '../support/temporary-project.ts';
import { TemporaryHome, warmRun } from './warm-run.ts';

const SOURCES = Object.entries(sampleProject()).filter(([f]) => f.endsWith('.ts'));
const project = new TemporaryProject(sampleProject());
const home = new TemporaryHome();
afterAll(() => {
  project.remove();
  home.remove();
});

test('several at once say the same, damage nothing and leave everything to the next', async () => {
  for (let round = 0; round < 2; round++) {
    for (const [file, text] of SOURCES.slice(0, 5 + round)) project.write(file, `${text}// round ${round}\n`);
    const all = await Promise.all([0, 1, 2].map(() => warmRun({ root: project.root, home, ownProcess: true })));
    const without = await warmRun({ root: project.root, home, init: { cache: false } });
    for (const run of all) {
      expect(run.report).toBe(without.report);
      expect(run.notes).toEqual([]);
    }
    expect(await warmRun({ root: project.root, home })).toMatchObject({ parsed: 0, judged: 0 });
  }
});

test('one that is killed while it saves leaves what the next can use', async () => {
  for (let round = 0; round < 2; round++) {
    for (const [file, text] of SOURCES) project.write(file, `${text}// killed ${round}\n`);
    const client = await LspClient.start({
      ownProcess: true,
      root: project.root,
      env: home.env,
      init: { mode: 'batch' },
    });
    await client.until(() => client.messages.some((m) => m.includes('parsed')));
    void client.connection.sendRequest('shutdown').catch(() => undefined);
    if (round > 0) await client.request('drift/none').catch(() => undefined);
    client.kill();
    await client.exitCode;
    const after = await warmRun({ root: project.root, home });
    const without = await warmRun({ root: project.root, home, init: { cache: false } });
    expect(after.report).toBe(without.report);
    expect(await warmRun({ root: project.root, home })).toMatchObject({ parsed: 0, judged: 0 });
  }
});

test('an editor saves when nothing was read for a while, and what it reads later too', async () => {
  const [[file, text] = ['', '']] = SOURCES;
  project.write(file, `${text}// open\n`);
  const flags = { 'analysis.incubating': 'all' };
  const client = await LspClient.start({ ownProcess: true, root: project.root, env: home.env, init: { flags } });
  await client.until(() => client.messages.some((m) => m.includes('parsed')));
  project.write(file, `${text}// changed behind its back\n`);
  await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: client.uri(file), type: 2 }] });
  await client.workspace();
  await client.stop();
  expect(await warmRun({ root: project.root, home })).toMatchObject({ parsed: 0, judged: 0 });
});
