import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GRAMMARS, type GrammarId, grammarOfPath } from '@drift/shared';
import { afterAll, expect, test } from 'vitest';
import { Language, Parser, type TreeCursor } from 'web-tree-sitter';
import { testEngine } from '../../../test/support/facts.ts';
import { readInstalledWasm } from '../../../test/support/wasm.ts';
import type { FlatTree } from './flat-tree.ts';

// The flattening must say what web-tree-sitter's own cursor says, node for node, in valid and in damaged text.
const FIXTURES = fileURLToPath(new URL('../../../fixtures', import.meta.url));
const parsers = new Map<GrammarId, Parser>();

afterAll(() => {
  for (const p of parsers.values()) p.delete();
});

/** One line a node: kind, named, missing, field, depth, start, end, parent, index after the subtree. */
function flatLines(tree: FlatTree): string[] {
  const out: string[] = [];
  for (let n = 0; n < tree.size; n++) {
    out.push(
      [
        tree.kind(n),
        tree.isNamed(n),
        tree.isMissing(n),
        tree.fieldOf(n),
        tree.depth(n),
        tree.start(n),
        tree.end(n),
        tree.parent(n),
        tree.after(n),
      ].join(' '),
    );
  }
  return out;
}

function cursorLines(cursor: TreeCursor, language: Language | null, length: number): string[] {
  const rows: (string | number | boolean)[][] = [];
  const parents: number[] = [];
  const leave = (): void => {
    rows[parents.pop() ?? 0]?.push(rows.length);
  };
  for (;;) {
    rows.push([
      // The cursor calls the nameless end token of Go an error; the flattened tree keeps its empty name.
      language?.types[cursor.nodeTypeId] === '' ? '' : cursor.nodeType,
      cursor.nodeIsNamed,
      cursor.nodeIsMissing,
      cursor.currentFieldName ?? '',
      cursor.currentDepth,
      Math.min(cursor.startIndex, length),
      Math.min(cursor.endIndex, length),
      parents.at(-1) ?? -1,
    ]);
    parents.push(rows.length - 1);
    if (cursor.gotoFirstChild()) continue;
    leave();
    while (!cursor.gotoNextSibling()) {
      if (!cursor.gotoParent()) return rows.map((r) => r.join(' '));
      leave();
    }
  }
}

async function parserOf(grammar: GrammarId): Promise<Parser> {
  const known = parsers.get(grammar);
  if (known !== undefined) return known;
  const parser = new Parser();
  parser.setLanguage(await Language.load(new Uint8Array(await readInstalledWasm(grammar))));
  parsers.set(grammar, parser);
  return parser;
}

/** Texts of a grammar: its fixtures whole, cut short, and with a hole in the middle. */
function texts(grammar: GrammarId): string[] {
  const out: string[] = ['', '\n', '}{)('];
  for (const entry of readdirSync(FIXTURES, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || grammarOfPath(entry.name) !== grammar) continue;
    const text = readFileSync(join(entry.parentPath, entry.name), 'utf8');
    const third = Math.floor(text.length / 3);
    out.push(text, text.slice(0, 2 * third), text.slice(0, third) + text.slice(third + 7));
  }
  return out;
}

test.each(GRAMMARS)('%s: the flattened tree equals the cursor', async (grammar) => {
  const engine = await testEngine();
  await engine.ensure(grammar);
  const parser = await parserOf(grammar);
  let damaged = 0;
  for (const text of texts(grammar)) {
    const flat = engine.withTree(grammar, text, (tree) => ({ lines: flatLines(tree), hasError: tree.hasError }));
    const tree = parser.parse(grammar === 'kotlin' ? `${text}\n` : text);
    if (flat === null || tree === null) throw new Error('a fixture hit the parser bound');
    const cursor = tree.walk();
    expect(flat.lines).toEqual(cursorLines(cursor, parser.language, text.length));
    expect(flat.hasError).toBe(tree.rootNode.hasError);
    if (flat.hasError) damaged++;
    cursor.delete();
    tree.delete();
  }
  expect(damaged).toBeGreaterThan(0);
});

test('a Kotlin text may end inside an annotation', async () => {
  const engine = await testEngine();
  await engine.ensure('kotlin');
  for (const text of ['class A\n@B', 'class A\n@', 'val a = 1\n@B("', 'class A\n@[B', 'class A\n@file:B']) {
    const end = engine.withTree('kotlin', text, (tree) => tree.end(0));
    expect(end).toBe(text.length);
  }
});

test('the flattening helper is what its source assembles to', async () => {
  const url = new URL('../../../scripts/flatten-wasm.mjs', import.meta.url).href;
  const script: { flattenSource(): Promise<string> } = await import(url);
  const generated = await readFile(new URL('./generated/flatten-wasm.ts', import.meta.url), 'utf8');
  expect(generated).toBe(await script.flattenSource());
});
