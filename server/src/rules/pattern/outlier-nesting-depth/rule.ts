import { defineNumericFeature, sayCount } from '../../engine/numeric-feature.ts';
import { extractFunction } from '../../fixes/extract-function/extract-function.ts';
import { plainFunctions } from '../measured-functions.ts';

/** How deep conditions, loops and tries lie in each other. */
export const outlierNestingDepth = defineNumericFeature({
  id: 'drift/pattern/outlier-nesting-depth',
  title: 'Unusually deep nesting',
  languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'rust', 'typescript'],
  maturity: 'stable',
  since: '0.1.0',
  precision: {
    corpus:
      "21 packages: among them Docker, ESLint, KeePass, Spring, Django, SymPy, Rails, React Native, Rust's library, Symfony, three.js, webpack",
    sample: 32,
    precision: 0.84,
  },
  sites: 'functions',
  subject: 'symbol',
  shape: { scale: 'count', floor: 5, transform: 'none', absolute: 5 },
  inTests: false,
  measure(view, report) {
    for (const s of plainFunctions(view)) {
      if (s.statements > 0) report({ value: s.nesting, start: s.nameStart, end: s.nameEnd });
    }
  },
  say: sayCount('nests # levels deep', 'functions'),
  fixes: extractFunction,
});
