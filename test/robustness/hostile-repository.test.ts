import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { displayOutput, displayText, type ReportEnvelope, reportEnvelopeSchema } from '@drift/shared';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MarkupContent } from 'vscode-languageserver';
import { Costs } from '../support/costs.ts';
import { EVERY_RULE, LspClient } from '../support/lsp-client.ts';
import { hashing, ODD, sampleProject } from '../support/sample-project.ts';
import { drift, driftAll, type Run, TemporaryProject } from '../support/temporary-project.ts';

// What a repository may bring along to make Drift run something, read what is not its own, or never end.

const costs = new Costs();
afterAll(() => costs.expectBounded('repository'));

let project = new TemporaryProject();
/** A folder beside the project that nothing may be read of. */
let outside = '';
beforeEach(() => {
  project = new TemporaryProject({ 'good.ts': hashing(1) });
  outside = mkdtempSync(join(tmpdir(), 'drift-outside-'));
});
afterEach(() => {
  project.remove();
  rmSync(outside, { recursive: true, force: true });
});

function check(...args: string[]): { run: Run; report: ReportEnvelope['data'] } {
  const run = costs.run(project.root, ['check', '--json', '--all', ...args]);
  expect(run.stderr).toBe('');
  return { run, report: reportEnvelopeSchema.parse(JSON.parse(run.stdout)).data };
}

const foundIn = (report: ReportEnvelope['data']): string[] => [...new Set(report.findings.map((f) => f.path))];

describe('settings that lead out of the root', () => {
  const CANARY = 'canary-of-the-outside';

  test.each([
    ['include', `[scan]\ninclude = ["../**", "/**", "${'../'.repeat(40)}etc/**"]\n`],
    ['extra_ignore', '[scan]\nextra_ignore = ["!../**", "!/etc/**"]\n'],
  ])('a pattern of %s finds nothing there', (_, toml) => {
    writeFileSync(join(outside, 'secret.ts'), hashing(3));
    project.write('drift.toml', toml);
    const { report } = check();
    expect(foundIn(report).filter((f) => f !== 'good.ts')).toEqual([]);
  });

  test.each(['drift.toml', '.drift/conventions.json', '.drift/feedback.jsonl'])(
    '%s is a link to a file outside: it is not read, and that is told',
    (file) => {
      writeFileSync(join(outside, 'target'), `${CANARY}\n`);
      mkdirSync(join(project.root, '.drift'), { recursive: true });
      symlinkSync(join(outside, 'target'), join(project.root, file));
      const { run, report } = check();
      expect(run.stdout).not.toContain(CANARY);
      expect(report.problems.map((p) => p.message).join('\n')).toMatch(/link that leads out of the workspace/);
    },
  );

  test('.drift itself is a link to a folder outside: nothing is read or written there', () => {
    writeFileSync(join(outside, 'conventions.json'), CANARY);
    symlinkSync(outside, join(project.root, '.drift'));
    const { run } = check();
    expect(run.stdout).not.toContain(CANARY);
    drift(project.root, ['conventions', 'reject', 'naming-function', '--reason', 'a test']);
    for (const made of ['.gitignore', '.gitattributes', 'cache', 'local', 'drift.db', 'feedback.jsonl'])
      expect(existsSync(join(outside, made)), made).toBe(false);
  });
});

describe('a gibibyte of nothing', () => {
  test('wherever Drift looks is not taken into memory, and told', () => {
    const files = ['drift.toml', '.driftignore', '.gitignore', 'package.json', 'tsconfig.json', 'huge.ts'];
    const decided = ['.drift/conventions.json', '.drift/feedback.jsonl'];
    for (const file of [...files, ...decided]) {
      project.write(file, '');
      truncateSync(join(project.root, file), 1024 * 1024 * 1024);
    }
    const { report } = check();
    for (const file of [...files, ...decided]) expect(report.problems.map((p) => p.file)).toContain(file);
    expect(report.problems.map((p) => p.message).join('\n')).not.toMatch(/Cannot create a string|heap/);
    expect(foundIn(report)).toContain('good.ts');
  });
});

