import { CallFlag, Mod } from '@drift/grammars';
import type { LanguageId } from '@drift/shared';
import type { Row } from '../../../facts/schema.ts';
import { defineConvention } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';
import { styleOfName, styleOfText } from './titles.ts';

/** Calls that declare a test by a text: the callee of each language's usual runners. */
const CALLS: Readonly<Partial<Record<LanguageId, RegExp>>> = {
  javascript: /^(?:it|test|specify)(?:\.(?:only|skip|concurrent|failing|fails|each\(.*))?$/s,
  typescript: /^(?:it|test|specify)(?:\.(?:only|skip|concurrent|failing|fails|each\(.*))?$/s,
  ruby: /^(?:it|test|specify|example)$/,
  php: /^(?:it|test)$/,
  go: /^\w+\.Run$/,
};
/** Languages in which a test can be a function with a name of its own choice; in Ruby the framework asks for `test_…`. */
const BY_NAME: ReadonlySet<LanguageId> = new Set(['csharp', 'java', 'kotlin', 'php', 'python', 'rust']);
const NONE: ReadonlySet<string> = new Set();
const PLAIN: readonly string[] = ['camel', 'pascal', 'prefix'];
/** Style -> others that it is a case of: `shouldAdd` is camelCase as well, and a sentence may begin with `given`. */
const SAYS_MORE: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['should', new Set([...PLAIN, 'snake', 'parts'])],
  ['given', new Set([...PLAIN, 'snake', 'parts', 'sentence'])],
  ['parts', new Set(PLAIN)],
]);

const NAMES: ReadonlyMap<string, string> = new Map([
  ['should', '`should …`'],
  ['given', '`given …`'],
  ['sentence', 'a sentence'],
  ['snake', 'snake_case'],
  ['parts', 'names joined by `_`'],
  ['camel', 'camelCase'],
  ['pascal', 'PascalCase'],
  ['prefix', 'the prefix `test`'],
]);

/** How the titles of tests are put. */
export const namingTest = defineConvention({
  id: 'drift/pattern/naming-test',
  title: 'Titles of tests',
  languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'rust', 'typescript'],
  maturity: 'stable',
  incubatingIn: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'rust', 'typescript'],
  since: '0.1.0',
  fix: 'none',
  precision: {
    corpus: '5 projects of docs/precision with findings',
    sample: 22,
    precision: 1,
  },
  sites: 'tests',
  answers: ['should', 'given', 'sentence', 'snake', 'parts', 'camel', 'pascal', 'prefix'],
  describe: (value) => NAMES.get(value) ?? value,
  // Where an attribute marks a test, as it does wherever the prefix is a choice, a name without it lacks nothing.
  deviates: (actual, expected) => expected !== 'prefix' && !(SAYS_MORE.get(actual) ?? NONE).has(expected),
  observe(view, report) {
    if (BY_NAME.has(view.language)) {
      const inherited = suites(view);
      for (const s of view.table('symbols')) {
        if (
          (s.modifiers & (Mod.test | Mod.override)) !== Mod.test ||
          (s.kind !== 'function' && s.kind !== 'method') ||
          s.nameStart < 0 ||
          inherited.has(s.parent) ||
          isNamedAfterMarked(view, s)
        )
          continue;
        const value = styleOfName(view.language, s.name);
        if (value !== undefined) report({ value, start: s.nameStart, end: s.nameEnd });
      }
    }
    const pattern = CALLS[view.language];
    if (pattern === undefined || view.role !== 'test') return;
    for (const call of view.table('calls')) {
      const title = pattern.test(call.callee) ? titleOf(view, call) : null;
      const value = title === null ? undefined : styleOfText(view.language, title.text);
      if (title !== null && value !== undefined) report({ value, start: title.start, end: title.end });
    }
  },
});

/** Classes below a suite of tests, whose names they may give another meaning: `class Tests(test_file.OtherFileTests)`. */
function suites(view: FileView): ReadonlySet<number> {
  const out = new Set<number>();
  if (view.language !== 'python') return out;
  for (const b of view.table('bases')) if (/Tests$/.test(b.name)) out.add(b.symbol);
  return out;
}

/** In PHP, `test_get` tests `_get`, and `test__set` tests `__set`. */
function isNamedAfterMarked(view: FileView, s: Row<'symbols'>): boolean {
  return view.language === 'php' && /^test_+[a-z]+(?:[A-Z][a-zA-Z]*)?$/.test(s.name);
}

/** The text a test is declared with, together with the function that is the test. */
function titleOf(view: FileView, call: Row<'calls'>): Row<'arguments'> | null {
  const args = view.argumentsOf(call);
  const [title] = args;
  if (title === undefined || (title.shape !== 'string' && title.shape !== 'template')) return null;
  const hasBody = (call.flags & CallFlag.hasBlock) !== 0 || args.some((a) => a.shape === 'function');
  return hasBody ? title : null;
}
