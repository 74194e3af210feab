import { mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Random } from '../support/random.ts';
import { sampleProject } from '../support/sample-project.ts';
import { TemporaryProject } from '../support/temporary-project.ts';
import { TemporaryHome, type WarmRun, warmRun } from './warm-run.ts';

const FILES = Object.keys(sampleProject()).filter((f) => f.endsWith('.ts')).length;
const SEED = 20_260;

const project = new TemporaryProject(sampleProject());
const home = new TemporaryHome();
let expected = '';
let intact = Buffer.alloc(0);
let path = '';

const run = (): Promise<WarmRun> => warmRun({ root: project.root, home });

beforeAll(async () => {
  expected = (await run()).report;
  path = home.segments()[0] ?? '';
  intact = readFileSync(path);
});
beforeEach(() => {
  for (const other of home.segments()) rmSync(other);
  writeFileSync(path, intact);
});
afterAll(() => {
  project.remove();
  home.remove();
});

/** Nothing of what lies there is used, nobody is told, and the next start finds a good one. */
async function isIgnoredAndReplaced(): Promise<void> {
  const damaged = await run();
  expect(damaged.report).toBe(expected);
  expect(damaged.parsed).toBe(FILES);
  expect(damaged.notes).toEqual([]);
  expect(home.segments()).toHaveLength(1);
  expect((await run()).kept).toBe(FILES);
}

describe('a segment that is not what was written', () => {
  test('with one bit turned over, wherever it is', async () => {
    const random = new Random(SEED);
    for (let k = 0; k < 5; k++) {
      const bytes = Buffer.from(intact);
      const at = k === 0 ? bytes.length - 1 : random.below(bytes.length);
      bytes.writeUInt8((bytes[at] ?? 0) ^ (1 << random.below(8)), at);
      writeFileSync(path, bytes);
      const damaged = await run();
      expect(damaged.report).toBe(expected);
      expect(damaged.parsed, `byte ${at}`).toBe(FILES);
      for (const other of home.segments()) rmSync(other);
    }
  });

  test.each([0, 1, 79, 80, 4_096])('cut off after %i bytes', async (length) => {
    truncateSync(path, length);
    await isIgnoredAndReplaced();
  });

  test('longer than it says', async () => {
    writeFileSync(path, Buffer.concat([intact, Buffer.alloc(64)]));
    await isIgnoredAndReplaced();
  });

  test('another file altogether', async () => {
    writeFileSync(path, 'SQLite format 3\0'.repeat(1_000));
    await isIgnoredAndReplaced();
  });

  test('sealed for another user', async () => {
    writeFileSync(join(home.path, '.drift', 'cache.key'), Buffer.alloc(32, 7));
    await isIgnoredAndReplaced();
  });

  test('of a key file that is damaged itself', async () => {
    writeFileSync(join(home.path, '.drift', 'cache.key'), 'short');
    await isIgnoredAndReplaced();
  });

  test('of another engine, beside which this one keeps its own', async () => {
    const other = join(dirname(path), `${'0'.repeat(16)}-01.seg`);
    writeFileSync(other, intact);
    rmSync(path);
    const first = await run();
    expect(first.parsed).toBe(FILES);
    expect(first.report).toBe(expected);
    expect(home.segments()).toHaveLength(2);
    expect((await run()).kept).toBe(FILES);
  });

  test.runIf(process.platform !== 'win32')('a link, even to a good one', async () => {
    writeFileSync(join(home.path, 'elsewhere'), intact);
    rmSync(path);
    symlinkSync(join(home.path, 'elsewhere'), path);
    const linked = await run();
    expect(linked.parsed).toBe(FILES);
    expect(linked.report).toBe(expected);
  });
});

describe('where nothing can be kept', () => {
  test('the answer is the same, and the log says once why', async () => {
    const blocked = new TemporaryHome();
    mkdirSync(join(blocked.path, '.drift'));
    // A file where a folder is needed fails for every user, the superuser too.
    writeFileSync(join(blocked.path, '.drift', 'cache'), '');
    const first = await warmRun({ root: project.root, home: blocked });
    expect(first.report).toBe(expected);
    expect(first.notes).toHaveLength(1);
    expect(first.notes[0]).toContain('nothing is kept for the next start');
    blocked.remove();
  });

  test('nor without a place for the key', async () => {
    const blocked = new TemporaryHome();
    writeFileSync(join(blocked.path, '.drift'), '');
    const first = await warmRun({ root: project.root, home: blocked });
    expect(first.report).toBe(expected);
    expect(first.notes).toHaveLength(1);
    blocked.remove();
  });
});

describe('what a repository brings along', () => {
  test('is not believed, whatever it claims', async () => {
    const hostile = new TemporaryProject(sampleProject());
    const other = new TemporaryHome();
    // Written by the same build for another user, over texts that have none of the findings.
    const harmless = Object.fromEntries(Object.keys(sampleProject()).map((f) => [f, 'export const a = 1;\n']));
    const source = new TemporaryProject({ ...harmless });
    mkdirSync(join(source.root, '.drift'));
    await warmRun({ root: source.root, home: other });
    const [forged = ''] = home.segments(join(source.root, '.drift', 'cache'));
    hostile.write(`.drift/cache/facts/${forged.slice(forged.lastIndexOf('/') + 1)}`, readFileSync(forged));
    const judged = await warmRun({ root: hostile.root, home });
    expect(judged.parsed).toBe(FILES);
    expect(judged.report).toBe(expected);
    for (const p of [hostile, source, other]) p.remove();
  });

  test.runIf(process.platform !== 'win32')('as a link leads nothing astray: the home is used instead', async () => {
    const hostile = new TemporaryProject(sampleProject());
    const outside = new TemporaryHome();
    mkdirSync(join(hostile.root, '.drift'));
    symlinkSync(outside.path, join(hostile.root, '.drift', 'cache'));
    expect((await warmRun({ root: hostile.root, home })).report).toBe(expected);
    expect(outside.segments(outside.path)).toEqual([]);
    expect((await warmRun({ root: hostile.root, home })).kept).toBe(FILES);
    for (const p of [hostile, outside]) p.remove();
  });
});