describe('patterns made to stall', () => {
  const STARS = `${'*a'.repeat(200)}b`;
  const BOMBS = [
    STARS,
    `${'**/'.repeat(200)}x`,
    `${'{a,b}'.repeat(60)}`,
    `[${'[:alpha:]'.repeat(500)}]*`,
    `${'?'.repeat(5_000)}*`,
    `${'(a+)+'.repeat(50)}$`,
  ];
  const LONG = `${'a'.repeat(200)}/`.repeat(12);

  test('in settings and ignore files cost what they are long', () => {
    project.write(`${LONG}deep.ts`, hashing(1));
    project.write('.driftignore', `${BOMBS.join('\n')}\n`);
    project.write('.gitignore', `${BOMBS.map((b) => `!${b}`).join('\n')}\n`);
    project.write(
      'drift.toml',
      `[scan]\nextra_ignore = ${JSON.stringify(BOMBS)}\ninclude = ["**", ${JSON.stringify(STARS)}]\n`,
    );
    expect(foundIn(check().report)).toContain('good.ts');
  });

  test('in source cost what they are long', () => {
    const words = [
      'a'.repeat(60_000),
      'a='.repeat(30_000),
      '-'.repeat(60_000),
      'A1'.repeat(30_000),
      'x@'.repeat(30_000),
    ];
    const lines = words.map((w, i) => `// ${w}\nexport const w${i} = "${w}";\nexport const p${i} = "password=${w}";\n`);
    const text = lines.join('').replace(/(.{4000})/g, '$1"\n+ "');
    project.write('words.ts', text);
    project.write('words.py', words.map((w, i) => `# ${w.slice(0, 4_000)}\nw${i} = "${w.slice(0, 4_000)}"\n`).join(''));
    const { report } = check();
    expect(report.notRun).toEqual([]);
    expect(foundIn(report)).toContain('good.ts');
  });
});

/** Tiny files: a few here, as many as `npm run hostile` asks for there, where a minute does not matter. */
const TINY_FILES = Number(process.env['HOSTILE_FILES'] ?? 3_000);
const FILES_A_FOLDER = 1_000;

test('any number of tiny files are all looked at', () => {
  for (let i = 0; i < TINY_FILES; i++) {
    const folder = `d${Math.floor(i / FILES_A_FOLDER)}`;
    // One file with many names is made quicker than many, and no scan can tell.
    if (i % FILES_A_FOLDER === 0) project.write(`${folder}/f0.ts`, `export const a${i} = 1;\n`);
    else linkSync(join(project.root, folder, 'f0.ts'), join(project.root, folder, `f${i % FILES_A_FOLDER}.ts`));
  }
  const run = costs.run(project.root, ['check', '--json'], TINY_FILES);
  const { summary, problems, notRun } = reportEnvelopeSchema.parse(JSON.parse(run.stdout)).data;
  expect({ files: summary.files, problems, notRun, stderr: run.stderr }).toEqual({
    files: TINY_FILES + 1,
    problems: [],
    notRun: [],
    stderr: '',
  });
}, 3_600_000);

describe('git made to run something', () => {
  test('by settings, hooks, attributes and an alias: nothing runs in the terminal or an editor', async () => {
    const mark = join(outside, 'it-ran');
    const script = join(outside, 'evil.sh');
    writeFileSync(script, `#!/bin/sh\ntouch ${mark}\nexit 0\n`);
    chmodSync(script, 0o755);
    project.commitAll();
    const settings = ['core.fsmonitor', 'core.pager', 'core.editor', 'core.sshCommand', 'diff.external', 'gpg.program'];
    for (const name of [
      ...settings,
      'filter.evil.clean',
      'filter.evil.smudge',
      'diff.evil.textconv',
      'diff.evil.command',
    ])
      project.git('config', name, script);
    project.git('config', 'core.hooksPath', outside);
    project.git('config', 'alias.diff', `!${script}`);
    for (const hook of ['post-index-change', 'post-checkout', 'reference-transaction', 'fsmonitor-watchman']) {
      writeFileSync(join(outside, hook), `#!/bin/sh\ntouch ${mark}\n`);
      chmodSync(join(outside, hook), 0o755);
    }
    project.write('.gitattributes', '*.ts filter=evil diff=evil\n');
    project.write('good.ts', hashing(2));
    rmSync(mark, { force: true });
    for (const args of [[], ['--changed'], ['--staged']]) check(...args);
    drift(project.root, ['conventions', 'diff', 'HEAD']);
    const client = await LspClient.start({ ownProcess: true, root: project.root, init: EVERY_RULE });
    await client.open(client.uri('good.ts'), 'typescript', hashing(2));
    await client.request('textDocument/diagnostic', { textDocument: { uri: client.uri('good.ts') } });
    await client.stop();
    expect(existsSync(mark)).toBe(false);
    // The trap works: plain git falls into it.
    project.git('status');
    expect(existsSync(mark)).toBe(true);
  });
});

