import { Mod } from '@drift/grammars';
import type { Row } from '../../../facts/schema.ts';
import { defineConvention } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';

/** Code units between a comment and the chain below it: a line break, an indentation, `return await`. */
const MAX_GAP = 40;
const CHAIN: ReadonlySet<string> = new Set(['then', 'catch', 'finally']);

/** How async functions wait for a promise. */
export const asyncStyle = defineConvention({
  id: 'drift/pattern/async-style',
  title: 'Waiting for promises',
  languages: ['javascript', 'typescript'],
  maturity: 'stable',
  incubatingIn: ['typescript'],
  since: '0.1.0',
  fix: 'none',
  precision: {
    corpus:
      '9 packages: Ghost, Knex, MediaWiki, matrix-js-sdk, matrix-react-sdk, Theia, viem, npm, Objection, Nightwatch',
    sample: 37,
    precision: 1,
  },
  sites: 'promises in async functions',
  answers: ['await', 'then'],
  describe: (value) => (value === 'then' ? 'a .then chain' : value),
  // Nobody asks for a chain where `await` does.
  deviates: (actual) => actual === 'then',
  observe(view, report) {
    const ends = chainEnds(view);
    for (const call of view.table('calls')) {
      if (!isInAsync(view, call)) continue;
      if (call.name === 'then') {
        if (isWaitedFor(ends.get(call.start) ?? call) && hasBlockCallback(view, call) && !isExplained(view, call))
          report({ value: 'then', start: call.nameStart, end: call.nameEnd });
      } else if (call.use === 'awaited' && !CHAIN.has(call.name)) {
        report({ value: 'await', start: call.nameStart, end: call.nameEnd });
      }
    }
  },
});

/** The last link of each chain, by where the chain starts. */
function chainEnds(view: FileView): ReadonlyMap<number, Row<'calls'>> {
  const out = new Map<number, Row<'calls'>>();
  for (const call of view.table('calls')) {
    if (CHAIN.has(call.name) && call.end > (out.get(call.start)?.end ?? -1)) out.set(call.start, call);
  }
  return out;
}

/** A promise that is stored or passed on runs beside the function, which `await` would change. */
function isWaitedFor(call: Row<'calls'>): boolean {
  return call.use === 'awaited' || call.use === 'returned';
}

function isInAsync(view: FileView, call: Row<'calls'>): boolean {
  return ((view.table('symbols').get(call.symbol)?.modifiers ?? 0) & Mod.async) !== 0;
}

/** True where a comment stands right above: whoever explains a chain has chosen it. */
function isExplained(view: FileView, call: Row<'calls'>): boolean {
  for (const c of view.table('comments')) if (c.end <= call.start && call.start - c.end <= MAX_GAP) return true;
  return false;
}

/** Callbacks of nothing or of one expression keep a chain short, where it is a matter of taste. */
function hasBlockCallback(view: FileView, call: Row<'calls'>): boolean {
  const callback = view.argumentsOf(call)[0];
  if (callback === undefined || callback.shape !== 'function') return false;
  const lambda = symbolAt(view, callback.start);
  if (lambda === null || lambda.statements === 0) return false;
  for (const r of view.table('returns')) {
    if (r.symbol !== lambda.index) continue;
    if (r.start === lambda.bodyStart && r.end === lambda.bodyEnd) return false;
    if (lambda.statements === 1 && !holdsFunction(view, lambda)) return false;
  }
  return true;
}

function holdsFunction(view: FileView, lambda: Row<'symbols'>): boolean {
  for (const s of view.table('symbols')) if (s.parent === lambda.index) return true;
  return false;
}

function symbolAt(view: FileView, start: number): Row<'symbols'> | null {
  for (const s of view.table('symbols')) if (s.start === start && s.kind === 'lambda') return s;
  return null;
}
