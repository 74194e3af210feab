import { defineNumericFeature, sayCount } from '../../engine/numeric-feature.ts';
import { isStaging, plainFunctions } from '../measured-functions.ts';

/** How many try blocks a function has; only functions that have one are compared. */
export const outlierTryBlocks = defineNumericFeature({
  id: 'drift/pattern/outlier-try-blocks',
  title: 'Functions with unusually many try blocks',
  languages: ['csharp', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'typescript'],
  maturity: 'stable',
  since: '0.1.0',
  precision: {
    corpus:
      "21 packages: among them Docker, ESLint, KeePass, Spring, Django, SymPy, Rails, React Native, Rust's library, Symfony, three.js, webpack",
    sample: 30,
    precision: 0.9,
  },
  sites: 'functions with a try block',
  subject: 'symbol',
  shape: { scale: 'count', floor: 4, transform: 'none', absolute: 4 },
  inTests: false,
  measure(view, report) {
    if (isStaging(view.file)) return;
    for (const s of plainFunctions(view)) {
      if (s.tries > 0) report({ value: s.tries, start: s.nameStart, end: s.nameEnd });
    }
  },
  say: sayCount('has # try blocks', 'functions with one'),
});
