import {
  appendFileSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Method } from '@drift/shared';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { LspClient } from '../support/lsp-client.ts';
import { hashing, sampleProject } from '../support/sample-project.ts';
import { drift, TemporaryProject } from '../support/temporary-project.ts';
import { TemporaryHome } from './warm-run.ts';

const home = new TemporaryHome();
let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject(sampleProject());
});
afterEach(() => {
  home.forget();
  project.remove();
});
afterAll(() => home.remove());

const [SOURCE = ''] = Object.keys(sampleProject()).filter((f) => f.endsWith('.ts'));
const before = sampleProject()[SOURCE] ?? '';

interface Answer {
  readonly report: string;
  /** Whether source files were read to give it. */
  readonly wasRead: boolean;
}

const COUNTS = / parsed, \d+ judged anew, \d+ as kept$/;

/** Asks for a report as `drift check` does. */
async function report(params: object = {}, init: object = {}): Promise<Answer> {
  const { report: text, wasRead } = await reportAndLog(params, init);
  return { report: text, wasRead };
}

async function reportAndLog(
  params: object = {},
  init: object = {},
): Promise<Answer & { readonly log: string; readonly looked: string }> {
  const client = await LspClient.start({
    root: project.root,
    env: home.env,
    init: { mode: 'batch', observe: 'firstRun', onlyReports: true, ...init },
  });
  const answer = await client.request<{ text: string }>(Method.render, {
    format: 'json',
    command: 'check',
    stable: true,
    ...params,
  });
  const log = client.messages.find((m) => COUNTS.test(m)) ?? '';
  await client.stop();
  const looked = client.messages.find((m) => LOOKED.test(m)) ?? '';
  return { report: answer.text, wasRead: log !== '', log, looked };
}

/** The files reports are kept in. */
function kept(): string[] {
  return readdirSync(home.path, { recursive: true, withFileTypes: true })
    .filter((e) => e.name.endsWith('.report'))
    .map((e) => join(e.parentPath, e.name))
    .sort();
}

/** What a run says that keeps nothing. */
async function fromScratch(params: object = {}, init: object = {}): Promise<string> {
  return (await report(params, { cache: false, ...init })).report;
}

const LOOKED = /as it was: (\d+) files, (\d+) of them read$/;

/** As `report`, with how many files were read only to see whether they are as they were. */
async function readToLook(): Promise<{ readonly report: string; readonly files: number; readonly read: number }> {
  const { report: text, looked } = await reportAndLog();
  const [, files, read] = LOOKED.exec(looked) ?? [];
  return { report: text, files: Number(files), read: Number(read) };
}

