import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Method, wsHistoryAnswerSchema } from '@drift/shared';
import { afterAll, expect, test, vi } from 'vitest';
import { rowsIn } from '../storage/recorded.ts';
import { Installation } from '../support/doctor.ts';
import { LspClient } from '../support/lsp-client.ts';
import { TemporaryProject } from '../support/temporary-project.ts';

// What an editor's server has recorded and not saved yet is on the disk when it ends, however it is made to end.

/** Ways to end a server, and the exit code of each. */
const WAYS: readonly (readonly [string, number, (client: LspClient) => unknown])[] = [
  ['shutdown and exit', 0, (client) => client.stop()],
  ['exit before shutdown is answered', 0, endAtOnce],
  ['exit alone', 1, (client) => client.notify('exit', {})],
  ['a closed input', 1, (client) => client.process.stdin.end()],
  ['SIGTERM', 1, (client) => client.process.kill('SIGTERM')],
  ['SIGINT', 1, (client) => client.process.kill('SIGINT')],
  ['SIGHUP', 1, (client) => client.process.kill('SIGHUP')],
];

const projects: { remove(): void }[] = [];
afterAll(() => {
  for (const p of projects) p.remove();
});

test.concurrent.each(WAYS)(
  '%s ends with %i, saves what was recorded and gives the lock back',
  async (_way, code, end) => {
    const project = new TemporaryProject({ 'src/a.ts': 'export const a = 1;\n', '.drift/.gitignore': '' });
    projects.push(project);
    const client = await LspClient.start({
      ownProcess: true,
      root: project.root,
      init: { flags: { 'backup.auto_backup': 'false' } },
    });
    await vi.waitFor(() => expect(existsSync(join(project.root, '.drift/drift.db.holder'))).toBe(true), 45_000);
    // Answered once the scan that took the lock is recorded: in memory, and saved two seconds later.
    const history = wsHistoryAnswerSchema.parse(await client.request(Method.wsHistory));
    expect(history).toMatchObject({ ok: true, total: 1 });
    void end(client);
    expect(await client.exitCode).toBe(code);
    expect(readdirSync(join(project.root, '.drift')).filter((n) => /\.(?:lock|holder|tmp)/.test(n))).toEqual([]);
    expect(await rowsIn(project.root, 'SELECT surface FROM scan_history')).toEqual([{ surface: 'editor' }]);
  },
);

test.concurrent('a database that does not answer holds nobody up for long', async () => {
  const own = new Installation();
  own.replace('dist/database.cjs', "require('node:worker_threads').parentPort.on('message', () => {});\n");
  const project = new TemporaryProject({ 'src/a.ts': 'export const a = 1;\n', '.drift/.gitignore': '' });
  projects.push(own, project);
  const client = await LspClient.start({
    ownProcess: true,
    root: project.root,
    server: join(own.folder, 'dist/lsp.cjs'),
  });
  await vi.waitFor(() => expect(existsSync(join(project.root, '.drift/drift.db.holder'))).toBe(true), 45_000);
  client.process.kill('SIGTERM');
  expect(await client.exitCode).toBe(1);
});

async function endAtOnce(client: LspClient): Promise<void> {
  client.request('shutdown').catch(() => undefined);
  await client.notify('exit', {});
}

test('a server whose client is killed while it reads ends by itself, and without a word', async () => {
  const project = new TemporaryProject({ 'src/a.ts': 'export const a = 1;\n', '.drift/.gitignore': '' });
  projects.push(project);
  const client = await LspClient.start({ ownProcess: true, root: project.root });
  let told = '';
  client.process.stderr.on('data', (chunk: Buffer) => {
    told += chunk.toString('utf8');
  });
  client.process.stdout.destroy();
  client.process.stdin.end();
  expect(await client.exitCode).toBe(1);
  expect(told).toBe('');
});
