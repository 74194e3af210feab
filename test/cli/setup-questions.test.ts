import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { startClient } from '../../server/src/cli/client.ts';
import type { Questions } from '../../server/src/cli/questions.ts';
import { type SetupOptions, setup } from '../../server/src/cli/setup.ts';
import type { Typed } from '../../server/src/cli/terminal.ts';
import { catching } from '../support/habits.ts';
import { drift, TemporaryProject } from '../support/temporary-project.ts';

// What a person is asked, and what their answers do: the verb with the built server and answers in place of a terminal.

const SERVER = fileURLToPath(new URL('../../server/dist/lsp.cjs', import.meta.url));
const OTHER = '[analysis]\nmin_files = 3\n';

const projects: TemporaryProject[] = [];
afterEach(() => {
  for (const p of projects.splice(0)) p.remove();
});

function made(files: Record<string, string>): TemporaryProject {
  const project = new TemporaryProject(files);
  projects.push(project);
  return project;
}

/** Answers in the order of the questions; `'all'` chooses every choice, `'preset'` what is chosen already. */
type Answer = boolean | null | 'all' | 'preset';

interface Done {
  readonly code: number;
  readonly asked: readonly string[];
  readonly printed: string;
}

async function answering(
  project: TemporaryProject,
  answers: readonly Answer[],
  options: Partial<SetupOptions> = {},
): Promise<Done> {
  const left = [...answers];
  const asked: string[] = [];
  let printed = '';
  const next = (question: string): Answer | undefined => {
    asked.push(question);
    return left.shift();
  };
  const questions: Questions = {
    async yesOrNo(question) {
      const answer = next(question);
      return typeof answer === 'boolean' ? answer : null;
    },
    async someOf(question, choices) {
      const answer = next(question);
      const chosen = choices.filter((c) => answer === 'all' || (answer === 'preset' && c.selected));
      return answer === null ? null : chosen.map((c) => c.value);
    },
  };
  const client = await startClient({
    script: SERVER,
    root: project.root,
    init: { observe: 'firstRun', onlyReports: true },
    onProgress: () => {},
    onNotice: () => {},
  });
  const print = (text: string): void => {
    printed += text;
  };
  const question = async (): Promise<Typed> => ({ kind: 'nobody' });
  const still = { progress() {}, clearProgress() {} };
  const terminal = { print, printExact: print, complain: print, color: false, width: 100, ...still, question };
  const usual = { template: 'default', yes: false, force: false, scan: true, approve: false, dryRun: false } as const;
  const all = { ...usual, json: false, nodeVersion: '20.0.0', ...options };
  const code = await setup(client, terminal, all, questions).finally(() => client.close());
  expect(left).toEqual([]);
  return { code, asked, printed };
}

const WRITE = 'Write 4 files?';
const REPLACE = 'Replace drift.toml with this?';

test('a yes writes, reads the code and offers what is established, chosen where it is clear', async () => {
  const code = Object.fromEntries(
    Array.from({ length: 60 }, (_, i) => [`src/d${i % 10}/m${i}.ts`, catching('error', i)]),
  );
  const project = made(code);
  const done = await answering(project, [true, 'preset']);
  expect(done).toMatchObject({ code: 0, asked: [WRITE, expect.stringMatching(/^Approve what /)] });
  expect(done.printed).toContain('60 files read: ');
  expect(done.printed).toContain('approved 1 convention in .drift/conventions.json\n');
  expect(readFileSync(join(project.root, '.drift/conventions.json'), 'utf8')).toContain('"error-catch-binding"');
});

test('a no, and giving up, write nothing', async () => {
  const project = made({ 'a.ts': 'export const a = 1;\n' });
  expect(await answering(project, [false])).toMatchObject({ code: 0, asked: [WRITE] });
  expect(await answering(project, [null])).toMatchObject({ code: 130, asked: [WRITE] });
  expect(readdirSync(project.root)).toEqual(['a.ts']);
});

test('a drift.toml that says something else is shown and asked for by itself', async () => {
  const project = made({ 'a.ts': 'export const a = 1;\n', 'drift.toml': OTHER });
  const text = (): string => readFileSync(join(project.root, 'drift.toml'), 'utf8');
  const kept = await answering(project, [false, true], { scan: false });
  expect(kept).toMatchObject({ code: 0, asked: [REPLACE, 'Write 3 files?'] });
  expect(kept.printed).toContain('-min_files = 3\n');
  expect(text()).toBe(OTHER);
  expect(await answering(project, [null])).toMatchObject({ code: 130, asked: [REPLACE] });
  expect(await answering(project, [false])).toMatchObject({ code: 0, asked: [REPLACE] });
  expect(text()).toBe(OTHER);
  // The files beside it are there by now: nothing else is left to be asked.
  expect(await answering(project, [true], { template: 'ci', scan: false })).toMatchObject({
    code: 0,
    asked: [REPLACE],
  });
  expect(text()).toContain('fail_on = "warning"');
});

test('a run that ended before the code was read goes on there, once', async () => {
  const project = made({ 'a.ts': 'export const a = 1;\n' });
  expect(drift(project.root, ['init']).code).toBe(0);
  const second = await answering(project, []);
  expect(second.printed).toContain('Every file is there; the code is not read yet.\n\n1 file read: ');
  expect(existsSync(join(project.root, '.drift/drift.db'))).toBe(true);
  expect((await answering(project, [])).printed).toContain('Nothing to do: this project is set up.\n');
});
