import type { Row } from '../../../facts/schema.ts';
import { lastSegment } from '../../engine/api-table.ts';
import { defineConvention } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';
import { type Handler, handlersOf, parametersOf } from '../handlers.ts';
import { responsesOf } from '../responses.ts';
import { type Body, bodyOf, hasMark, WHOLE } from './body-of.ts';
import { VALIDATOR_ROWS, type ValidatorRow } from './rows.ts';

const MANUAL = 'manual';
const NONE = 'none';
const MODEL = 'model attributes';
/** Statuses that say that what was sent is wrong. */
const REFUSED = /^(?:400|422)$|bad_?request|unprocessable/i;
const WRONG = /Invalid(?!Credential)|Validation|BadRequest|Unprocessable|PRECONDITION|UNPROCESSABLE|BAD_REQUEST/;
/** Where what was sent comes from a machine with a signature of its own. */
const SIGNED = /webhook|callback|health|graphql|proxy/i;

const NAMES: ReadonlyMap<string, string> = new Map([
  [MANUAL, 'checks by hand'],
  [NONE, 'no check'],
  ['middleware', 'a validating middleware'],
]);

/** What checks the bodies of requests. */
export const apiValidation = defineConvention({
  id: 'drift/pattern/api-validation',
  title: 'Validation of bodies',
  languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'rust', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  fix: 'none',
  sites: 'handlers with a body',
  answers: [...new Set([...VALIDATOR_ROWS.map((r) => r.value), MODEL, MANUAL, NONE])],
  describe: (value) => NAMES.get(value) ?? value,
  // Where little is checked, a check is no step back.
  deviates: (actual, expected) => laxness(expected) === 0 || laxness(actual) > laxness(expected),
  observe(view, report) {
    if (view.role !== 'source') return;
    for (const handler of handlersOf(view)) {
      const { symbol, route } = handler;
      if (SIGNED.test(symbol.name) || SIGNED.test(route?.path?.text ?? '')) continue;
      const body = bodyOf(view, handler);
      const value = body === null ? null : checkOf(view, handler, body);
      if (value === null) continue;
      const named = symbol.nameEnd > symbol.nameStart ? { start: symbol.nameStart, end: symbol.nameEnd } : route;
      report({ value, start: named?.start ?? symbol.start, end: named?.end ?? symbol.start + 1 });
    }
  },
});

function laxness(value: string): number {
  return [MANUAL, NONE].indexOf(value) + 1;
}

/** The first check that a handler has, or `null` where its body is passed on whole and may be checked there. */
function checkOf(view: FileView, handler: Handler, body: Body): string | null {
  const row = VALIDATOR_ROWS.find(
    (r) =>
      r.languages.includes(view.language) &&
      (r.imports === undefined || view.imports(...r.imports)) &&
      isUsed(view, handler, body, r),
  );
  if (row !== undefined) return row.value;
  if (view.language === 'csharp' && refusesState(view, handler)) return MODEL;
  if (refuses(view, handler)) return MANUAL;
  const { start, end } = handler.symbol;
  const throws = [...view.table('throws')].filter((t) => t.start >= start && t.end <= end && t.handler < 0);
  if (throws.some((t) => saysWrong(view, t))) return MANUAL;
  // What else it throws may be about the body as well.
  if (throws.length > 0) return null;
  return body.row.atBoundary !== true && isPassedOn(view, handler, body) ? null : NONE;
}

function isUsed(view: FileView, handler: Handler, body: Body, row: ValidatorRow): boolean {
  const { symbol, route } = handler;
  switch (row.by) {
    case 'call':
      return view.callsStartingIn(symbol.start, symbol.end).some((c) => {
        const receiver = c.callee.slice(0, Math.max(0, c.callee.length - c.name.length - 1));
        return row.name.test(c.name) && (row.receiver === undefined ? receiver === '' : row.receiver.test(receiver));
      });
    case 'route': {
      const call = route?.call ?? null;
      const between = call === null ? [] : view.argumentsOf(call).slice(1, -1);
      return between.some((a) => row.name.test(a.text.replaceAll('()', '')));
    }
    case 'parameter':
      return body.parameter !== null && row.name.test(body.parameter.type);
    case 'mark':
      return body.parameter !== null && hasMark(view, placeBefore(view, handler, body), body.parameter.start, row.name);
    case 'class':
      return [...view.table('decorators')].some(
        (d) => d.symbol >= 0 && d.symbol === symbol.parent && row.name.test(lastSegment(d.name)),
      );
  }
}

/** Where the marks of the body's parameter can start. */
function placeBefore(view: FileView, handler: Handler, body: Body): number {
  const all = parametersOf(view, handler.symbol);
  const at = all.findIndex((p) => p.index === body.parameter?.index);
  return all[at - 1]?.end ?? handler.symbol.nameEnd;
}

/** `BadRequest(ModelState)` says that the attributes of the model were asked. */
function refusesState(view: FileView, handler: Handler): boolean {
  return view
    .callsStartingIn(handler.symbol.start, handler.symbol.end)
    .some((c) => view.argumentsOf(c).some((a) => a.text === 'ModelState'));
}

/** True where the handler refuses what was sent, and not only because reading it failed. */
function refuses(view: FileView, handler: Handler): boolean {
  const { start, end } = handler.symbol;
  const failures = [...view.table('handlers')].filter((h) => h.start >= start && h.end <= end);
  return responsesOf(view).some((r) => {
    if (r.start < start || r.end > end || failures.some((h) => h.bodyStart <= r.start && r.end <= h.bodyEnd))
      return false;
    if (r.status !== null) return REFUSED.test(r.status.text);
    return (
      r.row?.helper === true &&
      view.callsStartingIn(r.chain, r.end).some((c) => c.nameStart === r.start && REFUSED.test(c.name))
    );
  });
}

/** True where an error says by its class, or by what it is given, that the body is wrong. */
function saysWrong(view: FileView, t: Row<'throws'>): boolean {
  if (WRONG.test(t.text)) return true;
  return view
    .callsStartingIn(t.start, t.end)
    .some((c) => view.argumentsOf(c).some((a) => a.shape !== 'string' && (REFUSED.test(a.text) || WRONG.test(a.text))));
}

function isPassedOn(view: FileView, handler: Handler, body: Body): boolean {
  const { start, end } = handler.symbol;
  return [...view.table('arguments')].some((a) => {
    if (a.start < start || a.end > end) return false;
    const isWhole =
      body.names.has(a.text) || (body.row.by === 'path' && body.row.what.test(a.text) && WHOLE.test(a.text));
    if (!isWhole && !(a.shape === 'call' && body.row.what.test(a.text)) && a.shape !== 'spread') return false;
    const call = view.table('calls').get(a.call);
    return call !== null && !body.row.what.test(call.callee);
  });
}
