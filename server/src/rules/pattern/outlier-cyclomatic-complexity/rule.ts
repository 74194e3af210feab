import { defineNumericFeature, sayCount } from '../../engine/numeric-feature.ts';
import { extractFunction } from '../../fixes/extract-function/extract-function.ts';
import { isFlat, plainFunctions } from '../measured-functions.ts';

/** Names of functions with a decision for each field, case or property they know. */
const FOLLOWS_DATA = /convert|json|xml|yaml|equals?$|compare|clone|copy|^(?:get|set|has|clear)$/i;
/** Smallest complexity that may be told. */
const FLOOR = 15;

/** Cyclomatic complexity, a whole switch counted as straight code. */
export const outlierCyclomaticComplexity = defineNumericFeature({
  id: 'drift/pattern/outlier-cyclomatic-complexity',
  title: 'Functions with unusually many decisions',
  languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'rust', 'typescript'],
  maturity: 'stable',
  since: '0.1.0',
  precision: {
    corpus:
      "21 packages: among them Docker, ESLint, KeePass, Spring, Django, SymPy, Rails, React Native, Rust's library, Symfony, three.js, webpack",
    sample: 41,
    precision: 0.88,
  },
  sites: 'functions',
  subject: 'symbol',
  shape: { scale: 'count', floor: FLOOR, transform: 'log1p' },
  inTests: false,
  measure(view, report) {
    for (const s of plainFunctions(view)) {
      const value = 1 + s.branches - s.arms;
      if (s.statements === 0 || s.arms * 2 > s.branches + 1 || (value >= FLOOR && isFlat(s))) continue;
      if (FOLLOWS_DATA.test(s.name)) continue;
      report({ value, start: s.nameStart, end: s.nameEnd });
    }
  },
  say: sayCount('has a complexity of #', 'functions'),
  fixes: extractFunction,
});
