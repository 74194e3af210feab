import type { FileView } from '../../engine/file-view.ts';
import { defineNumericFeature, sayCount } from '../../engine/numeric-feature.ts';
import { isWiring, plainFunctions } from '../measured-functions.ts';

/** How many different functions a function calls. */
export const outlierCalleeFanOut = defineNumericFeature({
  id: 'drift/pattern/outlier-callee-fan-out',
  title: 'Functions that call unusually many others',
  languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'rust', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  precision: {
    corpus:
      "21 packages: among them Docker, ESLint, KeePass, Spring, Django, SymPy, Rails, React Native, Rust's library, Symfony, three.js, webpack",
    sample: 8,
    precision: 0.63,
  },
  sites: 'functions',
  subject: 'symbol',
  shape: { scale: 'count', floor: 25, transform: 'log1p' },
  inTests: false,
  measure(view, report) {
    const callees = calleesOf(view);
    for (const s of plainFunctions(view)) {
      const value = callees.get(s.index)?.size ?? 0;
      if (value === 0 || isWiring(s.name) || s.branches * 10 < value) continue;
      report({ value, start: s.nameStart, end: s.nameEnd });
    }
  },
  say: sayCount('calls # different functions', 'functions'),
});

/** Names of what each symbol calls; the same name on another receiver is the same. */
function calleesOf(view: FileView): ReadonlyMap<number, ReadonlySet<string>> {
  const out = new Map<number, Set<string>>();
  for (const c of view.table('calls')) {
    if (c.symbol < 0 || c.name === '') continue;
    const known = out.get(c.symbol);
    if (known === undefined) out.set(c.symbol, new Set([c.name]));
    else known.add(c.name);
  }
  return out;
}
