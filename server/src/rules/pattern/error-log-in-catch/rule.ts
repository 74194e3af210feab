import { HandlerFlag, type HandlerKind } from '@drift/grammars';
import type { Row } from '../../../facts/schema.ts';
import { defineConvention } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';
import { isBroadHandler, isExplained } from '../caught-errors.ts';
import { isForeignFile } from '../free-names.ts';
import { loggerOf } from '../log-calls.ts';
import { REPORTED_TO, REPORTER, REPORTS } from './reports.ts';

const KINDS: ReadonlySet<HandlerKind> = new Set<HandlerKind>(['catch', 'except', 'rescue', 'promiseCatch']);
const PASSED_ON = HandlerFlag.rethrows | HandlerFlag.exits;

const NAMES: ReadonlyMap<string, string> = new Map([
  ['logs', 'a handler that logs'],
  ['silent', 'a handler that does not log'],
]);

/** Whether errors that end in a handler are logged there. */
export const errorLogInCatch = defineConvention({
  id: 'drift/pattern/error-log-in-catch',
  title: 'Logging of caught errors',
  languages: ['csharp', 'java', 'javascript', 'kotlin', 'php', 'python', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  fix: 'none',
  precision: {
    corpus: '1 package: Octavia',
    sample: 7,
    precision: 0.71,
  },
  sites: 'handlers',
  answers: ['logs', 'silent'],
  describe: (value) => NAMES.get(value) ?? value,
  // Who logs where others do not is careful, not wrong.
  deviates: (actual) => actual === 'silent',
  observe(view, report) {
    if (view.role === 'test' || view.role === 'config' || isForeignFile(view)) return;
    for (const h of view.table('handlers')) {
      if (!KINDS.has(h.kind) || !isBroadHandler(view, h) || (h.flags & PASSED_ON) !== 0) continue;
      const value = outcomeOf(view, h);
      if (value !== null) report({ value, start: h.start, end: Math.min(h.end, h.bodyStart) });
    }
  },
});

/**
 * `null` where the error goes on in another way. A handler that only gives another value (`return null`, `port = 80`)
 * takes the error for an answer; what does more, and says nothing of the error, keeps silent about it.
 */
function outcomeOf(view: FileView, h: Row<'handlers'>): string | null {
  const calls = view.callsStartingIn(h.bodyStart, h.bodyEnd);
  if (calls.some((c) => loggerOf(view, c) !== null || REPORTER.test(`${c.callee}.`))) return 'logs';
  if ((h.flags & (HandlerFlag.usesBinding | HandlerFlag.returns)) !== 0 || isExplained(view, h)) return null;
  const acts = calls.some((c) => c.use === 'discarded' || c.use === 'awaited');
  return acts && !calls.some((c) => REPORTS.test(c.name) || REPORTED_TO.test(c.callee)) ? 'silent' : null;
}
