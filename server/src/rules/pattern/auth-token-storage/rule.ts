import type { Span } from '@drift/shared';
import type { Row } from '../../../facts/schema.ts';
import { defineConvention, type Observation } from '../../engine/convention.ts';
import type { FileView, Value } from '../../engine/file-view.ts';
import { STORAGE_ROWS, type StorageRow } from './rows.ts';

/** Names of tokens that say who somebody is. */
const TOKEN =
  /^(?!.*(?:csrf|xsrf|push|fcm|device|reset|invite|map|recaptcha|captcha|github|api))\w*(?:token|jwt)(?:_?key|_?name)?$/i;
/** Those that can be nothing else: parsers have tokens too. */
const SURE_TOKEN = /^_?(?:access|auth|jwt|id|bearer|refresh|session)_?token$|^_?jwt$/i;
/** Holders of a token that end with the page. */
const MEMORY = /^(?:this\.|self\.|store\.|state\.)?(\w+)$/;
const HEADER = /\.headers(?:\.common)?(?:\[\]|\.Authorization)$/;
/** What an assignment must name to be looked at. */
const MAYBE = /storage|cookie|token|jwt|headers/i;
const BEARER = /^(?:Bearer|Token|JWT)\b/;

const NAMES: ReadonlyMap<string, string> = new Map([
  ['cookie', 'a cookie'],
  ['local storage', 'local storage'],
  ['session storage', 'session storage'],
  ['memory', 'memory'],
  ['header only', 'a default header'],
]);
/** From what a script of others can reach least to what it can reach most. */
const RANK: readonly string[] = ['memory', 'header only', 'cookie', 'session storage', 'local storage'];

/** Where tokens are kept. */
export const authTokenStorage = defineConvention({
  id: 'drift/pattern/auth-token-storage',
  title: 'Storage of tokens',
  languages: ['javascript', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  fix: 'none',
  sites: 'token writes',
  answers: ['cookie', 'local storage', 'session storage', 'memory', 'header only'],
  describe: (value) => NAMES.get(value) ?? value,
  // A safer place than usual is no deviation, and a cookie is as good as a header.
  deviates: (actual, expected) => careOf(actual) > careOf(expected),
  observe(view, report) {
    if (view.role !== 'source') return;
    const assigned = [...view.table('bindings')].filter(
      (b) => b.kind === 'assign' && MAYBE.test(b.target) && !isEmpty(b),
    );
    const stored = STORAGE_ROWS.flatMap((row) => [...storedBy(view, row), ...assignedBy(assigned, row)]);
    // What is stored and kept at hand as well is stored.
    const places = new Set(stored.map((s) => s.symbol));
    const held = [...heldIn(view, assigned)].filter((h) => !places.has(h.symbol));
    const seen = new Set<number>();
    for (const { value, start, end } of [...stored, ...held].sort((a, b) => a.start - b.start)) {
      if (seen.has(start)) continue;
      seen.add(start);
      report({ value, start, end });
    }
  },
});

function careOf(value: string): number {
  return Math.max(RANK.indexOf('cookie'), RANK.indexOf(value));
}

interface Kept extends Observation {
  readonly symbol: number;
}

function* storedBy(view: FileView, row: StorageRow): Generator<Kept> {
  for (const name of row.names ?? []) {
    for (const call of view.callsNamed(name)) {
      const receiver = call.callee.slice(0, Math.max(0, call.callee.length - call.name.length - 1));
      if (row.receiver === undefined ? receiver !== '' : !row.receiver.test(receiver)) continue;
      const key = view.argumentsOf(call)[row.key ?? 0];
      if (key === undefined || call.arguments < 2 || !isTokenKey(view, key, call.symbol)) continue;
      yield { value: row.value, symbol: call.symbol, start: call.start, end: call.nameEnd };
    }
  }
}

function* assignedBy(assigned: readonly Row<'bindings'>[], row: StorageRow): Generator<Kept> {
  if (row.target === undefined) return;
  for (const b of assigned) {
    const found = row.target.exec(b.target);
    if (found === null) continue;
    const key = found[1] ?? /^([\w-]+)=/.exec(b.text)?.[1] ?? '';
    if (TOKEN.test(key) && !/=\s*;/.test(b.text)) yield { value: row.value, symbol: b.symbol, ...targetOf(b) };
  }
}

/** A literal key, or the name of the constant that holds it. */
function isTokenKey(view: FileView, key: Value, symbol: number): boolean {
  const value = view.valueOf(key, symbol);
  if (value.shape === 'string')
    return TOKEN.test(
      value.text.slice(Math.max(value.text.lastIndexOf('.'), value.text.lastIndexOf(':')) + 1).replaceAll('-', '_'),
    );
  const isName = value.shape === 'identifier' || value.shape === 'member';
  return isName && TOKEN.test(value.text.slice(value.text.lastIndexOf('.') + 1));
}

function isEmpty(b: Value): boolean {
  return b.shape === 'null' || (b.shape === 'string' && b.text === '') || b.text === 'undefined';
}

function* heldIn(view: FileView, assigned: readonly Row<'bindings'>[]): Generator<Kept> {
  for (const b of assigned) {
    if (HEADER.test(b.target) && BEARER.test(b.text)) {
      yield { value: 'header only', symbol: b.symbol, ...targetOf(b) };
      continue;
    }
    const name = MEMORY.exec(b.target)?.[1];
    if (name !== undefined && SURE_TOKEN.test(name) && outlives(view, b.target, b.symbol))
      yield { value: 'memory', symbol: b.symbol, ...targetOf(b) };
  }
}

/** A member, or a variable of the module. */
function outlives(view: FileView, target: string, symbol: number): boolean {
  if (target.includes('.')) return true;
  if (view.isParameter(target, symbol)) return false;
  return view.bindingsOf(target).some((b) => b.kind === 'variable' && b.symbol < 0);
}

function targetOf(b: { readonly targetStart: number; readonly targetEnd: number }): Span {
  return { start: b.targetStart, end: b.targetEnd };
}
