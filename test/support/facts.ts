import { PACKS } from '@drift/grammars';
import { type GrammarId, languageOfGrammar } from '@drift/shared';
import { collectFacts } from '../../server/src/facts/collect.ts';
import { type CompiledPack, compilePack } from '../../server/src/facts/compiled-pack.ts';
import { FileFacts } from '../../server/src/facts/file-facts.ts';
import { columnsOf } from '../../server/src/facts/narrow.ts';
import { TABLE_NAMES, type TableName } from '../../server/src/facts/schema.ts';
import type { FlatTree } from '../../server/src/syntax/flat-tree.ts';
import { SyntaxEngine } from '../../server/src/syntax/syntax-engine.ts';
import { readInstalledWasm } from './wasm.ts';

let engine: Promise<SyntaxEngine> | null = null;

/** The syntax engine of this test process. */
export function testEngine(): Promise<SyntaxEngine> {
  engine ??= SyntaxEngine.create(readInstalledWasm);
  return engine;
}

/** The pack of a grammar, resolved to its ids. */
export async function compiledPackOf(grammar: GrammarId): Promise<CompiledPack> {
  const syntax = await testEngine();
  await syntax.ensure(grammar);
  const table = syntax.tableOf(grammar);
  const pack = PACKS[languageOfGrammar(grammar)];
  if (table === null || pack === undefined) throw new Error(`no pack for ${grammar}`);
  return compilePack(pack, table);
}

/** Parses a text and hands its flattened tree over. */
export async function withTree<T>(grammar: GrammarId, text: string, use: (tree: FlatTree) => T): Promise<T> {
  const syntax = await testEngine();
  await syntax.ensure(grammar);
  const result = syntax.withTree(grammar, text, (tree) => ({ value: use(tree) }));
  if (result === null) throw new Error('the text hit the parser bound');
  return result.value;
}

/** Facts of a text, read back through the binary form. */
export async function factsOf(grammar: GrammarId, text: string): Promise<FileFacts> {
  const compiled = await compiledPackOf(grammar);
  return withTree(grammar, text, (tree) => new FileFacts(collectFacts(tree, compiled).bytes.slice()));
}

/** Columns that only repeat the position or hash something: left out of the rendered form. */
const HIDDEN = new Set([
  'end',
  'nameEnd',
  'bodyEnd',
  'targetEnd',
  'valueEnd',
  'sourceEnd',
  'bindingEnd',
  'bodyHash',
  'summaryHash',
  'nameStart',
  'bodyStart',
  'targetStart',
  'valueStart',
  'sourceStart',
  'bindingStart',
  'contentStart',
  'tryStart',
  'docStart',
]);

/** Every table as text, one line a row: `line:column field=value …`, empty and zero values left out. */
export function renderFacts(facts: FileFacts, text: string): string {
  const lines: string[] = [];
  for (const name of TABLE_NAMES) {
    const table = facts.table(name);
    if (table.length === 0) continue;
    lines.push(`[${name}]`);
    for (let i = 0; i < table.length; i++) lines.push(`  ${renderRow(name, table.at(i), text)}`);
  }
  return `${lines.join('\n')}\n`;
}

function renderRow(table: TableName, row: object, text: string): string {
  const parts: string[] = [];
  for (const [column] of columnsOf(table)) {
    const value: unknown = Reflect.get(row, column);
    if (column === 'start' && typeof value === 'number') {
      parts.unshift(value < 0 ? '-' : placeOf(text, value));
    } else if (!HIDDEN.has(column) && value !== '' && value !== 0 && value !== -1 && value !== 'none') {
      parts.push(`${column}=${typeof value === 'string' ? JSON.stringify(value) : String(value)}`);
    }
  }
  return parts.join(' ');
}

function placeOf(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `${before.length}:${before.at(-1)?.length ?? 0}`;
}