describe('names that speak to a terminal or an editor', () => {
  const FORGED = 'forged line';
  const NAME =
    '`[click](command:quit)`![x](www.evil.example)<img src=x>``&lt;``' +
    `\n## ${FORGED} \u001b]8;;evil:\u0007\u009b31m\u202e\u2066`;
  const ODD_FILE = `${NAME}/odd.ts`;
  /** A hover without its code and what is escaped: what is left is read as Markdown. */
  const asMarkdown = (text: string): string => text.replace(/\\[!-/:-@[-`{-~]|(?<!`)(`+)(?!`).*?[^`]\1(?!`)/g, '');

  beforeEach(() => {
    const files = Object.entries(sampleProject()).map(([path, text]) => [path.replace('src', NAME), text] as const);
    for (const [path, text] of files) project.write(path, text);
    project.write('package.json', JSON.stringify({ name: NAME, workspaces: ['*'] }));
    project.write(`${NAME}/package.json`, JSON.stringify({ name: NAME }));
  });

  test('come out of the command line harmless, in JSON with the same values', () => {
    const listed = costs.run(project.root, ['check', '--all', '--format', 'json']);
    const { data } = reportEnvelopeSchema.parse(JSON.parse(listed.stdout));
    const convention = data.findings.find((f) => f.ruleId === 'drift/pattern/error-catch-binding');
    expect(convention?.path).toBe(ODD_FILE);
    const said = [
      ['check', '--all'],
      ['check', '--all', '--format', 'sarif'],
      ['explain', convention?.id ?? ''],
      ['conventions', 'show', 'error-catch-binding'],
      ['packages'],
      ['conventions', 'approve', 'error-catch-binding', '--scope', NAME, '--reason', NAME],
    ].map((args) => driftAll(project.root, args));
    for (const { stdout, stderr } of [listed, ...said]) {
      expect(stdout + stderr).toContain('evil.example');
      expect(displayOutput(stdout + stderr, { color: false })).toBe(stdout + stderr);
      expect(stdout + stderr).not.toMatch(new RegExp(`^\\W*${FORGED}`, 'm'));
    }
  });

  test('come to an editor as text', async () => {
    const client = await LspClient.start({ ownProcess: true, root: project.root, init: EVERY_RULE });
    const uri = client.uri(ODD_FILE);
    await client.open(uri, 'typescript', ODD);
    const diagnostics = (await client.workspace()).get(uri) ?? [];
    const at = diagnostics.find((d) => d.code === 'drift/pattern/error-catch-binding');
    const hover = await client.hover(uri, at?.range.start.line ?? 0, at?.range.start.character ?? 0);
    const contents: unknown = hover?.contents;
    const markup = MarkupContent.is(contents) ? contents : { kind: '', value: '' };
    const value = String(markup.value);
    const actions = await client.actions(uri, { start: { line: 0, character: 0 }, end: { line: 20, character: 0 } });
    await client.stop();
    expect(markup.kind).toBe('markdown');
    expect(value).toContain('evil.example');
    expect(displayOutput(value, { color: false })).toBe(value);
    expect(asMarkdown(value)).not.toMatch(/[<>[\]!&`]|www\.|command:|^\W*forged/m);
    expect(actions.map((a) => a.title).join()).toContain('This directory does it differently');
    const titles = actions.flatMap((a) => [a.title, a.command?.title ?? '', a.disabled?.reason ?? '']);
    const told = diagnostics.flatMap((d) => [d.message, ...(d.relatedInformation ?? []).map((r) => r.message)]);
    for (const text of [...titles, ...told].map(String)) expect(displayText(text)).toBe(text);
  });
});
