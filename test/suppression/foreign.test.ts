import { DEFAULT_CONFIG, type GrammarId, type RuleId } from '@drift/shared';
import { describe, expect, test } from 'vitest';
import { allSuppressionsOf, suppressionOf } from '../../server/src/enforcement/suppression.ts';
import { factsOf } from '../support/facts.ts';
import { judgedText } from '../support/judged.ts';

// Directives to other tools: what they hide, and what they do not although they look like it.
const ONLY: readonly RuleId[] = [
  'drift/taint/sql-query',
  'drift/taint/code-eval',
  'drift/taint/os-command',
  'drift/error-handling/empty-handler',
];

async function shown(path: string, text: string, foreign = true): Promise<string[]> {
  const { uncut } = await judgedText(path, text, { only: ONLY, suppression: { foreign } });
  return uncut.map((f) => f.ruleId.slice('drift/'.length));
}

const EVAL = (mark: string): string => `def f(request):\n    return eval(request.args["q"])${mark}\n`;
const JS_EVAL = (mark: string): string => `export function f(req) {\n${mark}\n  return eval(req.query.q);\n}\n`;
const JAVA = (mark: string, more = ''): string =>
  `${mark}\nclass A {\n  void f() {\n    try {\n      work();\n    } catch (RuntimeException e) {\n    }\n  }\n}\n${more}`;
const KOTLIN = (mark: string): string =>
  `class A {\n  ${mark}\n  fun f() {\n    try {\n      work()\n    } catch (e: RuntimeException) {\n    }\n  }\n}\n`;

describe.each([
  ['a noqa that names the rule', 'a.py', EVAL('  # noqa: S307'), []],
  ['among others', 'a.py', EVAL('  # noqa: E501, S307'), []],
  ['a bare one hides no security', 'a.py', EVAL('  # noqa'), ['taint/code-eval']],
  ['a noqa of something else', 'a.py', EVAL('  # noqa: E501'), ['taint/code-eval']],
  ['a noqa on the line above', 'a.py', `# noqa: S307\n${EVAL('')}`, ['taint/code-eval']],
  ['a noqa in a string', 'a.py', EVAL(' or "# noqa: S307"'), ['taint/code-eval']],
  ['a nosemgrep above', 'a.py', EVAL('').replace('    return', '    # nosemgrep: a.b.eval-detected\n    return'), []],
  ['a nosemgrep behind', 'a.py', EVAL('  # nosemgrep: eval-detected'), []],
  ['a bare nosemgrep', 'a.py', EVAL('  # nosemgrep'), ['taint/code-eval']],
  ['eslint for the next line', 'a.js', JS_EVAL('  // eslint-disable-next-line no-eval'), []],
  ['in a block, with a reason', 'a.js', JS_EVAL('  /* eslint-disable-next-line no-eval -- own text */'), []],
  ['for another rule', 'a.js', JS_EVAL('  // eslint-disable-next-line no-console'), ['taint/code-eval']],
  ['for every rule', 'a.js', JS_EVAL('  // eslint-disable-next-line'), ['taint/code-eval']],
  ['an annotation of a class', 'A.java', JAVA('@SuppressWarnings("java:S108")'), []],
  ['with several names', 'A.java', JAVA('@SuppressWarnings({"unchecked", "EmptyCatchBlock"})'), []],
  ['of everything', 'A.java', JAVA('@SuppressWarnings("all")'), []],
  ['of something else', 'A.java', JAVA('@SuppressWarnings("unchecked")'), ['error-handling/empty-handler']],
  [
    'of one class, not of the next',
    'A.java',
    JAVA('@SuppressWarnings("all")', JAVA('').replace('A', 'B')),
    ['error-handling/empty-handler'],
  ],
  ['of a function in Kotlin', 'A.kt', KOTLIN('@Suppress("SwallowedException")'), []],
  ['of something else in Kotlin', 'A.kt', KOTLIN('@Suppress("unused")'), ['error-handling/empty-handler']],
])('%s', (_, path, text, left) => {
  test(left.length === 0 ? 'hides the finding' : 'leaves it', async () => {
    expect(await shown(path, text)).toEqual(left);
  });

  test('counts for nothing when that is off', async () => {
    expect((await shown(path, text, false)).length).toBeGreaterThan(0);
  });
});

test.each([
  ['python', 'f()  # noqa', 0, 'drift/pattern/import-order', true],
  ['python', 'f()  # noqa', 0, 'drift/secret/vendor-token', false],
  ['python', 'f()  # noqa', 0, 'drift/owasp/debug-mode', false],
  ['python', 'f()  # noqa', 1, 'drift/pattern/import-order', false],
  ['python', '# flake8: noqa\nf()', 1, 'drift/pattern/import-order', false],
  ['javascript', '// eslint-disable-next-line\nf();\ng();', 1, 'drift/pattern/type-any', true],
  ['javascript', '// eslint-disable-next-line\nf();\ng();', 2, 'drift/pattern/type-any', false],
  ['javascript', '// eslint-disable-next-line\nf();', 1, 'drift/crypto/weak-hash', false],
  ['javascript', 'f(); // eslint-disable-line camelcase', 0, 'drift/pattern/naming-function', true],
  ['javascript', 'f(); // eslint-disable-line camelcase', 0, 'drift/pattern/import-order', false],
  ['javascript', '// see eslint-disable-next-line camelcase\nf();', 1, 'drift/pattern/naming-function', false],
  ['go', '// nosemgrep\nvar a = 1', 1, 'drift/error-handling/ignored-error', true],
  ['go', '// nosemgrep\nvar a = 1', 1, 'drift/taint/sql-query', false],
  ['java', '@SuppressWarnings("all")\nclass A {\n  int a;\n}', 2, 'drift/pattern/naming-variable', true],
  ['java', '@SuppressWarnings("all")\nclass A {\n  int a;\n}', 2, 'drift/taint/sql-query', false],
  ['java', '@SuppressWarnings("java:S2077")\nclass A {\n  int a;\n}', 2, 'drift/taint/sql-query', true],
] as const satisfies readonly (readonly [GrammarId, string, number, RuleId, boolean])[])(
  '%s: %s covers line %i of %s: %s',
  async (grammar, text, line, rule, expected) => {
    const settings = { config: DEFAULT_CONFIG.suppression, day: null };
    const covering = suppressionOf(allSuppressionsOf(await factsOf(grammar, text)), rule, { line, settings });
    expect(covering !== null).toBe(expected);
  },
);
