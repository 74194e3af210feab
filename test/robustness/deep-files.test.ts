import { GRAMMARS, type ReportEnvelope, reportEnvelopeSchema } from '@drift/shared';
import { afterEach, expect, test } from 'vitest';
import { collectFacts } from '../../server/src/facts/collect.ts';
import { DEEP_TEXTS } from '../support/deep-texts.ts';
import { compiledPackOf, testEngine, withTree } from '../support/facts.ts';
import { hashing } from '../support/sample-project.ts';
import { driftAll, TemporaryProject } from '../support/temporary-project.ts';

// Deep nesting on short lines: bounded by counts, reported, and no other file waits for it.
const DEEPEST = 100_000;
/** Levels far beyond what is read and what a stack holds; the cost grows with them and nothing else does. */
const DEEP = 20_000;
/** Levels that are still read. */
const READ = 300;
/** Steps up the tree that one node may cost on the average, however deep it lies. */
const STEPS_A_NODE = 4;

let project = new TemporaryProject();
afterEach(() => project.remove());

function check(...args: string[]): ReportEnvelope['data'] {
  const run = driftAll(project.root, ['check', '--json', '--all', '--set', 'scan.max_file_size=8MB', ...args]);
  expect(run.stderr).toBe('');
  return reportEnvelopeSchema.parse(JSON.parse(run.stdout)).data;
}

test('every language is here', () => {
  expect(new Set(DEEP_TEXTS.map((d) => d.grammar))).toEqual(new Set(GRAMMARS));
});

test('a hundred thousand levels in every language are left out and told, and the other files are judged', () => {
  project = new TemporaryProject({ 'good.ts': hashing(1) });
  for (const { file, make } of DEEP_TEXTS) project.write(file, make(DEEPEST));
  const report = check();
  expect(report.problems.map((p) => p.code)).toEqual(DEEP_TEXTS.map(() => 'FILE_NOT_PARSED'));
  expect(report.problems.map((p) => p.file)).toEqual(DEEP_TEXTS.map((d) => d.file).sort());
  expect([...new Set(report.findings.map((f) => f.path))]).toEqual(['good.ts']);
});

test('an old text that nests too deep holds nothing to compare with, and costs nothing but itself', () => {
  project = new TemporaryProject();
  for (const { file, make } of DEEP_TEXTS) project.write(file, make(DEEP));
  project.write('a.ts', DEEP_TEXTS[0]?.make(DEEP) ?? '');
  project.commitAll();
  for (const { file, make } of DEEP_TEXTS) project.write(file, make(1));
  project.write('a.ts', hashing(1));
  const report = check();
  expect(report.problems).toEqual([]);
  expect(report.findings.filter((f) => f.path === 'a.ts').map((f) => f.isNew)).toEqual([true]);
});

test.each(DEEP_TEXTS)('$file is left out the same typed into and read afresh, and comes back', async (deep) => {
  const compiled = await compiledPackOf(deep.grammar);
  const engine = await testEngine();
  const document = engine.openTree(deep.grammar);
  const [shallow, text] = [deep.make(2), deep.make(DEEP)];
  const replaced = (before: string, after: string) => [
    { before, edit: { start: 0, oldEnd: before.length, newEnd: after.length } },
  ];
  const facts = document.update(shallow, [], (tree) => collectFacts(tree, compiled).bytes.slice());
  expect(facts).not.toBeNull();
  expect(document.update(text, replaced(shallow, text), () => 'read')).toBeNull();
  expect(engine.withTree(deep.grammar, text, () => 'read')).toBeNull();
  const again = document.update(shallow, replaced(text, shallow), (t) => collectFacts(t, compiled).bytes.slice());
  expect(again).toEqual(facts);
  document.dispose();
});

test.each(DEEP_TEXTS)('$file: what a node costs does not grow with its depth', async ({ grammar, make }) => {
  const compiled = await compiledPackOf(grammar);
  const { steps, size } = await withTree(grammar, make(READ), (tree) => {
    let counted = 0;
    const parent = tree.parent.bind(tree);
    tree.parent = (n) => {
      counted++;
      return parent(n);
    };
    collectFacts(tree, compiled);
    return { steps: counted, size: tree.size };
  });
  expect(steps).toBeLessThan(size * STEPS_A_NODE);
});
