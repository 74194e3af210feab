import { spawn, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { createNodeHost } from '../../server/src/host/node-host.ts';
import { drift, TemporaryProject } from '../support/temporary-project.ts';

const DRIFT = fileURLToPath(new URL('../../server/bin/drift.js', import.meta.url));
const host = createNodeHost();
const project = new TemporaryProject({ 'a.ts': 'export const a = 1;\n', '.drift/.gitignore': '' });
afterAll(() => project.remove());

/** Runs a verb and interrupts it with everything it started, as a terminal does. */
function interrupted(
  verb: readonly string[],
  ms: number,
): Promise<readonly [code: number | string | null, stderr: string]> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [DRIFT, ...verb], { cwd: project.root, detached: true });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString('utf8');
    });
    child.stdout.resume();
    const cancel = host.delay(ms, () => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGINT');
    });
    child.on('close', (code, signal) => {
      cancel();
      resolve([code ?? signal, stderr]);
    });
  });
}

const VERBS = [['check'], ['backup', 'create'], ['conventions'], ['doctor']];

test('an interruption is told as one at whatever moment it comes, and never as a server that ended', async () => {
  expect(drift(project.root, ['check']).code).toBe(0);
  const codes = new Set<number | string | null>();
  // One verb a moment, all of them in turn; until `check` was through before its moment came.
  let isThrough = false;
  for (let ms = 50, n = 0; !isThrough && ms < 10_000; ms += ms < 1_500 ? 130 : 500, n++) {
    const verb = VERBS[n % VERBS.length] ?? [];
    const [code, stderr] = await interrupted(verb, ms);
    codes.add(code);
    isThrough = verb[0] === 'check' && code === 0;
    // Before the program has begun the system ends it; after its end there is nothing to interrupt.
    expect([0, 130, 'SIGINT']).toContain(code);
    if (code === 130) expect(stderr).toMatch(/^\ndrift: interrupted, (?:nothing was done|what was written is whole)/);
    else expect(stderr).toBe('');
  }
  expect(codes).toContain(130);
  expect(drift(project.root, ['backup', 'create']).code).toBe(0);
  const left = readdirSync(join(project.root, '.drift-backups')).filter((name) => !name.startsWith('backup-'));
  expect(left).toEqual(['.gitignore']);
});

test('a reader that has seen enough is no trouble, whatever it read', () => {
  for (const into of ['', '2>&1 ']) {
    const shell = `"${process.execPath}" "${DRIFT}" rules ${into}| head -1; exit "${'$'}{PIPESTATUS[0]}"`;
    const run = spawnSync('bash', ['-c', shell], { cwd: project.root, encoding: 'utf8' });
    expect([run.status, run.stderr, run.stdout.split('\n').length]).toEqual([0, '', 2]);
  }
});
