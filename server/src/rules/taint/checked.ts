import type { Row } from '../../facts/schema.ts';
import type { FileView } from '../engine/file-view.ts';
import { CHECK_NAME, EQUALITY_CALLS, LENGTH_SEGMENT, LOOKUPS, PRESENCE_NAME } from './check-names.ts';

/** Where a value is handed on: the function, and the end of the place. */
export interface Sink {
  readonly symbol: number;
  readonly until: number;
}

/** Something a function asks about: the path of the value, and where. */
interface Question {
  readonly subject: string;
  readonly symbol: number;
  readonly start: number;
  /** True for what a call is called on: `req.query.has('a')` says nothing about `req.query.b`. */
  readonly isReceiver?: true;
}

const questions = new WeakMap<FileView, readonly Question[]>();
const CONSTANT_SHAPES: ReadonlySet<string> = new Set(['string', 'number', 'regex', 'array', 'object']);

/**
 * True where the function around a place, one around that or one inside it asks what the value is: whether it is one of
 * some constants, of a pattern, a number, valid. What it does with the answer is not told, so any question counts that can
 * be asked before the value is handed on.
 */
export function isChecked(view: FileView, path: string, sink: Sink): boolean {
  return questionsOf(view).some(
    (q) => isAbout(q, path) && isNested(view, q.symbol, sink.symbol) && !isTooLate(view, q, sink),
  );
}

/**
 * True for a question that stands after the sink in the same function and can only be asked after it: neither is it the
 * condition of the sink (`run(n) if valid?(n)`), nor does a loop hold both. A named function inside may be called before.
 */
function isTooLate(view: FileView, q: Question, { symbol, until }: Sink): boolean {
  if (q.start < until || !isReachedInOrder(view, q.symbol, symbol)) return false;
  for (const l of view.table('loops')) if (l.start < until && until <= l.end && q.start < l.end) return false;
  for (const b of view.table('branches'))
    if (b.testStart <= q.start && q.start < b.testEnd && b.start < until && until <= b.end) return false;
  return true;
}

/** True for a function and the lambdas in it. */
function isReachedInOrder(view: FileView, inner: number, outer: number): boolean {
  const symbols = view.table('symbols');
  let at = inner;
  for (let s = symbols.get(at); at !== outer && s?.kind === 'lambda'; s = symbols.get(at)) at = s.parent;
  return at === outer;
}

function isAbout({ subject, isReceiver }: Question, path: string): boolean {
  if (subject === path) return true;
  const [long, short] = subject.length > path.length ? [subject, path] : [path, subject];
  if (short === '' || !long.startsWith(short)) return false;
  const rest = long.slice(short.length);
  return isReceiver === true && long === path ? CALLED_ON.test(rest) : /^[.[]/.test(rest);
}

/** `n.trim()` is still `n`. */
const CALLED_ON = /^(?:\.\w+\(\))+$/;

function isNested(view: FileView, a: number, b: number): boolean {
  return isInside(view, a, b) || isInside(view, b, a);
}

function isInside(view: FileView, inner: number, outer: number): boolean {
  const symbols = view.table('symbols');
  for (let at = inner; at >= 0; at = symbols.get(at)?.parent ?? -1) if (at === outer) return true;
  return outer < 0 && inner < 0;
}

function questionsOf(view: FileView): readonly Question[] {
  const known = questions.get(view);
  if (known !== undefined) return known;
  const out: Question[] = [];
  for (const { subject, symbol, start } of view.table('checks'))
    if (!LENGTH_SEGMENT.test(subject)) out.push({ subject, symbol, start });
  for (const call of view.table('calls')) if (CHECK_NAME.test(call.name)) out.push(...askedBy(view, call));
  for (const b of view.table('branches'))
    for (const call of b.testStart < 0 ? [] : view.callsStartingIn(b.testStart, b.testEnd))
      if (LOOKUPS.has(call.name)) out.push(...given(view, call));
      else if (!PRESENCE_NAME.test(call.name)) out.push(...askedBy(view, call));
  for (const name of EQUALITY_CALLS) for (const call of view.callsNamed(name)) out.push(...equated(view, call));
  questions.set(view, out);
  return out;
}

/** What a call is given. */
function given(view: FileView, call: Row<'calls'>): Question[] {
  return view
    .argumentsOf(call)
    .filter((a) => NAMED.has(a.shape))
    .map((a) => ({ subject: a.shape === 'call' ? `${a.text}()` : a.text, ...placeOf(call) }))
    .filter((q) => q.subject !== '' && !LENGTH_SEGMENT.test(q.subject));
}

/** What a call is given and what it is called on. */
function askedBy(view: FileView, call: Row<'calls'>): Question[] {
  const subject = call.callee.slice(0, -call.name.length - 1);
  if (subject === '' || subject.startsWith('?') || LENGTH_SEGMENT.test(subject)) return given(view, call);
  return [...given(view, call), { subject, ...placeOf(call), isReceiver: true }];
}

function placeOf({ symbol, start }: Row<'calls'>): Pick<Question, 'symbol' | 'start'> {
  return { symbol, start };
}

const NAMED: ReadonlySet<string> = new Set(['identifier', 'member', 'index', 'call']);

/** `"a".equals(n)`, `n.equals("a")`: one side is a constant. */
function equated(view: FileView, call: Row<'calls'>): Question[] {
  const isLiteral =
    call.callee.startsWith('?') || view.argumentsOf(call).some((a) => CONSTANT_SHAPES.has(a.shape) && a.text !== '');
  return isLiteral ? askedBy(view, call) : [];
}
