import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as protocol from '@drift/shared';
import {
  conventionsAnswerSchema,
  Method,
  outliersAnswerSchema,
  reportEnvelopeSchema,
  rulesAnswerSchema,
} from '@drift/shared';
import { describe, expect, test } from 'vitest';
import {
  CONVENTIONS,
  FILE_RULES,
  NUMERIC_FEATURES,
  PATTERN_RULES,
  PROJECT_RULES,
  SUPPRESSION_RULES,
} from '../../server/src/rules/registry.ts';
import { helps } from '../support/helps.ts';
import { LspClient } from '../support/lsp-client.ts';
import { readFixture } from '../support/rules.ts';
import { drift, driftAll, TemporaryProject } from '../support/temporary-project.ts';
import { isTest, ROOT, readSources, type Source } from './sources.ts';

// Everything shipped is wired: each part is reached from what a person does, and a cut wire fails here.
const RULE_IDS = [...FILE_RULES, ...PROJECT_RULES, ...SUPPRESSION_RULES, ...PATTERN_RULES].map((r) => r.meta.id);
/** Nothing ends without git. */
const EXPIRED = 'drift/config/suppression-expired';
const KEYS = CONVENTIONS.map((c) => c.id);
const FEATURES = NUMERIC_FEATURES.map((f) => f.id);

/** Files of one kind from which a habit can be told. */
const FILES_TO_LEARN = 30;
/** Files in which a question must arise before it is listed, with some to spare. */
const FILES_TO_LIST = 4;

/** Parameters that every method can read. */
const ANY_PARAMS = {
  format: 'json',
  command: 'check',
  id: 'none',
  action: 'fixed',
  rule: 'none',
  why: 'none',
  key: 'naming-function',
  status: 'rejected',
  rev: 'HEAD',
  identifier: 'none',
  outputPath: '/none/none',
  inputPath: '/none/none',
};

/** Methods the server sends and nobody asks for. */
const NOTIFICATIONS: readonly string[] = [Method.settled, Method.notice];

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** A project of the fixtures of some rules, each file in a folder of its rule and language, often enough to teach. */
function projectOf(ids: readonly string[], leastFiles = 1): TemporaryProject {
  const project = new TemporaryProject();
  for (const id of ids) {
    const folder = join(ROOT, 'fixtures/rules', id.slice('drift/'.length));
    for (const name of existsSync(folder) ? readdirSync(folder) : []) {
      const { files } = readFixture(name, readFileSync(join(folder, name), 'utf8'));
      for (let copy = 0; copy * files.length < leastFiles; copy++) {
        const place = `${basename(folder)}/${name.replace('.', '-')}/part${copy}`;
        for (const f of files) project.write(`${place}/${f.path}`, f.text);
      }
    }
  }
  return project;
}

describe('generated files', () => {
  test('equal what the rule folders give now', async () => {
    const script: { registrySource(): string; rulePagesSource(): string; ruleIdsSource(): string } = await import(
      new URL('../../scripts/registry.mjs', import.meta.url).href
    );
    expect(read('server/src/rules/registry.ts')).toBe(script.registrySource());
    expect(read('server/src/rules/generated/rule-pages.ts')).toBe(script.rulePagesSource());
    expect(read('server/src/rules/generated/rule-ids.ts')).toBe(script.ruleIdsSource());
  });
});

