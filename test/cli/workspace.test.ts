import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Method, wsGcAnswerSchema, wsHistoryAnswerSchema, wsStatusAnswerSchema } from '@drift/shared';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { LspClient } from '../support/lsp-client.ts';
import { drift, driftProcess, TemporaryProject } from '../support/temporary-project.ts';

/** As at a person's machine, wherever the test itself runs. */
const NO_PIPELINE = { CI: '', GITHUB_ACTIONS: '' };
const project = new TemporaryProject({ 'src/a.ts': 'export const a = 1;\n', '.drift/.gitignore': '' });
afterAll(() => project.remove());

describe('what Drift keeps, with the built program', () => {
  test('of .drift outlives its deletion, what is to be committed with it; what lies behind a link is left alone', () => {
    const own = new TemporaryProject({ '.drift/conventions.json': '{}\n', 'away/secret.txt': 'secret' });
    try {
      symlinkSync(join(own.root, 'away'), join(own.root, '.drift/linked'));
      symlinkSync(join(own.root, 'away/secret.txt'), join(own.root, '.drift/link.txt'));
      const gone = drift(own.root, ['ws', 'delete', '--yes']);
      expect(gone.code).toBe(0);
      expect(existsSync(join(own.root, '.drift'))).toBe(false);
      const [id = ''] = readdirSync(join(own.root, '.drift-backups')).filter((n) => n.startsWith('backup-'));
      expect(readdirSync(join(own.root, '.drift-backups', id, 'files'))).toEqual(['conventions.json']);
      expect(drift(own.root, ['backup', 'info']).stdout).toMatch(/\nfile +conventions\.json \(3 B\)\n$/);

      // The way to its place leads elsewhere now.
      symlinkSync(join(own.root, 'away'), join(own.root, '.drift'));
      expect(drift(own.root, ['backup', 'restore', id, '--yes']).code).not.toBe(0);
      expect(readdirSync(join(own.root, 'away'))).toEqual(['secret.txt']);
      rmSync(join(own.root, '.drift'));
      const restored = drift(own.root, ['backup', 'restore', id, '--yes']);
      expect(restored).toMatchObject({ code: 0, stdout: expect.stringContaining('put back conventions.json\n') });
      expect(readFileSync(join(own.root, '.drift/conventions.json'), 'utf8')).toBe('{}\n');
      expect(existsSync(join(own.root, '.drift/.gitignore'))).toBe(true);
    } finally {
      own.remove();
    }
  });

  test('is shown, backed up, moved, reset and brought back', () => {
    expect(drift(project.root, ['check']).code).toBe(0);
    const made = drift(project.root, ['backup', 'create']);
    expect(made.stdout).toMatch(/^backup-.*-user_requested-[0-9a-f]{4} \(\d+ KiB, verified\)\n$/);
    const id = made.stdout.split(' ')[0] ?? '';
    expect(drift(project.root, ['backup', 'info', '--json']).stdout).toContain(id);
    const history = drift(project.root, ['ws', 'history', '--limit', '1', '--json']);
    expect(wsHistoryAnswerSchema.parse(JSON.parse(history.stdout))).toMatchObject({ ok: true, total: 1 });

    const lost = drift(project.root, ['ws', 'history', '--cursor', 'nonsense']);
    expect(lost).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('no page of scans gave') });

    const refused = drift(project.root, ['ws', 'reset']);
    expect(refused).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('say --yes') });
    const reset = drift(project.root, ['ws', 'reset', '--yes']);
    expect(reset.stdout).toMatch(/^reset\nthe state before is kept as backup-.*-pre_destructive-/);
    const restored = drift(project.root, ['backup', 'restore', id, '--yes']);
    expect(restored.stdout).toContain(`restored ${id}\n`);
    const status = wsStatusAnswerSchema.parse(JSON.parse(drift(project.root, ['status', '--json']).stdout));
    expect(status).toMatchObject({ initialized: true, health: 'healthy', scans: 1, lastScan: { files: 1 } });
    expect(drift(project.root, ['ws', 'verify', '--thorough'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^healthy: database ok, settings missing, \d of \d backups verified\n$/),
    });
    for (const verb of ['restore', 'delete'])
      for (const yes of [['--yes'], []])
        expect(drift(project.root, ['backup', verb, 'backup-none', ...yes])).toMatchObject({
          code: 2,
          stderr: expect.stringMatching(/^drift: there is no backup backup-none\n/),
        });
    const unnamed = { code: 2, stderr: expect.stringMatching(/^drift: no project was named\n/) };
    expect(drift(project.root, ['projects', 'switch', ''])).toMatchObject(unnamed);
  });

  test('is told with a colour for how it stands where the output is a terminal, and the word beside it', () => {
    const terminal = { NODE_OPTIONS: '--import=data:text/javascript,process.stdout.isTTY=true' };
    const [green, plain] = [driftProcess(project.root, ['status'], terminal), drift(project.root, ['status'])];
    expect(green.stdout).toContain('\u001b[32mhealthy\u001b[39m');
    expect(plain.stdout).toMatch(/^health +healthy$/m);
  });

  test('is not touched while another process writes, which is named', () => {
    mkdirSync(join(project.root, '.drift/drift.db.lock'));
    const holder = { pid: process.pid, host: hostname(), command: 'drift lsp', since: new Date().toISOString() };
    project.write('.drift/drift.db.holder', `${JSON.stringify({ ...holder, token: 'x' })}\n`);
    const run = drift(project.root, ['ws', 'gc', '--json']);
    expect(run.code).toBe(5);
    expect(wsGcAnswerSchema.parse(JSON.parse(run.stdout))).toMatchObject({
      ok: false,
      error: {
        code: 'WORKSPACE_LOCKED',
        message: expect.stringMatching(`locked by pid ${process.pid} on .* \\(\`drift lsp\`, \\d+ s ago\\)`),
      },
    });
    expect(drift(project.root, ['ws', 'unlock', '--force']).stdout).toContain(`took the lock from pid ${process.pid}`);
    expect(existsSync(join(project.root, '.drift/drift.db.lock'))).toBe(false);
  });

  test('is backed up once a day while an editor is open, and not in a pipeline', async () => {
    const own = new TemporaryProject({ 'src/a.ts': 'export const a = 1;\n', '.drift/.gitignore': '' });
    const scheduled = (): string[] =>
      existsSync(join(own.root, '.drift-backups'))
        ? readdirSync(join(own.root, '.drift-backups')).filter((n) => /^backup-\d+T\d+-scheduled-/.test(n))
        : [];
    const session = async (
      env: Readonly<Record<string, string>>,
      until: (client: LspClient) => Promise<void>,
    ): Promise<void> => {
      const client = await LspClient.start({ root: own.root, env: { ...NO_PIPELINE, ...env } });
      await client.until(() => client.messages.some((m) => m.includes('parsed')));
      await until(client);
      expect(await client.stop()).toBe(0);
    };
    const isRecorded = async (): Promise<void> => {
      await vi.waitFor(() => expect(existsSync(join(own.root, '.drift/drift.db.holder'))).toBe(true), 45_000);
    };
    const isBackedUp = (client: LspClient): Promise<void> =>
      client.until(() => client.messages.some((m) => m.includes('the backup of the day')));
    try {
      await session({ TF_BUILD: 'True' }, isRecorded);
      expect(scheduled()).toEqual([]);
      await session({}, isBackedUp);
      expect(scheduled()).toHaveLength(1);
      expect(drift(own.root, ['backup', 'list']).stdout).toMatch(/-scheduled-.* yes\n$/);
      own.write('src/b.ts', 'export const b = 2;\n');
      await session({}, isRecorded);
      expect(scheduled()).toHaveLength(1);
    } finally {
      own.remove();
    }
  });

  test('is kept by the server of an editor that goes on using it', async () => {
    const client = await LspClient.start({ root: project.root, init: { flags: { 'backup.auto_backup': 'false' } } });
    const before = readdirSync(join(project.root, '.drift-backups')).length;
    expect(await client.request(Method.wsReset, { confirm: 'DELETE' })).toMatchObject({ ok: true });
    expect(readdirSync(join(project.root, '.drift-backups')).length).toBe(before + 1);
    const status = wsStatusAnswerSchema.parse(await client.request(Method.wsStatus));
    expect(status.reasons).toEqual([]);
    // What the editor has read is recorded anew once it has rested, which may be by now.
    expect(status.scans).toBeLessThanOrEqual(1);
    expect(await client.stop()).toBe(0);
  });
});
