import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { filesBelow, isTest, ROOT, readSource, readSources, type Source } from './sources.ts';

// The habits of the house style that a script can check.
const MAX_LINES = 500;
const MAX_README_LINES = 40;
const MAX_SERVER_DEPENDENCIES = 12;
const FORBIDDEN_NAME = /^(?:utils?|helpers?|common|misc)$/;
const KEBAB = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

let sources: readonly Source[] = [];
let code: readonly Source[] = [];
beforeAll(async () => {
  sources = await readSources();
  code = sources.filter((s) => !isTest(s.path));
});

function isGenerated(s: Source): boolean {
  return s.lines[0]?.startsWith('// Generated') === true;
}

/** Places in a source where nobody may look around the compiler. */
function evasions(s: Source): string[] {
  if (isTest(s.path) || basename(s.path) === 'narrow.ts') return [];
  return s.evasions.map((e) => `${s.path}:${e.line} ${e.what}`);
}

describe('files', () => {
  test('are at most 500 lines long', () => {
    const long = sources.filter((s) => s.lines.length > MAX_LINES && !isGenerated(s));
    expect(long.map((s) => `${s.path} ${s.lines.length}`)).toEqual([]);
  });

  test('are named by their concept in kebab-case', () => {
    const wrong = sources.filter((s) => {
      const name = basename(s.path).replace(/(?:\.test)?\.ts$/, '');
      return !KEBAB.test(name) || FORBIDDEN_NAME.test(name);
    });
    expect(wrong.map((s) => s.path)).toEqual([]);
  });

  test('export by name and document what they export', () => {
    expect(code.flatMap((s) => s.defaultExports.map((line) => `${s.path}:${line}`))).toEqual([]);
    const bare = code.flatMap((s) =>
      s.exports.filter((e) => !e.documented).map((e) => `${s.path}:${e.line} ${e.name}`),
    );
    expect(bare).toEqual([]);
  });

  test('import zod whole: its name alone brings its languages along, half a megabyte in each bundle', () => {
    const named = code.filter((s) => s.lines.some((line) => /^import (?!\* as z )(?!type ).*'zod';/.test(line)));
    expect(named.filter((s) => !isGenerated(s)).map((s) => s.path)).toEqual([]);
  });

  test('parse without damage, so that nothing hides from these tests', () => {
    expect(code.filter((s) => s.damaged && !isGenerated(s)).map((s) => s.path)).toEqual([]);
  });
});

describe('the compiler', () => {
  test('is not talked round: no any, no !, no as', () => {
    expect(sources.flatMap(evasions)).toEqual([]);
  });

  test('is as strict as it can be', () => {
    const text = readFileSync(join(ROOT, 'tsconfig.json'), 'utf8');
    const options = z.object({ compilerOptions: z.record(z.string(), z.unknown()) }).parse(JSON.parse(text));
    const wanted = {
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      noImplicitOverride: true,
      noImplicitReturns: true,
      noPropertyAccessFromIndexSignature: true,
      noFallthroughCasesInSwitch: true,
      verbatimModuleSyntax: true,
      isolatedModules: true,
      erasableSyntaxOnly: true,
      module: 'NodeNext',
    };
    expect(options.compilerOptions).toMatchObject(wanted);
  });
});