describe('rules', () => {
  test('all of them are listed by the built program', () => {
    const run = drift(ROOT, ['rules', '--json']);
    const listed = rulesAnswerSchema.parse(JSON.parse(run.stdout)).rules.map((r) => r.id);
    expect([...listed].sort()).toEqual([...RULE_IDS, ...KEYS, ...FEATURES].sort());
  });

  test('each makes a finding in the built program', () => {
    const project = projectOf(RULE_IDS);
    try {
      const run = driftAll(project.root, ['check', '--json', '--all']);
      const report = reportEnvelopeSchema.parse(JSON.parse(run.stdout));
      const found = new Set(report.data.findings.map((f) => f.ruleId));
      expect(RULE_IDS.filter((id) => !found.has(id) && id !== EXPIRED)).toEqual([]);
    } finally {
      project.remove();
    }
  });

  test('what is about the commit compared with makes a finding where there is one', () => {
    const project = projectOf([EXPIRED]);
    try {
      project.commitAll();
      const run = drift(project.root, ['check', '--json', '--all']);
      const report = reportEnvelopeSchema.parse(JSON.parse(run.stdout));
      expect(report.data.findings.map((f) => f.ruleId)).toContain(EXPIRED);
    } finally {
      project.remove();
    }
  });

  test('every convention is learned by the built program', () => {
    const project = projectOf(KEYS, FILES_TO_LIST);
    try {
      const run = driftAll(project.root, ['conventions', '--json']);
      const learned = conventionsAnswerSchema.parse(JSON.parse(run.stdout)).conventions;
      expect(learned.every((c) => c.sites > 0)).toBe(true);
      const known = new Set(learned.map((c) => c.id));
      expect(KEYS.filter((key) => !known.has(key))).toEqual([]);
    } finally {
      project.remove();
    }
  });
});

describe('numeric features', () => {
  test('all of them are measured by the built program', () => {
    const project = projectOf(FEATURES, FILES_TO_LEARN);
    try {
      const run = driftAll(project.root, ['outliers', '--json']);
      const { populations } = outliersAnswerSchema.parse(JSON.parse(run.stdout));
      const known = new Set(populations.filter((p) => p.n >= FILES_TO_LEARN).map((p) => `${p.ruleId} ${p.language}`));
      const wanted = NUMERIC_FEATURES.flatMap((f) => f.languages.map((l) => `${f.id} ${l}`));
      expect(wanted.filter((w) => !known.has(w))).toEqual([]);
    } finally {
      project.remove();
    }
  });
});

/** Names of the commands in a help text. */
function commandsOf(help: string): string[] {
  const at = help.indexOf('\nCommands:');
  const list = at < 0 ? '' : help.slice(at);
  return [...list.matchAll(/^ {2}([a-z][a-z-]*)\b/gm)].map((m) => m[1] ?? '').filter((c) => c !== 'help');
}

/** The page of the command line, made of the program's own help. */
function cliPage(): string {
  const [help = ''] = helps(['']);
  const commands = commandsOf(help);
  const groups = helps(commands).map((own, i) => ({ command: commands[i] ?? '', own, verbs: commandsOf(own) }));
  const below = groups.flatMap(({ command, verbs }) => verbs.map((v) => `${command} ${v}`));
  const answers = new Map(helps(below).map((text, i) => [below[i], text]));
  const parts = groups.flatMap(({ command, own, verbs }) => [
    part(command, '##', own),
    ...verbs.map((v) => part(`${command} ${v}`, '###', answers.get(`${command} ${v}`) ?? '')),
  ]);
  const intro =
    'Made from the help of the program; a test compares the two. Exit codes: 0 when clean, 1 with findings, 2 when it could not run, 5 locked by another process, 130 interrupted. Where there is no source file at all, `drift check` says that there was no file to look at and exits with 0. What each format is for: [reports.md](reports.md).';
  return `${['# Command line', intro, block(help), ...parts].join('\n\n')}\n`;
}

function part(command: string, level: string, help: string): string {
  return `${level} \`drift ${command}\`\n\n${block(help)}`;
}

function block(text: string): string {
  return `\`\`\`text\n${text.trimEnd()}\n\`\`\``;
}

