import { type BindingKind, CALLABLE_KINDS, type HandlerKind } from '@drift/grammars';
import type { Fix, RuleFinding, Span } from '@drift/shared';
import type { Row } from '../../../facts/schema.ts';
import { LineTable } from '../../../syntax/line-table.ts';
import { defineConvention } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';
import type { FixContext } from '../../engine/rule.ts';
import { errorClosures, isField } from './error-closures.ts';
import { errorNames, isAnotherVisible, returnedErrors } from './error-variables.ts';

/** Names that mean "the error" and no more. Others (`ignored`, `parseError`, `cause`) say something of their own. */
const NAMES: ReadonlySet<string> = new Set(['e', 'err', 'error', 'ex', 'exc', 'exception', 't', 'throwable']);
const KINDS: ReadonlySet<HandlerKind> = new Set<HandlerKind>(['catch', 'except', 'rescue', 'errorBranch', 'resultArm']);
/** Errors of the machine, as opposed to exceptions, have a name of their own in many code bases. */
const NAMED_BY_TYPE: ReadonlySet<string> = new Set(['java', 'kotlin', 'php']);
const BROADEST = /(?:Throwable|Error)$/;
/** Bindings that make a variable, as opposed to a key or a member. */
const VARIABLES: ReadonlySet<BindingKind> = new Set<BindingKind>(['variable', 'constant', 'assign', 'parameter']);
/** Languages in which the binding ends with its handler, so that a new name cannot reach anything else. */
const SCOPED: ReadonlySet<string> = new Set(['csharp', 'java', 'javascript', 'kotlin', 'typescript']);

/** Calls that run text as code with the variables around them. */
const READS_NAMES: ReadonlySet<string> = new Set(['eval', 'Eval', 'EvaluateAsync', 'nameof']);

/** What a caught error is called. */
export const errorCatchBinding = defineConvention({
  id: 'drift/pattern/error-catch-binding',
  title: 'Name of the caught error',
  languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'rust', 'typescript'],
  maturity: 'stable',
  incubatingIn: ['go'],
  since: '0.1.0',
  fix: 'safe',
  precision: {
    corpus: '26 projects of docs/precision with findings',
    sample: 72,
    precision: 0.99,
  },
  sites: 'handlers',
  answers: 'open',
  describe: (value) => `\`${value}\``,
  observe(view, report) {
    const named = [...view.table('handlers')].filter((h) => h.bindingEnd > h.bindingStart);
    const around = view.language === 'go' ? errorNames(view, NAMES) : null;
    const bodies = named.map((h) => ({ index: h.index, ...bodyOf(h) }));
    for (const h of named) {
      const value = h.binding.replace(/^\$/, '');
      if (!KINDS.has(h.kind) || !NAMES.has(value) || isBroad(view, h)) continue;
      // Inside another handler the outer error holds the usual name.
      if (isInOther(bodies, h)) continue;
      if (h.kind === 'resultArm' && isField(view, value, h)) continue;
      if (around === null ? isNameTaken(view, h) : isAnotherVisible(view, h, around)) continue;
      report({ value, start: h.bindingStart, end: h.bindingEnd });
    }
    if (around !== null) returnedErrors(view, NAMES, report);
    if (view.language === 'rust') errorClosures(view, NAMES, report);
  },
  fixFor: (context, finding, expected) => rename(context, finding, expected),
});

/** The body of a handler; an arm of Rust that is one expression has none of its own. */
function bodyOf({ kind, start, end, bodyStart, bodyEnd }: Row<'handlers'>): Span {
  return kind === 'resultArm' && bodyEnd <= bodyStart ? { start, end } : { start: bodyStart, end: bodyEnd };
}

/** True for a handler inside the body of another one. */
function isInOther(
  bodies: readonly (Span & { readonly index: number })[],
  { index, start, end }: Row<'handlers'>,
): boolean {
  return bodies.some((o) => o.start <= start && end <= o.end && o.index !== index);
}

/**
 * True where a variable or a parameter around the handler already has one of the usual names: `Expression e = next();`.
 * A later one counts as well, for whoever reads the function reads both.
 */
function isNameTaken(view: FileView, h: Row<'handlers'>): boolean {
  const own = h.binding.replace(/^\$/, '');
  const around = functionsAround(view, h.symbol);
  for (const name of NAMES) {
    if (name === own) continue;
    const called = view.language === 'php' ? `$${name}` : name;
    if (view.bindingsOf(called).some((b) => VARIABLES.has(b.kind) && around.has(b.symbol))) return true;
    if (view.isParameter(called, h.symbol)) return true;
  }
  return false;
}

/** The function of a handler and those around it; what stands in none stands in the module. */
function functionsAround(view: FileView, symbol: number): ReadonlySet<number> {
  const symbols = view.table('symbols');
  const out = new Set([symbol]);
  for (let s = symbols.get(symbol); s !== null; s = symbols.get(s.parent))
    if (CALLABLE_KINDS.has(s.kind)) out.add(s.index);
  return out;
}

