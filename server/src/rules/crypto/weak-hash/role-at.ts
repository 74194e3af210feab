import type { Row } from '../../../facts/schema.ts';
import type { FileView } from '../../engine/file-view.ts';
import {
  isBareSignature,
  isSecretInput,
  namesHashing,
  namesSigning,
  roleOf,
  roleOfClass,
  roleOfFunction,
  type SecurityRole,
} from '../security-words.ts';
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

/** The security role a digest has where it is made, by its input, its destination, or the function around it; `null` for plain checksums. */
export function roleAt(view: FileView, call: Row<'calls'>): SecurityRole | null {
  const parts = [call, ...chainOf(view, call), ...feedsOf(view, call)];
  for (const part of parts) {
    const input = roleOfInputs(view, part);
    if (input !== null) return input;
  }
  for (const part of parts) {
    const to = destinationOf(view, part);
    if (to === null || to.kind === 'argument') continue;
    const role = to.kind === 'binding' ? roleOf(to.name) : null;
    const isFingerprint = isBareSignature(to.name) && !namesSigning(enclosingNames(view, call.symbol).fn);
    if (role !== null && !isFingerprint) return role;
  }
  return roleOfPlace(view, call.symbol);
}

function roleOfPlace(view: FileView, symbol: number): SecurityRole | null {
  const { fn, type } = enclosingNames(view, symbol);
  return roleOfFunction(fn) ?? (namesHashing(fn) || fn === 'matches' || fn === 'verify' ? roleOfClass(type) : null);
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

function roleOfInputs(view: FileView, call: Row<'calls'>): SecurityRole | null {
  for (const a of view.argumentsOf(call)) {
    const direct = isNameShape(a.shape) ? inputRole(a.text, a.shape === 'call') : null;
    if (direct !== null) return direct;
    if (a.shape !== 'call') {
      if (isOpaque(a.shape) && takesPassword(view, call.symbol)) return 'password';
      continue;
    }
    for (const c of callsWithin(view, a)) {
      if (!CONVERSIONS.has(c.name)) continue;
      if (c.callee.startsWith('?') && takesPassword(view, call.symbol)) return 'password';
      for (const inner of view.argumentsOf(c)) {
        const role = isNameShape(inner.shape) ? inputRole(inner.text, false) : null;
        if (role !== null) return role;
      }
    }
  }
  return null;
}

function isNameShape(shape: string): boolean {
  return shape === 'identifier' || shape === 'member' || shape === 'call';
}

/** `user.password`, `password.encode`, `user.getPassword` */
function inputRole(path: string, isCall: boolean): SecurityRole | null {
  const names = path.replaceAll('()', '').split('.');
  const own = isSecretInput(names.at(-1) ?? '');
  if (own !== null || !isCall) return own;
  return CONVERSIONS.has(names.at(-1) ?? '') ? isSecretInput(names.at(-2) ?? '') : null;
}

function isOpaque(shape: string): boolean {
  return shape === 'other' || shape === 'concat' || shape === 'template' || shape === 'format';
}

/** True in a hashing function with a password parameter: what it puts together to hash holds that password. */
function takesPassword(view: FileView, symbol: number): boolean {
  const { fn, row } = enclosingNames(view, symbol);
  if (row < 0 || !namesHashing(fn)) return false;
  return [...view.table('parameters')].some((p) => p.symbol === row && isSecretInput(p.name) === 'password');
}
