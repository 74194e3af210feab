import type { FileView } from '../../engine/file-view.ts';
import { defineNumericFeature, sayCount } from '../../engine/numeric-feature.ts';
import { plainFunctions, wordsOf } from '../measured-functions.ts';

/** First words of functions that answer as soon as they know: each guard is a return. */
const GUARDS: ReadonlySet<string> = new Set(
  'is has can should must validate valid check verify compare equals equal eq cmp match matches contains accepts supports to get find classify guess infer resolve map convert lookup describe'.split(
    ' ',
  ),
);

/** How many places a function returns from. */
export const outlierReturnCount = defineNumericFeature({
  id: 'drift/pattern/outlier-return-count',
  title: 'Functions with unusually many returns',
  languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'rust', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  sites: 'functions',
  subject: 'symbol',
  shape: { scale: 'count', floor: 8, transform: 'none', absolute: 12 },
  inTests: false,
  measure(view, report) {
    const returns = returnCounts(view);
    for (const s of plainFunctions(view)) {
      const value = returns.get(s.index) ?? 0;
      if (value === 0 || GUARDS.has(wordsOf(s.name)[0] ?? '') || s.arms * 2 >= value) continue;
      report({ value, start: s.nameStart, end: s.nameEnd });
    }
  },
  say: sayCount('returns in # places', 'functions'),
});

/** Places of returns by symbol; several values of one return are one place. */
function returnCounts(view: FileView): ReadonlyMap<number, number> {
  const out = new Map<number, number>();
  let last = -1;
  for (const r of view.table('returns')) {
    if (r.start !== last) out.set(r.symbol, (out.get(r.symbol) ?? 0) + 1);
    last = r.start;
  }
  return out;
}
