import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GRAMMARS, type GrammarId, grammarOfPath } from '@drift/shared';
import { expect, test } from 'vitest';
import { offsetAt, randomChange } from '../../../test/support/edit-script.ts';
import { compiledPackOf, testEngine } from '../../../test/support/facts.ts';
import { Random } from '../../../test/support/random.ts';
import { collectFacts } from '../facts/collect.ts';
import type { CompiledPack } from '../facts/compiled-pack.ts';
import type { FlatTree } from './flat-tree.ts';
import type { EditStep } from './incremental-tree.ts';

// A document typed into says the same facts, byte for byte, as its text parsed from scratch, valid or broken.
const SEED = Number(process.env['SYNTAX_SEED'] ?? 4_711);
const EDITS = Number(process.env['SYNTAX_EDITS'] ?? 120);
const FIXTURES = fileURLToPath(new URL('../../../fixtures/facts', import.meta.url));

/** Texts for grammars that no fixture has, or that find damage in each. */
const PLAIN: Readonly<Partial<Record<GrammarId, readonly string[]>>> = {
  tsx: ['const a = <div className="x">{b}</div>;\nfunction f(c) {\n  return g(c);\n}\n'],
  kotlin: ['class A(val b: Int) {\n  fun c(d: Int): Int {\n    return d + b\n  }\n}\n'],
};

function fixtures(grammar: GrammarId): string[] {
  const out: string[] = [];
  for (const entry of readdirSync(FIXTURES, { recursive: true, withFileTypes: true })) {
    if (entry.isFile() && grammarOfPath(entry.name) === grammar) {
      out.push(readFileSync(join(entry.parentPath, entry.name), 'utf8'));
    }
  }
  return [...out, ...(PLAIN[grammar] ?? [])];
}

function factBytes(compiled: CompiledPack): (tree: FlatTree) => string {
  return (tree) => Buffer.from(collectFacts(tree, compiled).bytes).toString('base64');
}

/** One random change as the engine takes it: mostly inside the text, sometimes all of it. */
function step(random: Random, before: string): { step: EditStep; text: string } {
  const { change, next } = randomChange(random, before, 'utf-16');
  if (change.range === undefined) {
    return { step: { before, edit: { start: 0, oldEnd: before.length, newEnd: next.length } }, text: next };
  }
  const start = offsetAt(before, change.range.start, 'utf-16');
  const oldEnd = offsetAt(before, change.range.end, 'utf-16');
  return { step: { before, edit: { start, oldEnd, newEnd: start + change.text.length } }, text: next };
}

test.each(GRAMMARS)(`%s: incremental facts equal fresh facts (seed ${SEED})`, async (grammar) => {
  const engine = await testEngine();
  const compiled = await compiledPackOf(grammar);
  const bytes = factBytes(compiled);
  const random = new Random(SEED + GRAMMARS.indexOf(grammar));
  let valid = 0;
  let broken = 0;
  for (const original of fixtures(grammar)) {
    const document = engine.openTree(grammar);
    let text = original;
    expect(document.update(text, [], bytes)).toBe(engine.withTree(grammar, text, bytes));
    for (let k = 0; k < EDITS; k++) {
      // Every third update brings several changes at once; every tenth starts over, so that valid texts stay common.
      const steps: EditStep[] = [];
      for (let c = k % 3 === 0 ? 3 : 1; c > 0; c--) {
        const made = step(random, text);
        steps.push(made.step);
        text = made.text;
      }
      if (k % 10 === 9) {
        steps.push({ before: text, edit: { start: 0, oldEnd: text.length, newEnd: original.length } });
        text = original;
      } else if (k % 10 === 0) {
        steps.push({ before: text, edit: { start: 0, oldEnd: 0, newEnd: 1 } });
        text = `\n${text}`;
      }
      const fresh = engine.withTree(grammar, text, (tree) => ({ facts: bytes(tree), isDamaged: tree.hasError }));
      expect(document.update(text, steps, bytes), `edit ${k}`).toBe(fresh?.facts ?? null);
      if (fresh?.isDamaged === true) broken++;
      else valid++;
    }
    document.dispose();
  }
  expect(valid).toBeGreaterThan(5);
  expect(broken).toBeGreaterThan(5);
});

test('an update without a change answers from the tree it has', async () => {
  const engine = await testEngine();
  await engine.ensure('typescript');
  const document = engine.openTree('typescript');
  const size = (tree: FlatTree): number => tree.size;
  const first = document.update('const a = 1;', [], size);
  expect(document.update('const a = 1;', [], size)).toBe(first);
  document.dispose();
});