function isBroad(view: FileView, h: Row<'handlers'>): boolean {
  // Whatever JavaScript throws need not be an error.
  if (view.language === 'kotlin' && h.types === 'dynamic') return true;
  return NAMED_BY_TYPE.has(view.language) && BROADEST.test(h.types);
}

function rename(context: FixContext, finding: RuleFinding, expected: string): Fix | string {
  const { view } = context;
  if (view.language === 'rust') return 'a text that is formatted may read the name';
  if (!SCOPED.has(view.language)) return `in ${view.language} the name of a caught error lives on after its handler`;
  if (!NAMES.has(expected)) return `\`${expected}\` is no usual name, so it may mean something else in the handler`;
  const handler = [...view.table('handlers')].find((h) => h.bindingStart === finding.start);
  if (handler === undefined) return 'the handler is not there any more';
  const within: Span = { start: handler.start, end: handler.end };
  const at = (offset: number): string => `on line ${lineOf(view, offset)}`;
  const reader = view.callsStartingIn(handler.start, handler.end).find((c) => READS_NAMES.has(c.name));
  if (reader !== undefined) return `\`${reader.name}\` ${at(reader.start)} may read the name when the code runs`;
  const keys = keysIn(view, within);
  const taken = context.identifiers(expected, within).find((t) => !t.isMember && !keys.has(t.start));
  if (taken !== undefined) return `\`${expected}\` is in use already ${at(taken.start)}`;
  const places = context.identifiers(handler.binding, within);
  const again = boundAgain(view, handler);
  if (again !== null) return `\`${handler.binding}\` is declared again ${at(again)}`;
  const reads = plainReads(view, handler.binding, within);
  const unclear = places.find((p) => p.start !== handler.bindingStart && !reads.has(p.start));
  if (unclear !== undefined) return `\`${handler.binding}\` ${at(unclear.start)} may name a member, a key or a text`;
  if (!places.some((p) => p.start === handler.bindingStart)) return 'the handler could not be read for certain';
  return {
    title: `Rename to ${expected}`,
    kind: 'safe',
    edits: places.map((p) => ({ file: view.file, start: p.start, end: p.end, newText: expected })),
  };
}

/** Starts of names that are keys of a value of their own (`{ error: e }`): no variable is called so. */
function keysIn(view: FileView, within: Span): ReadonlySet<number> {
  const out = new Set<number>();
  for (const b of view.table('bindings'))
    if ((b.kind === 'pair' || b.kind === 'keyword') && within.start <= b.start && b.end <= within.end)
      if (b.valueStart > b.targetEnd) out.add(b.targetStart);
  return out;
}

/** Line of an offset, as people count. */
function lineOf({ facts }: FileView, offset: number): number {
  return LineTable.fromRows(facts.lineStarts, facts.textLength).lineOf(offset) + 1;
}

/**
 * Starts of the tokens that surely read the variable. A token that is none of these may be the name of a member or
 * a shorthand property, which must keep its name.
 */
function plainReads(view: FileView, name: string, within: Span): ReadonlySet<number> {
  const out = new Set<number>();
  const reads = (text: string): boolean => text === name || text.startsWith(`${name}.`);
  const add = (row: { readonly shape: string; readonly text: string }, start: number): void => {
    if ((row.shape === 'identifier' || row.shape === 'member') && reads(row.text)) out.add(start);
  };
  const inside = (row: Span): boolean => within.start <= row.start && row.end <= within.end;
  for (const a of view.table('arguments')) if (inside(a)) add(a, a.keyword === '' ? a.start : -1);
  for (const t of view.table('throws')) if (inside(t)) addOperand(t);
  for (const r of view.table('returns')) if (inside(r)) addOperand(r);
  for (const c of view.table('calls')) if (inside(c) && c.callee.startsWith(`${name}.`)) out.add(c.start);
  // The value of a shorthand property is its key as well.
  for (const b of view.table('bindings')) if (inside(b) && b.valueStart !== b.targetStart) add(b, b.valueStart);
  return out;

  /** Statements end in their operand: `throw e;`. */
  function addOperand(row: Row<'throws'> | Row<'returns'>): void {
    for (const keyword of ['throw ', 'return ']) add(row, row.start + keyword.length);
    add(row, row.start);
  }
}

/** Where a handler declares its name a second time, or `null`. */
function boundAgain(view: FileView, h: Row<'handlers'>): number | null {
  const inside = (row: Span): boolean => h.bodyStart <= row.start && row.end <= h.bodyEnd;
  for (const p of view.table('parameters')) if (p.name === h.binding && inside(p)) return p.start;
  for (const o of view.table('handlers'))
    if (o.index !== h.index && o.binding === h.binding && inside(o)) return o.bindingStart;
  return view.bindingsOf(h.binding).find((b) => b.kind !== 'pair' && b.kind !== 'keyword' && inside(b))?.start ?? null;
}