describe('commands', () => {
  test('are documented as they are (UPDATE_GOLDEN=1 rewrites the page)', () => {
    const page = cliPage();
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(join(ROOT, 'docs/cli.md'), page);
    expect(read('docs/cli.md')).toBe(page);
  });

  test('answer when they are run', () => {
    const project = new TemporaryProject({ 'a.ts': 'export const a = 1;\n' });
    try {
      const verbs = commandsOf(drift(ROOT, ['--help']).stdout);
      expect(verbs).toEqual(
        expect.arrayContaining([
          'check',
          'report',
          'explain',
          'fix',
          'rules',
          'conventions',
          'outliers',
          'patterns',
          'feedback',
          'config',
          'setup',
          'init',
          'packages',
          'projects',
          'context',
          'lsp',
        ]),
      );
      for (const verb of verbs.filter((v) => !['lsp', 'explain', 'where', 'setup'].includes(v))) {
        const run = drift(project.root, [verb]);
        expect({ verb, code: run.code }).toEqual({ verb, code: 0 });
        expect(run.stdout.length + run.stderr.length).toBeGreaterThan(0);
      }
    } finally {
      project.remove();
    }
  });
});

/** Why a request was refused; `null` where it was answered. */
function refusalOf(client: LspClient, method: string, params: object): Promise<string | null> {
  return client.request(method, params).then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}

describe('the protocol', () => {
  test('every drift/* method is answered by the built server', async () => {
    const project = new TemporaryProject({ 'a.ts': 'export const a = 1;\n' });
    const client = await LspClient.start({ root: project.root });
    try {
      for (const method of Object.values(Method).filter((m) => !NOTIFICATIONS.includes(m))) {
        const refusal = await refusalOf(client, method, ANY_PARAMS);
        const strangers = /Unrecognized keys?: ([^;]*)/.exec(refusal ?? '')?.[1] ?? '';
        // A request refuses what it does not know by name; what is left is asked again.
        const known = Object.entries(ANY_PARAMS).filter(([key]) => !strangers.includes(`"${key}"`));
        const last = strangers === '' ? refusal : await refusalOf(client, method, Object.fromEntries(known));
        expect({ method, last }).toEqual({ method, last: null });
      }
      await expect(client.request('drift/none')).rejects.toMatchObject({ code: -32601 });
    } finally {
      await client.stop();
      project.remove();
    }
  });

  test('every drift/* method has a schema of its answer or its parameters', () => {
    const schemas = Object.keys(protocol);
    const missing = Object.keys(Method).filter(
      (m) => !schemas.some((s) => new RegExp(`^${m}(?:Params|Answer)?Schema$`).test(s)),
    );
    expect(missing).toEqual([]);
  });

  test('every file that registers a request is called by the server', async () => {
    const sources = await readSources();
    const server = sources.find((s) => s.path === 'server/src/protocol/server.ts');
    const registered = sources
      .filter((s) => s.path.startsWith('server/src/protocol/') && !isTest(s.path))
      .flatMap((s) => s.exports.map((e) => e.name).filter((n) => /^register[A-Z]/.test(n)));
    expect(registered.length).toBeGreaterThan(5);
    expect(registered.filter((n) => server?.code.includes(`${n}(`) !== true)).toEqual([]);
  });
});

describe('tables', () => {
  test('every table of rows and of secrets reaches a rule', async () => {
    const sources = (await readSources()).filter((s) => !isTest(s.path));
    const reached = reachable(
      sources,
      sources.filter((s) => basename(s.path) === 'rule.ts').map((s) => s.path),
    );
    const tables = sources.filter((s) => /\/(?:rows(?:-[\w-]+)?|families-[\w-]+)\.ts$/.test(s.path));
    expect(tables.length).toBeGreaterThan(20);
    expect(tables.map((t) => t.path).filter((p) => !reached.has(p))).toEqual([]);
  });
});

/** Paths that some files import, directly or not. */
function reachable(sources: readonly Source[], from: readonly string[]): Set<string> {
  const byPath = new Map(sources.map((s) => [s.path, s]));
  const seen = new Set(from);
  const waiting = [...from];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    for (const { specifier } of byPath.get(path)?.imports ?? []) {
      const target = specifier.startsWith('.') ? join(path, '..', specifier) : specifier;
      if (!byPath.has(target) || seen.has(target)) continue;
      seen.add(target);
      waiting.push(target);
    }
  }
  return seen;
}
