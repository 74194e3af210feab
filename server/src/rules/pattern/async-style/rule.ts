import { Mod } from '@drift/grammars';
import type { Row } from '../../../facts/schema.ts';
import { defineConvention } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';

const CHAIN: ReadonlySet<string> = new Set(['then', 'catch', 'finally']);

/** How async functions wait for a promise. */
export const asyncStyle = defineConvention({
  id: 'drift/pattern/async-style',
  title: 'Waiting for promises',
  languages: ['javascript', 'typescript'],
  maturity: 'stable',
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
        if (isWaitedFor(ends.get(call.start) ?? call) && hasBlockCallback(view, call))
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

/** Callbacks of one expression keep a chain on one line, where it is a matter of taste. */
function hasBlockCallback(view: FileView, call: Row<'calls'>): boolean {
  const callback = view.argumentsOf(call)[0];
  if (callback === undefined || callback.shape !== 'function') return false;
  const lambda = symbolAt(view, callback.start);
  if (lambda === null) return false;
  for (const r of view.table('returns')) if (r.start === lambda.bodyStart && r.end === lambda.bodyEnd) return false;
  return true;
}

function symbolAt(view: FileView, start: number): Row<'symbols'> | null {
  for (const s of view.table('symbols')) if (s.start === start && s.kind === 'lambda') return s;
  return null;
}
