import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { LspClient } from '../support/lsp-client.ts';
import { TemporaryProject } from '../support/temporary-project.ts';

interface Outcome {
  readonly success: boolean;
  readonly message: string;
}

const project = new TemporaryProject({ 'src/a.ts': 'export const a = 1;\n' });
let client: LspClient;
beforeAll(async () => {
  client = await LspClient.start({ root: project.root, init: { flags: { 'backup.auto_backup': 'false' } } });
});
afterAll(async () => {
  expect(await client.stop()).toBe(0);
  project.remove();
});

/** Runs a command as an editor's list of commands does, and gives what the person is shown. */
async function run(command: string, argument?: object): Promise<Outcome> {
  const given = argument === undefined ? {} : { arguments: [argument] };
  const before = client.shown.length;
  const outcome: Outcome = await client.request('workspace/executeCommand', { command, ...given });
  await client.until(() => client.shown.length > before);
  expect(client.shown.at(-1)).toBe(`Drift: ${outcome.message}`);
  return outcome;
}

test('an editor sets a project up, keeps its database and asks the doctor', async () => {
  const ill = await run('drift.doctor');
  expect(ill).toMatchObject({ success: true, message: expect.stringContaining('there is no drift.toml') });
  expect(await run('drift.backup')).toEqual({
    success: false,
    message: 'there is no .drift folder here. Run `drift init`.',
  });
  const done = await run('drift.setup', { template: 'ci' });
  expect(done).toMatchObject({ success: true, message: expect.stringMatching(/^wrote .*drift\.toml$/) });
  expect(existsSync(join(project.root, 'drift.toml'))).toBe(true);
  expect((await run('drift.setup')).message).toBe('nothing to do: this project is set up');
  expect((await run('drift.doctor')).message).toMatch(/^all \d+ checks of the doctor are fine$/);
  const request = client.request('workspace/executeCommand', {
    command: 'drift.setup',
    arguments: [{ template: 'x' }],
  });
  await expect(request).rejects.toMatchObject({ code: -32602 });
});

test('the doctor tells its checks as whole sentences', async () => {
  project.write('drift.toml', '[analysis]\nnonsense = 1\n');
  try {
    const { message } = await run('drift.doctor');
    expect(message).toContain('nonsense');
    expect(message).toMatch(/[^.]\.$/);
    expect(message).not.toMatch(/\.\.|[.;];/);
  } finally {
    project.write('drift.toml', '');
  }
});

test('an editor keeps the database', async () => {
  await client.request('workspace/executeCommand', { command: 'drift.rescan' });
  await vi.waitFor(() => expect(existsSync(join(project.root, '.drift/drift.db.holder'))).toBe(true), 45_000);
  const made = await run('drift.backup');
  expect(made).toMatchObject({ success: true, message: expect.stringMatching(/^made backup-.*-user_requested-/) });
  expect(readdirSync(join(project.root, '.drift-backups'))).toContain(made.message.replace('made ', ''));
});
