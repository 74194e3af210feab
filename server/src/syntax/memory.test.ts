import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { readInstalledWasm } from '../../../test/support/wasm.ts';
import { SyntaxEngine } from './syntax-engine.ts';
import { startRuntime } from './wasm-runtime.ts';

// A tree that is not freed stays for ever: 5,000 parses would hold hundreds of megabytes.
const TIMES = 5_000;
const WARM_UP = 300;
/** Room for what the runtime itself keeps, in bytes; one leaked tree a round would need far more. */
const SLACK = 4 * 1024 * 1024;

async function held(): Promise<{ wasm: number; external: number }> {
  const runtime = await startRuntime(readInstalledWasm);
  return { wasm: runtime.memory.buffer.byteLength, external: process.memoryUsage().external };
}

/** Runs a job often and returns how much more is held after than before. */
async function growth(job: (round: number) => void): Promise<{ wasm: number; external: number }> {
  for (let i = 0; i < WARM_UP; i++) job(i);
  const before = await held();
  for (let i = 0; i < TIMES; i++) job(i);
  const after = await held();
  return { wasm: after.wasm - before.wasm, external: after.external - before.external };
}

async function sample(): Promise<string> {
  const text = await readFile(new URL('../../../fixtures/facts/typescript/basics.ts', import.meta.url), 'utf8');
  return text.slice(0, text.indexOf('\n', 1_500) + 1);
}

test('parsing and editing leave no WASM memory behind', async () => {
  const engine = await SyntaxEngine.create(readInstalledWasm);
  await engine.ensure('typescript');
  const text = await sample();
  const parsed = await growth((i) => {
    const size = engine.withTree('typescript', i % 2 === 0 ? text : text.slice(0, -40), (tree) => tree.size);
    expect(size).toBeGreaterThan(100);
  });
  expect(parsed.wasm).toBe(0);
  expect(parsed.external).toBeLessThan(SLACK);

  const document = engine.openTree('typescript');
  let current = text;
  document.update(current, [], (tree) => tree.size);
  const edited = await growth((i) => {
    // Types and deletes one word; every other state is broken.
    const added = i % 2 === 0;
    const next = added ? `let x${i % 4 === 0 ? ' = 1;' : ' ='}\n${text}` : text;
    const shared = text.length;
    const edit = { start: 0, oldEnd: current.length - shared, newEnd: next.length - shared };
    document.update(next, [{ before: current, edit }], (tree) => tree.size);
    current = next;
  });
  document.dispose();
  engine.dispose();
  expect(edited.wasm).toBe(0);
  expect(edited.external).toBeLessThan(SLACK);
});
