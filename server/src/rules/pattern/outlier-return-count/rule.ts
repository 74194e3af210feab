import type { Span } from '@drift/shared';
import type { FileView } from '../../engine/file-view.ts';
import { defineNumericFeature, sayCount } from '../../engine/numeric-feature.ts';
import { isFlat, plainFunctions, wordsOf } from '../measured-functions.ts';

/** First words of functions that answer as soon as they know: each guard is a return. */
const GUARDS: ReadonlySet<string> = new Set(
  'is has can should must validate valid check verify compare equals equal eq cmp match matches contains accepts supports to get find classify guess infer resolve map convert lookup describe'.split(
    ' ',
  ),
);

/** Smallest number of returns that may be told. */
const FLOOR = 8;

/** How many places a function returns from. */
export const outlierReturnCount = defineNumericFeature({
  id: 'drift/pattern/outlier-return-count',
  title: 'Functions with unusually many returns',
  languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'rust', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  precision: {
    corpus:
      "21 packages: among them Docker, ESLint, KeePass, Spring, Django, SymPy, Rails, React Native, Rust's library, Symfony, three.js, webpack",
    sample: 44,
    precision: 0.64,
  },
  sites: 'functions',
  subject: 'symbol',
  shape: { scale: 'count', floor: FLOOR, transform: 'none', absolute: 12 },
  inTests: false,
  measure(view, report) {
    const returns = returnCounts(view);
    for (const s of plainFunctions(view)) {
      const value = returns.get(s.index) ?? 0;
      if (value === 0 || GUARDS.has(wordsOf(s.name)[0] ?? '') || s.arms * 2 >= value || (value >= FLOOR && isFlat(s)))
        continue;
      report({ value, start: s.nameStart, end: s.nameEnd });
    }
  },
  say: sayCount('returns in # places', 'functions'),
});

/** Places of returns by symbol, those that pass an error on left out; several values of one return are one place. */
function returnCounts(view: FileView): ReadonlyMap<number, number> {
  const out = new Map<number, number>();
  const errors = errorBodies(view);
  let last = -1;
  for (const r of view.table('returns')) {
    const passesOn = errors.some((e) => e.start <= r.start && r.end <= e.end);
    if (r.start !== last && !passesOn) out.set(r.symbol, (out.get(r.symbol) ?? 0) + 1);
    last = r.start;
  }
  return out;
}

/** Bodies of `if err != nil` and of catch clauses. */
function errorBodies(view: FileView): readonly Span[] {
  return [...view.table('handlers')].map((h) => ({ start: h.bodyStart, end: h.bodyEnd }));
}
