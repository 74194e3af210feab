import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GATES, LANGUAGES, reportEnvelopeSchema, type reportFindingSchema, SEVERITIES } from '@drift/shared';
import { afterEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { inNeovim, neovims } from '../support/neovim.ts';
import { hashing, ODD, ODD_RULES } from '../support/sample-project.ts';
import { drift, TemporaryProject } from '../support/temporary-project.ts';
import { openable, parityProjects, sample, tenLanguages } from './neovim-projects.ts';

const [BINDING, HASH, EMPTY] = ODD_RULES;
const OTHER_SERVER = fileURLToPath(new URL('../support/other-server.mjs', import.meta.url));
const FIXED = ODD.replace('catch (e) {\n    throw e;', 'catch (error) {\n    throw error;');

const shownSchema = z.object({
  code: z.string(),
  severity: z.number(),
  message: z.string(),
  range: z.tuple([z.number(), z.number(), z.number(), z.number()]),
});
const paritySchema = z.object({ encoding: z.string(), files: z.record(z.string(), z.array(shownSchema)) });

let project: TemporaryProject;
afterEach(() => project.remove());

const odd = ['src/odd.ts'] as const;
const texts = z.array(z.string());

/** One finding as a line; equal lines are equal findings. */
function line(
  path: string,
  [l1, c1, l2, c2]: readonly number[],
  severity: number,
  code: string,
  message: string,
): string {
  return `${path} ${l1}:${c1}-${l2}:${c2} ${severity} ${code} ${message}`;
}

/** The word on which a finding begins. */
function wordAt({ root }: TemporaryProject, { path, range: { start } }: z.output<typeof reportFindingSchema>): string {
  const line = readFileSync(join(root, path), 'utf8').split('\n')[start.line] ?? '';
  return /^\w+/.exec(line.slice(start.character))?.[0] ?? '';
}

/** Every finding of `drift check --all` as lines, in order. */
function checked({ root }: TemporaryProject): string[] {
  const { stdout, stderr } = drift(root, ['check', '--all', '--json']);
  expect(stderr).toBe('');
  const { findings } = reportEnvelopeSchema.parse(JSON.parse(stdout)).data;
  const severityOf = (f: z.output<typeof reportFindingSchema>): number => SEVERITIES.indexOf(f.severity) + 1;
  return findings
    .map(({ range: { start, end }, ...f }) =>
      line(
        f.path,
        [start.line, start.character, end.line, end.character],
        severityOf({ ...f, range: { start, end } }),
        f.ruleId,
        f.message,
      ),
    )
    .sort();
}

describe.each(neovims())('Neovim $version', (neovim) => {
  test('attaches in each of the ten languages', async () => {
    const ten = tenLanguages();
    project = ten.project;
    const files = LANGUAGES.map((language) => ten.files[language]);
    const schema = z.object({
      clients: z.number(),
      files: z.record(z.string(), z.object({ filetype: z.string(), codes: texts })),
    });
    const shown = await inNeovim(neovim, { script: 'attach', root: project.root, args: { files } }, schema);
    expect(Object.keys(shown.files).sort()).toEqual([...files].sort());
    expect(Object.values(shown.files).map((f) => f.codes.includes(HASH))).toEqual(files.map(() => true));
    expect(
      Object.values(shown.files)
        .map((f) => f.filetype)
        .sort(),
    ).toEqual(['cs', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'rust', 'typescript']);
    expect(shown.clients).toBe(1);
  });

  test.each(Object.entries(parityProjects()))('shows of %s what drift check prints', async (_name, make) => {
    project = make();
    const wanted = checked(project);
    const files = openable(project);
    expect(wanted.length).toBeGreaterThan(0);
    const run = { script: 'parity', root: project.root, args: { files, count: wanted.length } };
    const shown = await inNeovim(neovim, run, paritySchema);
    const lines = Object.entries(shown.files).flatMap(([path, found]) =>
      found.map((d) => line(path, d.range, d.severity, d.code, d.message)),
    );
    expect(lines.sort()).toEqual(wanted);
  });

  test('fixes, ignores with a reason, dismisses and takes back', async () => {
    project = sample();
    const schema = z.object({
      fixed: z.string(),
      titles: texts,
      ignored: z.string(),
      ignored_by_command: z.string(),
      asked: texts,
    });
    const done = await inNeovim(neovim, { script: 'actions', root: project.root, files: odd }, schema);
    expect(done.fixed).toBe(FIXED);
    expect(done.titles.some((t) => t.startsWith('Not useful: say why'))).toBe(true);
    expect(done.ignored).toBe('  // drift-ignore-next-line drift/crypto/weak-hash: a checksum');
    expect(done.ignored_by_command).toBe(
      '  // drift-ignore-next-line drift/error-handling/empty-handler: closing twice is harmless',
    );
    expect(done.asked).toHaveLength(4);
  });

  test('writes the golden bytes of all safe fixes', async () => {
    project = sample();
    const args = { before: ODD_RULES, after: [HASH, EMPTY] };
    await inNeovim(neovim, { script: 'fix_all', root: project.root, files: odd, args }, z.literal(true));
    expect(readFileSync(join(project.root, 'src/odd.ts'), 'utf8')).toBe(FIXED);
    expect(checked(project).some((l) => l.includes(BINDING))).toBe(false);
  });

  test('puts the report of the project into the quickfix list', async () => {
    project = sample();
    project.write('src/emoji.ts', hashing(1).replace("createHash('md5')", "('😀é', createHash('md5'))"));
    const schema = z.object({
      summary: z.string(),
      title: z.string(),
      items: z.array(
        z.object({ path: z.string(), line: z.number(), column: z.number(), type: z.string(), text: z.string() }),
      ),
      under: texts,
    });
    const run = { script: 'check', root: project.root, files: odd, args: { root: project.root } };
    const list = await inNeovim(neovim, run, schema);
    const { stdout } = drift(project.root, ['check', '--all', '--json']);
    const { data } = reportEnvelopeSchema.parse(JSON.parse(stdout));
    const types = { error: 'E', warning: 'W', info: 'I', hint: 'N' };
    expect(list.items.map((i) => [i.path, i.line, i.type, i.text])).toEqual(
      data.findings.map((f) => [f.path, f.range.start.line + 1, types[f.severity], `${f.message} [${f.ruleId}]`]),
    );
    expect(list.summary).toContain(`${data.findings.length} findings in 43 files; digest ${data.digest}`);
    expect(list.title).toBe(`Drift check ${data.digest}`);
    // The emoji takes four bytes and two units: the cursor of the list must not be off by them.
    expect(list.under).toEqual(data.findings.map((f) => wordAt(project, f)));
  });

  test('puts a broken drift.toml into the quickfix list', async () => {
    project = new TemporaryProject({ 'src/odd.ts': ODD, 'drift.toml': '[analysis]\nincubating = = 1\n' });
    const schema = z.object({
      summary: z.string(),
      items: z.array(z.object({ path: z.string(), line: z.number(), type: z.string(), text: z.string() })),
    });
    const run = { script: 'check', root: project.root, files: odd, args: { root: project.root } };
    const { summary, items } = await inNeovim(neovim, run, schema);
    expect(summary).toContain('NOT RUN: ');
    expect(items.filter((i) => i.path === 'drift.toml')).toEqual([
      { path: 'drift.toml', line: 2, type: 'E', text: expect.stringMatching(/^problem: ./) },
    ]);
  });

  test('lists conventions, and what is decided there changes the diagnostics', async () => {
    project = sample();
    const schema = z.object({
      row: z.string(),
      approved: z.literal(2),
      rejected: z.literal(0),
      cleared: z.literal(3),
      places: z.number(),
      first: z.tuple([z.string(), z.number(), z.number(), z.string()]),
      closed: z.literal(true),
    });
    const done = await inNeovim(neovim, { script: 'conventions', root: project.root, files: odd }, schema);
    expect(done.row).toMatch(
      /^learned +98% +error-catch-binding +`error` +typescript +project {2}\(81 places in 41 files\)$/,
    );
    expect(done.first).toEqual(['odd.ts', 7, 12, 'W']);
    expect(done.places).toBe(81);
  });

  test('explains, shows how things stand, and has a clean bill of health', async () => {
    project = sample();
    const schema = z.object({
      statusline: z.string(),
      explain: texts,
      rule: texts,
      unknown: z.string(),
      status: texts,
      rescan: z.string(),
      health: z.string(),
      elsewhere: z.literal(''),
      log: z.string(),
    });
    const args = { codes: ODD_RULES, line: 6, column: 11 };
    const shown = await inNeovim(neovim, { script: 'shown', root: project.root, files: odd, args }, schema);
    expect(shown.statusline).toBe('Drift E1 W1 I1');
    expect(shown.explain[0]).toBe('Expected `error` (80 of 81 handlers), found `e`');
    expect(shown.explain[2]).toMatch(/^src\/odd\.ts:7:12 {2}id [0-9a-f]{16}$/);
    expect(shown.explain).toContain('  80 of 81 sites use error');
    expect(shown.rule.join('\n')).toContain('## Why');
    expect(shown.unknown).toContain('drift/crypto/nothing');
    expect(shown.status.slice(1, 3)).toEqual([
      '  42 of 42 files read',
      '  1 error, 1 warning, 1 info, 0 hints; 3 of them new',
    ]);
    expect(shown.status[3]).toMatch(/^ {2}gates \(standard\): failed - /);
    expect(shown.status.slice(4, -1).map((line) => line.trim().split(' ')[0])).toEqual([...GATES]);
    expect(shown.status.at(-1)).toBe('  history: kept by this server');
    expect(shown.rescan).toBe('Drift: 42 files read');
    expect(shown.health).not.toContain('ERROR');
    expect(shown.health).not.toContain('WARN');
    for (const part of [
      `Neovim ${neovim.version}`,
      `Node.js ${process.version}`,
      '(0.1.0)',
      project.root,
      'Drift E1 W1 I1',
    ])
      expect(shown.health).toContain(part);
    expect(shown.log).toContain('lsp.log');
  });

  test('sets up a project, examines it and keeps its database', async () => {
    project = sample();
    const args = { commands: ['DriftSetup', 'DriftDoctor', 'DriftBackup'] };
    const said = await inNeovim(neovim, { script: 'workspace', root: project.root, files: odd, args }, texts);
    expect(said[0]).toContain('wrote ');
    expect(said[1]).toMatch(/^Drift: /);
    expect(said[2]).toContain('made ');
  });

  test('tells that the server was killed, and starts it again', async () => {
    project = sample();
    const schema = z.object({
      told: texts,
      found: z.array(z.number()),
      calm: z.array(z.object({ message: z.string() })),
    });
    const args = { codes: ODD_RULES, times: 3 };
    const done = await inNeovim(neovim, { script: 'restart', root: project.root, files: odd, args }, schema);
    expect(done.told.map((t) => t.includes('signal 9') && t.includes(':DriftRestart'))).toEqual([true, true, true]);
    expect(done.found).toEqual([3, 3, 3]);
    expect(done.calm.map((t) => t.message)).toEqual(['Drift: started again']);
  });

  test('works beside another server on the same buffer', async () => {
    project = sample();
    const args = { cmd: [process.execPath, OTHER_SERVER], codes: ODD_RULES, after: [HASH, EMPTY] };
    const schema = z.object({ other: z.number(), drift: z.number() });
    const run = { script: 'beside', root: project.root, files: odd, args };
    expect(await inNeovim(neovim, run, schema)).toEqual({ other: 1, drift: 2 });
  });

  test('draws what the options say and maps keys that were asked for', async () => {
    project = sample();
    const setup = { severity_min: 'WARN', virtual_text: true, keymaps: { explain: 'gE', check: false } };
    const schema = z.object({ lines: z.array(z.number()), keys: texts });
    const run = { script: 'presented', root: project.root, files: odd, args: { codes: ODD_RULES }, setup };
    const shown = await inNeovim(neovim, run, schema);
    expect(shown.lines.sort((a, b) => a - b)).toEqual([12, 18]);
    expect(shown.keys).toEqual(['Drift: explain']);
  });

  test('starts nothing that lies in the project, and says what is wrong with options', async () => {
    project = new TemporaryProject({ 'node_modules/.bin/drift': '#!/bin/sh\n', 'elsewhere/drift': '#!/bin/sh\n' });
    const bin = join(project.root, 'node_modules/.bin');
    for (const program of [join(bin, 'drift'), join(project.root, 'elsewhere/drift')]) chmodSync(program, 0o755);
    const root = join(project.root, 'work');
    project.write('work/node_modules/.bin/drift', '#!/bin/sh\n');
    const planted = join(root, 'node_modules/.bin/drift');
    chmodSync(planted, 0o755);
    const outside = join(project.root, 'elsewhere');
    const own = `${planted} lsp --stdio`;
    // An inner project: what the outer one brought along is as little trusted.
    const inner = join(root, 'packages/a');
    project.write('work/packages/a/drift.toml', '');
    project.write('work/.git/HEAD', '');
    const cases = [
      {
        root: inner,
        options: {},
        path: `${root}/node_modules/.bin`,
        wanted: `the \`drift\` on the path lies in the project (${planted}); allow_project_binary = true allows it`,
      },
      { root: inner, options: {}, path: outside, wanted: `${outside}/drift lsp --stdio` },
      { root, options: {}, path: outside, wanted: `${outside}/drift lsp --stdio` },
      {
        root,
        options: {},
        path: `${root}/node_modules/.bin`,
        wanted: `the \`drift\` on the path lies in the project (${planted}); allow_project_binary = true allows it`,
      },
      { root, options: { allow_project_binary: true }, path: outside, wanted: own },
      { root, options: {}, path: '/nowhere', wanted: 'no `drift` on the path and $DRIFT_LSP is not set' },
      { root, options: {}, path: '/nowhere', lsp: planted, wanted: own },
      {
        root,
        options: {},
        path: '/nowhere',
        lsp: '/nowhere/drift',
        wanted: '$DRIFT_LSP names "/nowhere/drift", which cannot be run',
      },
      { root, options: { cmd: ['/nowhere/x'] }, path: outside, wanted: 'cmd names "/nowhere/x", which cannot be run' },
    ];
    const options = [
      { colour: 1 },
      { signs: 'yes' },
      { severity_min: 'LOUD' },
      { keymaps: { fly: 'x' } },
      { severity_min: 'hint' },
    ];
    const schema = z.object({ faults: texts, commands: texts });
    const run = {
      script: 'options',
      root: project.root,
      setup: false,
      args: { options, cases },
      env: { DRIFT_LSP: '' },
    };
    // The folder the editor works in holds everything here, so the editor starts elsewhere.
    const { faults, commands } = await inNeovim(neovim, { ...run, root: '/' }, schema);
    expect(faults).toEqual([
      'there is no option "colour"',
      'signs must be a boolean or table, not a string',
      'severity_min must be one of ERROR, WARN, INFO, HINT',
      'keymaps has no "fly"',
      '',
    ]);
    expect(commands).toEqual(cases.map((c) => c.wanted));
  });
});
