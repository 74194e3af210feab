import type { Span } from '@drift/shared';
import type { Row } from '../../../facts/schema.ts';
import type { FileView } from '../../engine/file-view.ts';
import { defineRule } from '../../engine/rule.ts';
import { returnError } from '../../fixes/return-error.ts';
import { hasCommentBeside } from '../comment-beside.ts';
import { ERROR_ONLY, VALUE_AND_ERROR } from './rows.ts';

/** Programs that test others: `functional_tests.go`. */
const TEST_PROGRAM = /_tests?\.go$/;

/** Flags errors of the standard library that nobody looks at. */
export const ignoredError = defineRule({
  meta: {
    id: 'drift/error-handling/ignored-error',
    title: 'Error that nobody looks at',
    category: 'error-handling',
    languages: ['go'],
    severity: 'warning',
    maturity: 'stable',
    since: '1.0.0',
    cwe: ['CWE-252', 'CWE-391'],
    owasp: [],
    fix: 'unsafe',
    inTests: false,
    precision: {
      corpus: '10k and 5k, AWS SDK for Go, containers/image, go-git, step certificates',
      sample: 11,
      precision: 0.91,
    },
  },
  check(view, report) {
    if (TEST_PROGRAM.test(view.file)) return;
    const tell = ({ start, end }: Span, message: string): void => {
      if (!hasCommentBeside(view, { start, end }, 1)) report({ start, end, message });
    };
    for (const call of view.table('calls')) {
      // Whoever writes `_ = f()` has said so.
      if (call.use === 'discarded' && ERROR_ONLY.has(view.canonical(call.callee)))
        tell(call, `${call.callee} can fail; look at the error it returns`);
    }
    for (const b of view.table('bindings')) {
      if (b.target !== '_' || b.shape !== 'call' || !VALUE_AND_ERROR.has(view.canonical(b.text))) continue;
      if (hasNamedValue(view, b)) tell(b, `The value of ${b.text} means nothing on failure; check the error`);
    }
  },
  fix: returnError,
});

/** True where the result before the blank one, which is the value, is kept. */
function hasNamedValue(view: FileView, blank: Row<'bindings'>): boolean {
  const value = view.table('bindings').get(blank.index - 1);
  if (value === null || value.start !== blank.start || value.end !== blank.end || value.target === '_') return false;
  // Who asks how much was read asks whether it was read.
  return !view
    .callsNamed('len')
    .some((c) => c.start > value.end && c.symbol === value.symbol && view.argumentsOf(c)[0]?.text === value.target);
}