describe('a report that was given before', () => {
  test('is given again without reading a source file, byte for byte', async () => {
    const first = await report();
    expect(first.wasRead).toBe(true);
    expect(await report()).toEqual({ report: first.report, wasRead: false });
    expect(first.report).toBe(await fromScratch());
  });

  test('is looked for without reading what looks as it did, and a change that hides its size and time is seen', async () => {
    const first = await report();
    // A file that changed just now may change once more and look the same.
    const youngest = Math.max(...Object.keys(sampleProject()).map((f) => statSync(join(project.root, f)).ctimeMs));
    await vi.waitUntil(() => Date.now() > youngest + 2_100, { timeout: 10_000 });
    const settling = await readToLook();
    expect(settling).toEqual({ report: first.report, files: settling.files, read: settling.files });
    expect(await readToLook()).toEqual({ ...settling, read: 0 });
    // A book with one bit turned over is none.
    const [book = ''] = readdirSync(home.path, { recursive: true, encoding: 'utf8' }).filter((f) =>
      f.endsWith('.book'),
    );
    const bytes = readFileSync(join(home.path, book));
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    writeFileSync(join(home.path, book), bytes);
    expect(await readToLook()).toEqual(settling);
    expect(await readToLook()).toEqual({ ...settling, read: 0 });
    const { atime, mtime } = statSync(join(project.root, SOURCE));
    writeFileSync(join(project.root, SOURCE), before.replace(/[a-z]/g, 'x'));
    utimesSync(join(project.root, SOURCE), atime, mtime);
    const changed = await report();
    expect(changed.wasRead).toBe(true);
    expect(changed.report).toBe(await fromScratch());
  });

  test('is what the command line prints, in each of its forms', () => {
    for (const args of [
      ['--stable', '--json'],
      ['--stable', '--format', 'sarif'],
      ['--stable'],
      ['--digest'],
      ['--stable', '--all'],
    ]) {
      const runs = [0, 1].map(() => drift(project.root, ['check', ...args], home.env));
      expect(runs[1]).toEqual(runs[0]);
      expect(runs[0]).toEqual(drift(project.root, ['check', '--no-cache', ...args], home.env));
    }
    // Plain, with what is suppressed, and with old findings.
    expect(kept().length).toBe(3);
  });

  test('of git is given again as long as the commit compared with is the same', async () => {
    project.commitAll();
    project.write(SOURCE, `${before}eval(input);\n`);
    await report();
    expect((await report()).wasRead).toBe(false);
    project.git('commit', '-qam', 'more');
    const after = await report();
    expect(after.wasRead).toBe(true);
    expect(after.report).toBe(await fromScratch());
  });
});

/** One after the other in one project, each on top of those before: the last one leaves nothing to keep. */
const CHANGES: readonly (readonly [string, () => void])[] = [
  ['a source file says something else', () => project.write(SOURCE, `${before}eval(input);\n`)],
  ['a source file is new', () => project.write('src/another.ts', 'eval(input);\n')],
  [
    'a source file has another name',
    () => renameSync(join(project.root, 'src/another.ts'), join(project.root, 'renamed.ts')),
  ],
  ['a source file is gone', () => rmSync(join(project.root, 'renamed.ts'))],
  ['a binary file is named like a source file', () => project.write('src/data.ts', new Uint8Array(600))],
  ['a file is ignored', () => project.write('.driftignore', `${SOURCE}\n`)],
  ['a manifest says something else', () => project.write('package.json', '{"name":"other","workspaces":["a"]}')],
  ['there is a repository now', () => project.commitAll()],
  ['a decision was taken', () => project.write('.drift/conventions.json', '{"version":1,"conventions":[ ]}')],
  ['drift.toml is there', () => project.write('drift.toml', '[analysis]\nincubating = "all"\n')],
  ['drift.toml is wrong', () => project.write('drift.toml', '[analysis\n')],
];

/** Each asked where only the plain report was kept. */
const QUESTIONS: readonly (readonly [string, object, object])[] = [
  ['other settings are given', {}, { flags: { 'analysis.incubating': 'all' } }],
  ['another list is asked for', { all: true }, {}],
  ['only some paths are asked for', { paths: [SOURCE] }, {}],
  ['only what changed is asked for', { scope: 'changed' }, {}],
  ['what is staged is asked for', { scope: 'staged' }, {}],
  ['another commit is given', {}, { base: 'HEAD' }],
];

describe('what was kept is left alone where', () => {
  test('anything it follows from is something else', async () => {
    project.write('.drift/conventions.json', '{"version":1,"conventions":[]}');
    await report();
    for (const [what, change] of CHANGES) {
      change();
      const after = await report();
      expect(after.wasRead, what).toBe(true);
      expect(after.report, what).toBe(await fromScratch());
    }
  });

  test('something else is asked for', async () => {
    project.commitAll();
    await report();
    project.write(SOURCE, `${before}eval(input);\n`);
    project.git('add', '-A');
    const plain = await report();
    const files = kept().map((path) => ({ path, bytes: readFileSync(path) }));
    const asKept = (): void => {
      for (const path of kept()) rmSync(path);
      for (const { path, bytes } of files) writeFileSync(path, bytes);
    };
    for (const [what, params, init] of QUESTIONS) {
      asKept();
      const after = await report(params, init);
      expect(after.report, what).toBe(await fromScratch(params, init));
      expect(after.wasRead, what).toBe(true);
    }
    asKept();
    expect(await report()).toEqual({ report: plain.report, wasRead: false });
  });

  test('an environment variable sets something', async () => {
    const env = { ...home.env, DRIFT_ANALYSIS_INCUBATING: 'all' };
    const args = ['check', '--stable', '--json'];
    const [plain, answer, scratch] = [
      drift(project.root, args, home.env),
      drift(project.root, args, env),
      drift(project.root, [...args, '--no-cache'], env),
    ];
    expect(answer.stdout).not.toBe(plain.stdout);
    expect(answer).toEqual(scratch);
  });
});

