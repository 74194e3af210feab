import type { Row } from '../../../facts/schema.ts';
import type { FileView } from '../../engine/file-view.ts';
import { defineNumericFeature, sayCount } from '../../engine/numeric-feature.ts';
import { hasPrescribedParameters, NAMED_ARGUMENTS, plainFunctions, wordsOf } from '../measured-functions.ts';

/** Names of functions that take what they make a value of. */
const MAKERS: ReadonlySet<string> = new Set([
  'init',
  'initialize',
  'construct',
  'new',
  'create',
  'make',
  'build',
  'copy',
  'of',
  'from',
  'with',
  'set',
]);

/** Words of a path that tell of formulas, whose parameters are those of the formula. */
const MATHEMATICS = ['math', 'maths', 'matrix', 'geometry', 'curve', 'curves', 'vector', 'crypto', 'cryptography'];

/** How many parameters a function takes. */
export const outlierParameterCount = defineNumericFeature({
  id: 'drift/pattern/outlier-parameter-count',
  title: 'Functions with unusually many parameters',
  languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'rust', 'typescript'],
  maturity: 'stable',
  since: '0.1.0',
  precision: {
    corpus:
      "21 packages: among them Docker, ESLint, KeePass, Spring, Django, SymPy, Rails, React Native, Rust's library, Symfony, three.js, webpack",
    sample: 64,
    precision: 0.83,
  },
  sites: 'functions',
  subject: 'symbol',
  shape: { scale: 'count', floor: 7, transform: 'none', absolute: 10 },
  inTests: false,
  measure(view, report) {
    const optional = optionalCounts(view);
    const words = wordsOf(view.file);
    for (const s of plainFunctions(view)) {
      if (isMaker(view, s) || s.name.startsWith('$') || hasPrescribedParameters(s)) continue;
      // Who only passes everything on takes what the other one asks for.
      if (s.statements <= 1 || MATHEMATICS.some((w) => words.includes(w))) continue;
      if (isMostlyOptions(view, s, optional.get(s.index) ?? 0)) continue;
      report({ value: s.parameters, start: s.nameStart, end: s.nameEnd });
    }
  },
  say: sayCount('has # parameters', 'functions'),
});

/** Constructors and functions that make something; in JavaScript a name in capitals is a constructor. */
function isMaker(view: FileView, s: Row<'symbols'>): boolean {
  const script = view.language === 'javascript' || view.language === 'typescript';
  return s.kind === 'constructor' || MAKERS.has(wordsOf(s.name)[0] ?? '') || (script && /^[A-Z]/.test(s.name));
}

function optionalCounts(view: FileView): ReadonlyMap<number, number> {
  const out = new Map<number, number>();
  for (const p of view.table('parameters')) if (p.shape !== 'none') out.set(p.symbol, (out.get(p.symbol) ?? 0) + 1);
  return out;
}

/** Where a caller names the few of many options it gives, their number says little. */
function isMostlyOptions(view: FileView, s: Row<'symbols'>, optional: number): boolean {
  return NAMED_ARGUMENTS.has(view.language) && optional * 2 > s.parameters;
}
