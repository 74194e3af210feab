import { HandlerFlag } from '@drift/grammars';
import type { Row } from '../../../facts/schema.ts';
import type { FileView } from '../../engine/file-view.ts';
import { defineRule } from '../../engine/rule.ts';
import { rethrow } from '../../fixes/rethrow.ts';
import { hasCommentBeside } from '../comment-beside.ts';
import { catchesBroadly, hasFallback, isCleanup, isInTest, keepsOldValue, saysUnimportant } from './intent.ts';

const MESSAGE = 'This handler drops every error unseen; log it, rethrow it, or say in a comment why it may be ignored';
/** Lines above a handler, mostly the `try` it belongs to, in which a comment still speaks about it. */
const LINES_ABOVE = 3;

/** Flags handlers that catch nearly every error, do nothing with it and do not say why. */
export const emptyHandler = defineRule({
  meta: {
    id: 'drift/error-handling/empty-handler',
    title: 'Handler that drops every error',
    category: 'error-handling',
    languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'rust', 'typescript'],
    severity: 'warning',
    maturity: 'stable',
    since: '1.0.0',
    cwe: ['CWE-390'],
    owasp: [],
    fix: 'unsafe',
    inTests: false,
    precision: {
      corpus: '10k and the library of Python 3.11, Puma, PM2, Capacitor, ruby-openid',
      sample: 27,
      precision: 0.81,
    },
  },
  check(view, report) {
    for (const handler of view.table('handlers')) {
      if (!isSilent(view, handler) || !catchesBroadly(view, handler) || saysUnimportant(view, handler)) continue;
      if (isCleanup(view, handler) || hasFallback(view, handler) || keepsOldValue(view, handler)) continue;
      if (!isInTest(view, handler.symbol) && !hasCommentBeside(view, handler, LINES_ABOVE))
        report({ start: handler.start, end: handler.end, message: MESSAGE });
    }
  },
  fix: rethrow,
});

function isSilent(view: FileView, handler: Row<'handlers'>): boolean {
  // An `else` is what follows success: to the error, going on after it is the answer.
  if ((handler.flags & (HandlerFlag.hasComment | HandlerFlag.hasElse)) !== 0) return false;
  const isEmpty = (handler.flags & HandlerFlag.empty) !== 0;
  switch (handler.kind) {
    case 'catch':
    case 'except':
    case 'rescue':
    case 'errorBranch':
      // Where the variable lives on, it may be read after the handler.
      return isEmpty && (handler.flags & HandlerFlag.usesBinding) === 0;
    case 'promiseCatch':
      return isEmpty && isPromiseDropped(view, handler);
    case 'resultArm':
      // A named error with nothing after it is one that the guard of the arm has looked at.
      return isEmpty && handler.binding === '';
    case 'deferRecover':
      return handler.statements === 1 && isRecoveredValueDropped(view, handler);
    case 'rescueModifier':
    case 'finally':
      return false;
  }
}

/** False where the promise is used further: then the empty callback gives `undefined` as the answer. */
function isPromiseDropped(view: FileView, handler: Row<'handlers'>): boolean {
  for (const call of view.table('calls')) {
    if (call.start > handler.start) return false;
    const isOurs = call.end >= handler.end && view.argumentsOf(call).some((a) => a.start === handler.start);
    // A promise with a name is awaited elsewhere; this only keeps it from being reported.
    if (isOurs) return call.use === 'discarded' && call.callee.includes('()');
  }
  return false;
}

/** True for a bare `recover()` or `_ = recover()`. */
function isRecoveredValueDropped(view: FileView, handler: Row<'handlers'>): boolean {
  const isInside = (row: { start: number; end: number }): boolean =>
    row.start >= handler.bodyStart && row.end <= handler.bodyEnd;
  const call = view.callsNamed('recover').find(isInside);
  if (call === undefined) return false;
  return call.use === 'discarded' || view.bindingsOf('_').some((b) => isInside(b) && b.valueStart === call.start);
}
