import type { Row } from '../../../facts/schema.ts';
import type { FileView } from '../../engine/file-view.ts';
import { isSecretInput, namesHashing, roleOf, roleOfClass, roleOfFunction } from '../security-words.ts';
import { callsWithin, destinationOf, enclosingNames } from '../value-flow.ts';

/** Conversions that hand a password on to the digest unchanged. */
const CONVERSIONS: ReadonlySet<string> = new Set(
  'GetBytes getBytes encode from bytes Bytes toByteArray as_bytes utf8 str String trim strtolower utf8_encode implode to_s getPassword'.split(
    ' ',
  ),
);
/** Calls that feed a digest object. */
const FEEDS: ReadonlySet<string> = new Set(
  'update Update write Write digest ComputeHash ComputeHashAsync TransformFinalBlock hexdigest finalize Sum'.split(' '),
);
const HASH_FIRST: ReadonlySet<string> = new Set(['WriteString', 'Fprint', 'Fprintf', 'Copy']);

/**
 * True where a digest stores or checks a password: by its input, the field it goes to, or the function around it.
 * Tokens and ids are left out: a digest of random bytes is as good as the bytes.
 */
export function digestsPassword(view: FileView, call: Row<'calls'>): boolean {
  const parts = [call, ...chainOf(view, call), ...feedsOf(view, call)];
  return parts.some((part) => roleOfInputs(view, part) || goesToPassword(view, part)) || isPlaceOfPasswords(view, call);
}

const DIGEST_NAME = /(?:hash|digest|md5|sha1)$/i;

/** `passwordHash = md5(…)`, `user.password = md5(…)`, `{ password: md5(…) }`; a variable `password` may be any key. */
function goesToPassword(view: FileView, part: Row<'calls'>): boolean {
  const to = destinationOf(view, part);
  if (to === null || to.kind !== 'binding' || roleOf(to.name) !== 'password') return false;
  if (DIGEST_NAME.test(to.name)) return true;
  return view
    .bindingsOf(to.name)
    .some(
      (b) =>
        b.valueStart <= part.start &&
        part.end <= b.valueEnd &&
        (b.kind === 'pair' || b.kind === 'keyword' || /[.[>]/.test(b.target)),
    );
}

function isPlaceOfPasswords(view: FileView, call: Row<'calls'>): boolean {
  const { fn, type } = enclosingNames(view, call.symbol);
  if (roleOfFunction(fn) === 'password') return true;
  return (namesHashing(fn) || fn === 'matches' || fn === 'verify') && roleOfClass(type) === 'password';
}

/** Later links of the call chain that starts with this call: `createHash('md5').update(x).digest()`. */
function chainOf(view: FileView, call: Row<'calls'>): Row<'calls'>[] {
  return [...view.table('calls')].filter(
    (c) => c.start === call.start && c.end > call.end && FEEDS.has(c.name) && c.index !== call.index,
  );
}

/** Calls on the variable that holds the digest object. */
function feedsOf(view: FileView, call: Row<'calls'>): Row<'calls'>[] {
  const holder = [...view.table('bindings')].find((b) => b.valueStart === call.start && b.valueEnd === call.end);
  if (holder === undefined || holder.target === '') return [];
  return [...view.table('calls')].filter(
    (c) =>
      c.symbol === call.symbol &&
      c.start > call.start &&
      ((FEEDS.has(c.name) && c.callee === `${holder.target}.${c.name}`) ||
        (HASH_FIRST.has(c.name) && view.argumentsOf(c)[0]?.text === holder.target)),
  );
}

function roleOfInputs(view: FileView, call: Row<'calls'>): boolean {
  for (const a of view.argumentsOf(call)) {
    if (isNameShape(a.shape) && isPasswordInput(a.text, a.shape === 'call')) return true;
    if (a.shape !== 'call') {
      if (isOpaque(a.shape) && takesPassword(view, call.symbol)) return true;
      continue;
    }
    for (const c of callsWithin(view, a)) {
      if (!CONVERSIONS.has(c.name)) continue;
      if (c.callee.startsWith('?') && takesPassword(view, call.symbol)) return true;
      if (view.argumentsOf(c).some((inner) => isNameShape(inner.shape) && isPasswordInput(inner.text, false)))
        return true;
    }
  }
  return false;
}

function isNameShape(shape: string): boolean {
  return shape === 'identifier' || shape === 'member' || shape === 'call';
}

/** `user.password`, `password.encode`, `user.getPassword` */
function isPasswordInput(path: string, isCall: boolean): boolean {
  const names = path.replaceAll('()', '').split('.');
  if (isSecretInput(names.at(-1) ?? '') === 'password') return true;
  return isCall && CONVERSIONS.has(names.at(-1) ?? '') && isSecretInput(names.at(-2) ?? '') === 'password';
}

function isOpaque(shape: string): boolean {
  return shape === 'other' || shape === 'fallback' || shape === 'concat' || shape === 'template' || shape === 'format';
}

/** True in a hashing function with a password parameter: what it puts together to hash holds that password. */
function takesPassword(view: FileView, symbol: number): boolean {
  const { fn, row } = enclosingNames(view, symbol);
  if (row < 0 || !namesHashing(fn)) return false;
  return [...view.table('parameters')].some((p) => p.symbol === row && isSecretInput(p.name) === 'password');
}
