import type { Row } from '../../../facts/schema.ts';
import { callTable, matchCalls, matchSettings, settingTable } from '../../engine/api-table.ts';
import type { FileView } from '../../engine/file-view.ts';
import { defineRule } from '../../engine/rule.ts';
import { wordsOf } from '../security-words.ts';
import { enclosingNames } from '../value-flow.ts';
import { ALGORITHM_LISTS, CALL_ROWS, SETTING_ROWS, SKIP } from './rows.ts';

const CALLS = callTable(CALL_ROWS);
const SETTINGS = settingTable(SETTING_ROWS);
const NONE_ALLOWED = 'This accepts tokens without a signature; list only the algorithm the tokens are signed with';
/** Calls that do check a signature: code that peeks into a token first to find the key is fine. */
const VERIFIERS = ['decode', 'Parse', 'ParseWithClaims', 'verify', 'parse', 'parseSignedClaims', 'jwtVerify'];

/** Flags tokens that are believed without a look at their signature. */
export const jwtUnverified = defineRule({
  meta: {
    id: 'drift/crypto/jwt-unverified',
    title: 'Token accepted without its signature',
    category: 'crypto',
    languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'rust', 'typescript'],
    severity: 'warning',
    maturity: 'incubating',
    since: '1.0.0',
    cwe: ['CWE-347'],
    owasp: ['A02:2021', 'A07:2021'],
    fix: 'none',
    inTests: false,
    precision: { corpus: '1 package with findings of 380: AT Protocol', sample: 1, precision: 0 },
  },
  check(view, report) {
    const matches = [...matchCalls(view, CALLS)];
    const unverified = new Set(matches.map((m) => m.call.index));
    for (const { row, call, start, end } of matches)
      if (row.message !== SKIP || (authenticates(view, call) && !isVerifiedToo(view, call, unverified)))
        report({ start, end, message: row.message ?? '' });
    for (const { row, start, end } of matchSettings(view, SETTINGS)) report({ start, end, message: row.message ?? '' });
    for (const b of allowingNone(view)) report({ start: b.start, end: b.end, message: NONE_ALLOWED });
  },
});

const DECIDING: ReadonlySet<string> = new Set(['auth', 'authenticate', 'authorize', 'login', 'validate', 'verify']);
const CREDENTIALS = /^(?:authorization|bearer\b)/i;

/**
 * True where the token is a credential somebody presents: most code that skips the signature only displays a token of
 * its own or reads when it expires.
 */
function authenticates(view: FileView, call: Row<'calls'>): boolean {
  const { fn, row } = enclosingNames(view, call.symbol);
  const words = wordsOf(fn);
  if (words.some((w) => DECIDING.has(w)) || (words.includes('user') && words.includes('token'))) return true;
  const place = row < 0 ? null : view.table('symbols').at(row);
  if (place === null) return false;
  return [...view.table('strings')].some(
    (s) => place.start <= s.start && s.end <= place.end && CREDENTIALS.test(s.text),
  );
}

/** True where the same function also verifies the token with the same library. */
function isVerifiedToo(view: FileView, call: Row<'calls'>, unverified: ReadonlySet<number>): boolean {
  if (call.symbol < 0) return false;
  return VERIFIERS.some((name) =>
    view
      .callsNamed(name)
      .some((c) => c.symbol === call.symbol && !unverified.has(c.index) && isOfLibrary(view, c, call)),
  );
}

function isOfLibrary(view: FileView, other: Row<'calls'>, call: Row<'calls'>): boolean {
  return (
    headOf(view.canonical(other.callee)) === headOf(view.canonical(call.callee)) || other.name === 'ParseWithClaims'
  );
}

function headOf(path: string): string {
  const cut = path.search(/[.([]/);
  return cut < 0 ? path : path.slice(0, cut);
}

/** `algorithms: ['none']`, `algorithms=["HS256", "none"]` */
function allowingNone(view: FileView): Row<'bindings'>[] {
  if (!['javascript', 'typescript', 'python'].includes(view.language) || !view.imports(...ALGORITHM_LISTS)) return [];
  return view
    .bindingsNamed('algorithms')
    .filter((b) => b.shape === 'array' && (b.kind === 'pair' || b.kind === 'keyword') && listsNone(view, b));
}

function listsNone(view: FileView, b: Row<'bindings'>): boolean {
  return [...view.table('strings')].some(
    (s) => b.valueStart <= s.start && s.end <= b.valueEnd && /^none$/i.test(s.text),
  );
}