describe('where a report was kept and something changed', () => {
  test('a text that was analysed while binary files counted is left out once they do not', async () => {
    project.write('src/data.ts', `export const data = 1;\0${'x'.repeat(600)}\n`);
    await report({}, { flags: { 'scan.skip_binary': 'false' } });
    const skipping = await report();
    expect(skipping.report).toBe(await fromScratch());
    expect(skipping.report).toContain('"binary": 1');
  });

  test('only what changed is worked out anew', async () => {
    await report();
    project.write(SOURCE, `${before}eval(input);\n`);
    const { log, report: after } = await reportAndLog();
    expect(log).toMatch(/ 1 parsed, 0 judged anew, \d+ as kept$/);
    expect(after).toBe(await fromScratch());
  });
});

describe('a kept report that is not what was written', () => {
  test.each([
    ['cut off', (path: string) => truncateSync(path, 40)],
    ['empty', (path: string) => truncateSync(path, 0)],
    ['longer', (path: string) => appendFileSync(path, 'x')],
    [
      'another by one letter',
      (path: string) => writeFileSync(path, readFileSync(path, 'latin1').replace('new', 'old'), 'latin1'),
    ],
    ['sealed by somebody else', () => rmSync(join(home.path, '.drift', 'cache.key'))],
  ])('is not used: %s', async (_, damage) => {
    const first = await report();
    const [path = ''] = kept();
    damage(path);
    expect(await report()).toEqual({ report: first.report, wasRead: true });
    expect((await report()).wasRead).toBe(false);
  });
});

describe('what is not kept', () => {
  test('a report of which a part could not run', async () => {
    project.write('drift.toml', 'no toml at all');
    await report();
    expect(kept()).toEqual([]);
  });

  test('anything without a cache', async () => {
    await fromScratch();
    expect(kept()).toEqual([]);
  });
});

test('what changes after a kept report was given is in the next one', async () => {
  const init = { flags: { 'analysis.incubating': 'all' } };
  const first = await report({}, init);
  const client = await LspClient.start({
    root: project.root,
    env: home.env,
    init: { mode: 'batch', observe: 'firstRun', onlyReports: true, ...init },
  });
  const ask = async (params: object): Promise<string> => {
    const asked = { format: 'json', command: 'check', stable: true, ...params };
    return (await client.request<{ text: string }>(Method.render, asked)).text;
  };
  expect(await ask({})).toBe(first.report);
  project.write(SOURCE, `${before}${hashing(1)}`);
  const next = await ask({ all: true });
  await client.stop();
  expect(next).toContain('drift/crypto/weak-hash');
  expect(next).toBe(await fromScratch({ all: true }, init));
});

test('a client that said it wants reports only is answered other questions all the same', async () => {
  const client = await LspClient.start({
    root: project.root,
    env: home.env,
    init: { mode: 'batch', onlyReports: true },
  });
  const other = await LspClient.start({ root: project.root, env: home.env, init: { mode: 'batch' } });
  const [digest, same] = await Promise.all([client, other].map((c) => c.request(Method.digest, {})));
  expect(digest).toEqual(same);
  await Promise.all([client.stop(), other.stop()]);
});
