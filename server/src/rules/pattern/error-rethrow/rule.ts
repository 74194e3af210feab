import { CallFlag, HandlerFlag } from '@drift/grammars';
import type { Row } from '../../../facts/schema.ts';
import { defineConvention } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';
import { caughtName } from '../caught-errors.ts';
import { isForeignFile } from '../free-names.ts';
import { WRAPPERS } from './wrappers.ts';

const NAMES: ReadonlyMap<string, string> = new Map([
  ['cause', 'a new error with its cause'],
  ['message', 'a new error without its cause'],
  ['bare', 'the caught error itself'],
  ['wrapped', 'an error wrapped with context'],
  ['formatted', 'an error that only quotes the other'],
  ['returned', 'the received error itself'],
]);
/** Values that lose something which the expected one keeps. */
const LOSES: ReadonlySet<string> = new Set(['message of cause', 'formatted of wrapped', 'returned of wrapped']);

/** How a handler passes an error on. */
export const errorRethrow = defineConvention({
  id: 'drift/pattern/error-rethrow',
  title: 'Errors passed on by handlers',
  languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  fix: 'none',
  sites: 'rethrown errors',
  answers: ['cause', 'message', 'bare', 'wrapped', 'formatted', 'returned'],
  describe: (value) => NAMES.get(value) ?? value,
  deviates: (actual, expected) => LOSES.has(`${actual} of ${expected}`),
  observe(view, report) {
    if (view.role !== 'source' || isForeignFile(view)) return;
    if (view.language === 'go') return returnedErrors(view, report);
    const handlers = view.table('handlers');
    for (const t of view.table('throws')) {
      const h = handlers.get(t.handler);
      if (h === null || h.kind === 'finally' || t.start < h.bodyStart || t.symbol !== h.symbol) continue;
      const value = rethrown(view, t, h);
      if (value !== null) report({ value, start: t.start, end: t.end });
    }
  },
});

function rethrown(view: FileView, t: Row<'throws'>, h: Row<'handlers'>): string | null {
  if (t.shape === 'none' || (t.shape === 'identifier' && t.text === caughtName(view, h))) return 'bare';
  // `from None` says on purpose that there is no cause to show.
  if (t.cause !== '') return t.cause === 'None' ? null : 'cause';
  const name = caughtName(view, h);
  const calls = view.callsStartingIn(t.start, t.end);
  const call = calls.find((c) => c.use === 'thrown');
  if (view.language === 'python') return call !== undefined || t.shape === 'identifier' ? 'message' : null;
  if (call === undefined) return null;
  const made = (call.flags & CallFlag.isNew) !== 0 || (view.language === 'kotlin' && /^[A-Z]/.test(call.name));
  if (passesCause(view, call, name)) return made && quotesOnly(view, call) ? 'message' : 'cause';
  // A variable of such a name holds what was taken out of the caught error.
  const derived = view.argumentsOf(call).some((a) => a.shape === 'identifier' && DERIVED.test(a.text));
  if (!made || derived) return null;
  // `new LoadError(toError(e))`: what becomes of the error is not to be seen here.
  const inner = calls.filter((c) => c.index !== call.index && view.argumentsOf(c).some((a) => isCaught(a, name)));
  return inner.some((c) => !QUOTES.test(c.name)) ? null : 'message';
}

/** Calls that make a text of an error. */
const QUOTES =
  /^(?:String|str|valueOf|format|sprintf|toString|stringify|concat|FormatWith|repr|print_r|get\w*Message)$/;
const DERIVED = /(?:cause|exc?|exception|error|err|throwable|root|target)\d*$/i;
/** Parts of an error that are an error themselves. */
const CAUSES = /\.(?:\w*[cC]ause|\w*Exception|\w*Throwable|\w*Previous)(?:\(\))?$/;

function isCaught(v: { readonly shape: string; readonly text: string }, name: string): boolean {
  if (name === '') return false;
  return (v.shape === 'identifier' && v.text === name) || (v.text.startsWith(`${name}.`) && CAUSES.test(v.text));
}

/** True when the caught error itself, or its cause, is handed to the new one as an argument or an option. */
function passesCause(view: FileView, call: Row<'calls'>, name: string): boolean {
  return (
    view.argumentsOf(call).some((a) => isCaught(a, name)) || view.pairsOf(call.index).some((p) => isCaught(p, name))
  );
}

/** `new Error(e)` of JavaScript makes a text of its first argument. */
function quotesOnly(view: FileView, call: Row<'calls'>): boolean {
  const script = view.language === 'javascript' || view.language === 'typescript';
  return script && call.arguments === 1 && /^(?:Type|Range|Syntax)?Error$/.test(call.callee);
}

/** Go: what is returned from a branch that found an error. */
function returnedErrors(view: FileView, report: (o: { value: string; start: number; end: number }) => void): void {
  for (const h of view.table('handlers')) {
    if (h.kind !== 'errorBranch' || (h.flags & HandlerFlag.returns) === 0) continue;
    const table = view.table('returns');
    for (
      let r = table.get(table.firstFrom(h.bodyStart));
      r !== null && r.start < h.bodyEnd;
      r = table.get(r.index + 1)
    ) {
      const value = r.symbol === h.symbol ? returned(view, r, h) : null;
      if (value !== null) report({ value, start: r.start, end: r.end });
    }
  }
}

function returned(view: FileView, r: Row<'returns'>, h: Row<'handlers'>): string | null {
  if (r.shape === 'identifier') return r.text === h.binding ? 'returned' : null;
  const form = r.shape === 'call' ? WRAPPERS.get(view.canonical(r.text)) : undefined;
  if (form === undefined) return null;
  const call = view.callsStartingIn(r.start, r.end).find((c) => c.callee === r.text);
  const given = call === undefined ? [] : view.argumentsOf(call);
  if (!given.some((a) => a.text === h.binding || a.text.startsWith(`${h.binding}.`))) return null;
  if (form === 'wraps') return 'wrapped';
  return given[0]?.shape === 'string' && given[0].text.includes('%w') ? 'wrapped' : 'formatted';
}
