import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { createNodeHost } from '../../server/src/host/node-host.ts';
import { TemporaryProject } from '../support/temporary-project.ts';

const DRIFT = fileURLToPath(new URL('../../server/bin/drift.js', import.meta.url));
const host = createNodeHost();
const project = new TemporaryProject({ 'a.ts': 'export const a = 1;\n', '.drift/.gitignore': '' });
afterAll(() => project.remove());

/** Runs a verb and interrupts it with everything it started, as a terminal does. */
function interrupted(ms: number): Promise<readonly [code: number | string | null, stderr: string]> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [DRIFT, 'check'], { cwd: project.root, detached: true });
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

test('an interruption is told as one at whatever moment it comes, and never as a server that ended', async () => {
  const codes = new Set<number | string | null>();
  for (let ms = 50; !codes.has(0) && ms < 10_000; ms += ms < 1_000 ? 75 : 500) {
    const [code, stderr] = await interrupted(ms);
    codes.add(code);
    // Before the program has begun the system ends it; after its end there is nothing to interrupt.
    expect([0, 130, 'SIGINT']).toContain(code);
    if (code === 130) expect(stderr).toMatch(/^\ndrift: interrupted, (?:nothing was done|what was written is whole)/);
    else expect(stderr).toBe('');
  }
  expect(codes).toContain(130);
});
