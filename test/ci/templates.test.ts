import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { ROOT } from '../architecture/sources.ts';
import { helps } from '../support/helps.ts';
import { readYaml } from '../support/plain-yaml.ts';
import { removeFolder } from '../support/remove-folder.mjs';
import { TemporaryProject } from '../support/temporary-project.ts';

const step = z.object({
  name: z.string(),
  id: z.string().optional(),
  if: z.string().optional(),
  uses: z.string().optional(),
  with: z.record(z.string(), z.string()).optional(),
  shell: z.string().optional(),
  env: z.record(z.string(), z.string()).optional(),
  run: z.string().optional(),
});
const actionSchema = z.object({
  inputs: z.record(z.string(), z.object({ description: z.string(), default: z.string() })),
  outputs: z.record(z.string(), z.object({ description: z.string(), value: z.string() })),
  runs: z.object({ using: z.literal('composite'), steps: z.array(step) }),
});

const action = actionSchema.parse(readYaml(read('action.yml')));
const steps = action.runs.steps;
const shellSteps = steps.filter((s) => s.run !== undefined);

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** Every `drift` call of a script, as the words of its verb and its flags. */
function callsOf(script: string): { readonly verb: string; readonly flags: readonly string[] }[] {
  const starts =
    /(?:drift\.js"|\$DRIFT|^drift|(?<=\bset -- )(?=ci ))\s*(?:-C \S+ )?((?:ci |hooks )?[a-z][a-z-]*)([^\n|]*)/gm;
  return [...script.matchAll(starts)].map(([, verb = '', rest = '']) => ({
    verb: verb.trim(),
    flags: [...rest.matchAll(/(?<=\s)--[a-z-]+/g)].map((m) => m[0]),
  }));
}

const SCRIPTS = [...shellSteps.map((s) => s.run ?? ''), gitlabScript(), ...preCommitEntries()];

function gitlabScript(): string {
  const shape = z.object({ drift: z.object({ script: z.array(z.string()), image: z.literal('node:20') }) });
  return shape.parse(readYaml(read('templates/gitlab-ci.yml'))).drift.script.join('\n');
}

function preCommitEntries(): string[] {
  return z
    .array(z.object({ id: z.string(), entry: z.string() }))
    .parse(readYaml(read('.pre-commit-hooks.yaml')))
    .map((h) => h.entry);
}

describe('every command of the Action and the templates', () => {
  test('exists, with its flags', () => {
    const calls = SCRIPTS.flatMap(callsOf);
    const verbs = [...new Set(calls.map((c) => c.verb))];
    expect(verbs.sort()).toEqual(['check', 'ci analyze', 'ci check-run', 'ci comment', 'ci sarif']);
    const pages = new Map(helps(verbs).map((page, i) => [verbs[i], page]));
    // The script of the analysis adds its flags one by one.
    const added = SCRIPTS.flatMap((s) =>
      [...s.matchAll(/set -- "\$@" (.*)/g)].flatMap((m) => [...(m[1] ?? '').matchAll(/--[a-z-]+(?= )/g)]),
    );
    const flags = [
      ...calls.flatMap((c) => c.flags.map((f) => [c.verb, f] as const)),
      ...added.map((m) => ['ci analyze', m[0]] as const),
    ];
    expect(flags.length).toBeGreaterThan(15);
    expect(flags.filter(([verb, flag]) => pages.get(verb)?.includes(`${flag} `) !== true)).toEqual([]);
  });

  test('puts no input into a script: values come through the environment', () => {
    expect(SCRIPTS.filter((s) => s.includes('${{'))).toEqual([]);
  });

  test('uses every input, and gives every output that the analysis writes', () => {
    const text = JSON.stringify(steps);
    expect(Object.keys(action.inputs).filter((name) => !text.includes(`inputs.${name}`))).toEqual([]);
    const source = read('server/src/ci/write-results.ts');
    const named = Object.entries(action.outputs).map(([name, { value }]) => [name, value] as const);
    expect(named.filter(([name, value]) => value !== `\${{ steps.analyze.outputs.${name} }}`)).toEqual([]);
    expect(named.filter(([name]) => !source.includes(`['${name}',`))).toEqual([]);
  });
});

/** Runs the shell steps of the Action as a runner does, with `sh`; stops at none that only posts. */
function runAction(root: string, inputs: Readonly<Record<string, string>>) {
  const temp = realpathSync(mkdtempSync(join(tmpdir(), 'drift-test-action-')));
  const output = join(temp, 'output');
  writeFileSync(output, '');
  const given = (name: string): string =>
    inputs[name] ?? (name === 'github-token' ? '' : (action.inputs[name]?.default ?? ''));
  const outputs = (): Map<string, string> =>
    new Map(
      readFileSync(output, 'utf8')
        .trim()
        .split('\n')
        .map((l) => [l.slice(0, l.indexOf('=')), l.slice(l.indexOf('=') + 1)] as const),
    );
  const filled = (text: string): string =>
    text
      .replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name: string) => given(name))
      .replace(/\$\{\{ steps\.analyze\.outputs\.([\w-]+) \}\}/g, (_, name: string) => outputs().get(name) ?? '');
  const codes: Record<string, number | null> = {};
  let said = '';
  for (const { name, run = '', env = {} } of shellSteps) {
    const own = Object.fromEntries(Object.entries(env).map(([key, value]) => [key, filled(value)]));
    const around = { GITHUB_ACTION_PATH: ROOT, RUNNER_TEMP: temp, GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: '' };
    const done = spawnSync('sh', ['-e', '-c', run], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, GITHUB_ACTIONS: '', GITLAB_CI: '', ...around, ...own },
    });
    codes[name] = done.status;
    said += done.stdout + done.stderr;
  }
  const result = { codes, outputs: outputs(), said };
  removeFolder(temp);
  return result;
}

test('the Action fails for an error, after having told its outputs and tried to post', () => {
  const project = new TemporaryProject({ 'a.ts': 'export const a = 1;\n' });
  try {
    project.commitAll();
    project.git('switch', '-qc', 'feature');
    project.write(
      'b.ts',
      "export const find = (db: Db, id: string) => db.query('SELECT * FROM t WHERE id = ' + id);\n",
    );
    const { codes, outputs, said } = runAction(project.root, { 'fail-on-violation': 'true', 'test-analysis': 'false' });
    expect(Object.values(codes).slice(0, -1)).toEqual([0, 0, 0, 0, 0]);
    expect(codes['Verdict']).toBe(1);
    expect(outputs.get('status')).toBe('fail');
    expect(outputs.get('sarif-file')).toContain('drift-results.sarif');
    expect(said).toContain('nothing was posted');
  } finally {
    project.remove();
  }
});

describe('the reader of our YAML', () => {
  test('reads what we write and refuses what it does not know', () => {
    expect(
      readYaml("# c\na: 'x''y'\nb:\n  - c: d e\n    f: |\n      g\n        h\n\n      i\n  - j\nk: [l, m]\n"),
    ).toEqual({
      a: "x'y",
      b: [{ c: 'd e', f: 'g\n  h\n\ni\n' }, 'j'],
      k: ['l', 'm'],
    });
    for (const text of ['a: &x 1\n', 'a: b: c\n', 'a: 1\na: 2\n', 'a: 1 # no\n', 'a\n'])
      expect(() => readYaml(text)).toThrow();
  });
});
