import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FlatTree } from '../../server/src/syntax/flat-tree.ts';
import { withTree } from '../support/facts.ts';

/** The checkout. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What the architecture tests ask of one TypeScript file; read from its syntax tree, so texts in it do not count. */
export interface Source {
  readonly path: string;
  readonly lines: readonly string[];
  /** The code with comments, strings and regexes blanked. */
  readonly code: string;
  readonly imports: readonly { readonly specifier: string; readonly line: number }[];
  /** Ways around the compiler: `any`, `as`, `!`. */
  readonly evasions: readonly { readonly what: 'any' | 'as' | '!'; readonly line: number }[];
  readonly defaultExports: readonly number[];
  readonly exports: readonly { readonly name: string; readonly line: number; readonly documented: boolean }[];
  readonly damaged: boolean;
}

const FOLDERS = ['shared/src', 'grammars/src', 'server/src', 'client-vscode/src', 'test'];

/** Paths of files below some folders of the checkout, in code-unit order. */
export function filesBelow(folders: readonly string[], extension: string): string[] {
  const out: string[] = [];
  for (const folder of folders) {
    for (const entry of readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })) {
      if (entry.isFile() && entry.name.endsWith(extension)) {
        out.push(join(entry.parentPath, entry.name).slice(ROOT.length));
      }
    }
  }
  return out.filter((p) => !/(^|\/)(?:node_modules|dist)\//.test(p)).sort();
}

/** Every TypeScript file of the engine and its tests, but for throw-away tests, which git ignores. */
export async function readSources(): Promise<Source[]> {
  const paths = filesBelow(FOLDERS, '.ts').filter((p) => !/(^|\/)tmp-/.test(p) && !p.endsWith('.d.ts'));
  const out: Source[] = [];
  for (const path of paths) out.push(await readSource(path, readFileSync(join(ROOT, path), 'utf8')));
  return out;
}

/** True for tests and what only tests use. */
export function isTest(path: string): boolean {
  return path.startsWith('test/') || path.endsWith('.test.ts') || TEST_SUPPORT.includes(path);
}

/** Builders that lie beside the code of their layer although only its tests use them. */
export const TEST_SUPPORT: readonly string[] = [
  'server/src/enforcement/reporters/report-sample.ts',
  'server/src/index/text-project.ts',
];

const BLANKED = new Set(['comment', 'string', 'string_fragment', 'regex', 'escape_sequence']);

/** Reads one file. */
export function readSource(path: string, text: string): Promise<Source> {
  return withTree('typescript', text, (tree) => {
    const lineOf = (n: number): number => text.slice(0, tree.start(n)).split('\n').length;
    const chars = text.split('');
    const imports: { specifier: string; line: number }[] = [];
    const evasions: { what: 'any' | 'as' | '!'; line: number }[] = [];
    const defaultExports: number[] = [];
    const exports: { name: string; line: number; documented: boolean }[] = [];
    for (let n = 0; n < tree.size; n++) {
      const kind = tree.kind(n);
      if (BLANKED.has(kind)) for (let i = tree.start(n); i < tree.end(n); i++) if (chars[i] !== '\n') chars[i] = ' ';
      const specifier = importedBy(tree, n, kind);
      if (specifier !== null) imports.push({ specifier, line: lineOf(n) });
      if (kind === 'predefined_type' && tree.slice(n) === 'any') evasions.push({ what: 'any', line: lineOf(n) });
      if (kind === 'non_null_expression') evasions.push({ what: '!', line: lineOf(n) });
      if (kind === 'as_expression' && !tree.slice(n).endsWith(' as const')) {
        evasions.push({ what: 'as', line: lineOf(n) });
      }
      if (kind !== 'export_statement') continue;
      if (tree.child(n, 'default') >= 0) defaultExports.push(lineOf(n));
      for (const name of declaredBy(tree, n))
        exports.push({ name, line: lineOf(n), documented: isDocumented(tree, n) });
    }
    return {
      path,
      lines: text.split('\n'),
      code: chars.join(''),
      imports,
      evasions,
      defaultExports,
      exports,
      damaged: tree.hasError,
    };
  });
}

/** The module a node imports: a static import, a re-export, `import()`, `require()` or an `import()` type. */
function importedBy(tree: FlatTree, n: number, kind: string): string | null {
  if (kind === 'import_statement' || kind === 'export_statement') {
    const source = tree.field(n, 'source');
    return source < 0 ? null : unquoted(tree, source);
  }
  if (kind !== 'call_expression') return null;
  if (!['import', 'require'].includes(tree.slice(tree.field(n, 'function')))) return null;
  const argument = tree.child(tree.field(n, 'arguments'), 'string');
  return argument < 0 ? null : unquoted(tree, argument);
}

function unquoted(tree: FlatTree, n: number): string {
  return tree.slice(n).slice(1, -1);
}

function declaredBy(tree: FlatTree, n: number): string[] {
  const declaration = tree.field(n, 'declaration');
  if (declaration < 0) return [];
  const named = tree.field(declaration, 'name');
  if (named >= 0) return [tree.slice(named)];
  const names: string[] = [];
  for (let c = tree.firstChild(declaration); c >= 0; c = tree.nextSibling(c)) {
    if (tree.is(c, 'variable_declarator')) names.push(tree.slice(tree.field(c, 'name')));
  }
  return names;
}

/** True when a doc comment ends on the line above. */
function isDocumented(tree: FlatTree, n: number): boolean {
  const above = tree.text.slice(0, tree.start(n)).trimEnd();
  const gap = tree.text.slice(above.length, tree.start(n));
  if (!above.endsWith('*/') || gap.split('\n').length > 2) return false;
  return above.slice(above.lastIndexOf('/*')).startsWith('/**');
}