describe('work is finished', () => {
  test('no test is skipped, singled out or promised', () => {
    const found = sources.flatMap((s) =>
      [...s.code.matchAll(/\.(?:skip|only|todo)\(/g)].map((m) => `${s.path} ${m[0]}`),
    );
    expect(found).toEqual([]);
  });

  test('no note of work to do is left', () => {
    // The words are built so that this file does not find itself; rule samples may hold them inside texts.
    const word = new RegExp(`\\b(?:${['TO', 'FIX'].map((w, i) => w + ['DO', 'ME'][i]).join('|')})\\b`);
    const found = sources.filter((s) => s.lines.some((l) => /^\s*(?:\/\/|\*|\/\*)/.test(l) && word.test(l)));
    expect(found.map((s) => s.path)).toEqual([]);
  });
});

describe('folders', () => {
  test('with sources say in a README what they are for', () => {
    const folders = new Set(code.map((s) => dirname(s.path)));
    const missing = [...folders].filter((f) => !hasPage(f));
    expect(missing.sort()).toEqual([]);
  });

  test('keep their README short', () => {
    const long = filesBelow(['server/src', 'shared', 'grammars', 'client-vscode'], 'README.md').filter(
      (p) => readFileSync(join(ROOT, p), 'utf8').trimEnd().split('\n').length > MAX_README_LINES,
    );
    expect(long).toEqual([]);
  });
});

/** True when a folder has its own page, is a rule's, or is named (`name/`) by the page of the folder around it. */
function hasPage(folder: string): boolean {
  if (existsSync(join(ROOT, folder, 'README.md')) || existsSync(join(ROOT, folder, 'rule.ts'))) return true;
  const parent = join(ROOT, dirname(folder), 'README.md');
  return existsSync(parent) && readFileSync(parent, 'utf8').includes(`${basename(folder)}/`);
}

const manifestSchema = z.object({
  name: z.string(),
  dependencies: z.record(z.string(), z.string()).default({}),
  devDependencies: z.record(z.string(), z.string()).default({}),
});

describe('dependencies', () => {
  const manifests = ['.', 'shared', 'grammars', 'server', 'client-vscode'].map((folder) =>
    manifestSchema.parse(JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8'))),
  );

  test('of the server are few, and each is imported', () => {
    const direct = Object.keys(manifests.find((m) => m.name === 'drift-lsp')?.dependencies ?? {});
    expect(direct.length).toBeGreaterThan(0);
    expect(direct.length).toBeLessThanOrEqual(MAX_SERVER_DEPENDENCIES);
    const used = new Set(
      code.filter((s) => s.path.startsWith('server/')).flatMap((s) => s.imports.map((i) => packageOf(i.specifier))),
    );
    expect(direct.filter((d) => !used.has(d))).toEqual([]);
  });

  test('are exactly those of the ledger, each with a licence and a reason', () => {
    const wanted = manifests.flatMap((m) =>
      Object.keys({ ...m.dependencies, ...m.devDependencies })
        .filter((d) => !d.startsWith('@drift/'))
        .map((d) => `${m.name} ${d}`),
    );
    expect(ledger().sort()).toEqual(wanted.sort());
  });

  test('allow only licences that ask for nothing but their notice', () => {
    const rows = readFileSync(join(ROOT, 'docs/dependencies.md'), 'utf8')
      .split('\n')
      .filter((l) => l.startsWith('| `'));
    const wrong = rows.filter(
      (r) => !/\| (?:MIT|ISC|Apache-2\.0|BSD-3-Clause|MIT OR Apache-2\.0) \| \S.{10,} \|$/.test(r),
    );
    expect(wrong).toEqual([]);
  });
});

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Rows of docs/dependencies.md as `workspace package`. */
function ledger(): string[] {
  const out: string[] = [];
  let workspace = '';
  for (const line of readFileSync(join(ROOT, 'docs/dependencies.md'), 'utf8').split('\n')) {
    workspace = /^## `([^`]+)`/.exec(line)?.[1] ?? workspace;
    const name = /^\| `([^`]+)` \|/.exec(line)?.[1];
    if (name !== undefined) out.push(`${workspace} ${name}`);
  }
  return out;
}

test('each language has a pinned list of node kinds', () => {
  const packs = readdirSync(join(ROOT, 'grammars/src'), { withFileTypes: true }).filter(
    (e) => e.isDirectory() && e.name !== 'ecmascript',
  );
  const counts = packs.map((e) => {
    const file = join(ROOT, 'grammars/src', e.name, 'nodes.golden');
    return existsSync(file) ? readFileSync(file, 'utf8').split('\n').length : 0;
  });
  expect(counts).toHaveLength(10);
  expect(Math.min(...counts)).toBeGreaterThan(20);
});

test('the scan sees what it forbids, and texts do not count', async () => {
  const text = "const t = 'as any';\nexport const a: any = b! as C;\nconst c = [1] as const;\nexport default a;\n";
  const s = await readSource('server/src/facts/sample.ts', text);
  expect(evasions(s).sort()).toEqual(
    ['server/src/facts/sample.ts:2 !', 'server/src/facts/sample.ts:2 any', 'server/src/facts/sample.ts:2 as'].sort(),
  );
  expect(s.defaultExports).toEqual([4]);
  expect(s.exports).toEqual([{ name: 'a', line: 2, documented: false }]);
});
