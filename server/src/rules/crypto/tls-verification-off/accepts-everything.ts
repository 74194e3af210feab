import type { Row } from '../../../facts/schema.ts';
import type { FileView } from '../../engine/file-view.ts';

interface Place {
  readonly start: number;
  readonly end: number;
}

/** Places where code takes part in the verification and accepts whatever it is shown. */
export interface Acceptance extends Place {
  readonly checks: 'certificate' | 'host';
}

const CERTIFICATE_CALLBACKS = [
  'ServerCertificateCustomValidationCallback',
  'ServerCertificateValidationCallback',
  'RemoteCertificateValidationCallback',
] as const;
const HOST_SETTERS = [
  'setHostnameVerifier',
  'setDefaultHostnameVerifier',
  'setSSLHostnameVerifier',
  'hostnameVerifier',
];
const TRUST_MANAGERS: ReadonlySet<string> = new Set(['X509TrustManager', 'X509ExtendedTrustManager']);
/** Characters between the last parameter and the end of `{ _, _ -> true }`. */
const MAX_TAIL = 10;

/** Every callback and class of the file that accepts any certificate or any host name. */
export function* acceptances(view: FileView): Generator<Acceptance> {
  if (view.language === 'csharp') yield* callbacks(view);
  if (view.language === 'javascript' || view.language === 'typescript') yield* identityChecks(view);
  if (view.language === 'java' || view.language === 'kotlin') {
    yield* trustManagers(view);
    yield* hostVerifiers(view);
  }
}

/** `handler.ServerCertificateCustomValidationCallback = (m, c, ch, e) => true` */
function* callbacks(view: FileView): Generator<Acceptance> {
  for (const name of CERTIFICATE_CALLBACKS) {
    for (const b of view.bindingsNamed(name)) {
      const callback = functionIn(view, { start: b.valueStart, end: b.valueEnd }) ?? functionNamed(view, b);
      if (callback !== null && alwaysTrue(view, callback)) yield { start: b.start, end: b.end, checks: 'certificate' };
    }
  }
}

function functionNamed(view: FileView, b: Row<'bindings'>): Row<'symbols'> | null {
  if (b.shape !== 'identifier' && b.shape !== 'member') return null;
  const name = b.text.slice(b.text.lastIndexOf('.') + 1);
  const named = [...view.table('symbols')].filter((s) => s.name === name && s.kind !== 'class');
  return named.length === 1 ? (named[0] ?? null) : null;
}

/** `checkServerIdentity: () => undefined` */
function* identityChecks(view: FileView): Generator<Acceptance> {
  for (const b of view.bindingsNamed('checkServerIdentity')) {
    const check = b.shape === 'function' ? functionIn(view, { start: b.valueStart, end: b.valueEnd }) : null;
    if (check === null || !isInert(view, check)) continue;
    const returned = returnsOf(view, check);
    if (returned.every((r) => r.text === 'undefined' || r.shape === 'null' || r.shape === 'none' || r.shape === 'true'))
      yield { start: b.start, end: b.end, checks: 'host' };
  }
}

/** Trust managers whose check of the server does nothing. */
function* trustManagers(view: FileView): Generator<Acceptance> {
  for (const type of typesBasedOn(view, TRUST_MANAGERS)) {
    for (const s of view.table('symbols')) {
      if (s.parent !== type || s.name !== 'checkServerTrusted' || s.bodyStart < 0) continue;
      if (isInert(view, s)) yield { start: s.nameStart, end: s.nameEnd, checks: 'certificate' };
    }
  }
}

const HOST_VERIFIER: ReadonlySet<string> = new Set(['HostnameVerifier']);

/** Host name verifiers, as classes and as lambdas, that always say yes. */
function* hostVerifiers(view: FileView): Generator<Acceptance> {
  for (const type of typesBasedOn(view, HOST_VERIFIER)) {
    for (const s of view.table('symbols')) {
      if (s.parent === type && s.name === 'verify' && alwaysTrue(view, s))
        yield { start: s.nameStart, end: s.nameEnd, checks: 'host' };
    }
  }
  for (const name of [...HOST_SETTERS, 'HostnameVerifier']) {
    for (const call of view.callsNamed(name)) {
      for (const a of view.argumentsOf(call)) {
        const lambda = a.shape === 'function' ? functionIn(view, a) : null;
        if (lambda !== null && alwaysTrue(view, lambda)) yield { start: call.nameStart, end: a.end, checks: 'host' };
      }
    }
  }
  for (const b of view.table('bindings')) {
    const lambda =
      b.shape === 'function' && b.type === 'HostnameVerifier'
        ? functionIn(view, { start: b.valueStart, end: b.valueEnd })
        : null;
    if (lambda !== null && alwaysTrue(view, lambda)) yield { start: b.start, end: b.end, checks: 'host' };
  }
}

function* typesBasedOn(view: FileView, names: ReadonlySet<string>): Generator<number> {
  for (const base of view.table('bases'))
    if (names.has(base.name.slice(base.name.lastIndexOf('.') + 1))) yield base.symbol;
}

function functionIn(view: FileView, place: Place): Row<'symbols'> | null {
  for (const s of view.table('symbols')) {
    if (s.start > place.end) break;
    if (s.start >= place.start && s.end <= place.end && s.kind !== 'class') return s;
  }
  return null;
}

function returnsOf(view: FileView, symbol: Row<'symbols'>): Row<'returns'>[] {
  return [...view.table('returns')].filter((r) => r.symbol === symbol.index);
}

/** True for a function that decides nothing: no branch, no call, no throw. */
function isInert(view: FileView, s: Row<'symbols'>): boolean {
  const inside = (row: Place): boolean => s.bodyStart <= row.start && row.end <= s.bodyEnd;
  return s.branches === 0 && ![...view.table('calls')].some(inside) && ![...view.table('throws')].some(inside);
}

function alwaysTrue(view: FileView, s: Row<'symbols'>): boolean {
  if (!isInert(view, s)) return false;
  const returned = returnsOf(view, s);
  if (returned.length > 0) return returned.every((r) => r.text === 'true');
  return view.language === 'kotlin' && ignoresAll(view, s);
}

/** A Kotlin lambda that names none of its parameters and has room for `true` only. */
function ignoresAll(view: FileView, s: Row<'symbols'>): boolean {
  const parameters = [...view.table('parameters')].filter((p) => p.symbol === s.index);
  const last = parameters.at(-1);
  return last !== undefined && parameters.every((p) => p.name === '_') && s.end - last.end <= MAX_TAIL;
}
