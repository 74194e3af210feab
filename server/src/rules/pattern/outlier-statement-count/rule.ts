import { defineNumericFeature, sayCount } from '../../engine/numeric-feature.ts';
import { extractFunction } from '../../fixes/extract-function/extract-function.ts';
import { isWiring, plainFunctions } from '../measured-functions.ts';

/** How many statements a function has. */
export const outlierStatementCount = defineNumericFeature({
  id: 'drift/pattern/outlier-statement-count',
  title: 'Unusually long functions',
  languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'rust', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  precision: {
    corpus:
      "21 packages: among them Docker, ESLint, KeePass, Spring, Django, SymPy, Rails, React Native, Rust's library, Symfony, three.js, webpack",
    sample: 19,
    precision: 0.79,
  },
  sites: 'functions',
  subject: 'symbol',
  shape: { scale: 'count', floor: 60, transform: 'log1p' },
  inTests: false,
  measure(view, report) {
    for (const s of plainFunctions(view)) {
      // A long run of statements without a decision is a table, a registration or a form.
      const isTable = s.branches * 20 < s.statements && s.statements > 20;
      if (s.statements === 0 || isTable || isWiring(s.name) || s.arms * 2 > s.branches + 1) continue;
      report({ value: s.statements, start: s.nameStart, end: s.nameEnd });
    }
  },
  say: sayCount('has # statements', 'functions'),
  fixes: extractFunction,
});
