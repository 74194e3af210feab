import type { Row } from '../../../facts/schema.ts';
import {
  callTable,
  lastSegment,
  matchCalls,
  matchSettings,
  type SettingRow,
  settingTable,
} from '../../engine/api-table.ts';
import type { FileView } from '../../engine/file-view.ts';
import { defineRule, type Report } from '../../engine/rule.ts';
import { flipFlag } from '../../fixes/flip-flag.ts';
import { wordsOf } from '../security-words.ts';
import { enclosingNames } from '../value-flow.ts';
import { acceptances } from './accepts-everything.ts';
import { offersChoice } from './asked-for.ts';
import { CALL_ROWS } from './rows-calls.ts';
import { SETTING_ROWS } from './rows-settings.ts';

const CALLS = callTable(CALL_ROWS);
const SETTINGS = settingTable(SETTING_ROWS);
const ACCEPTS = {
  certificate: 'Every certificate is accepted; leave the check to the platform and add the missing CA certificate',
  host: 'Host names are not checked; remove this and use a certificate made for the host',
} as const;
const HTTP_CLIENTS: ReadonlySet<string> = new Set([
  'requests.Session',
  'requests.session',
  'httpx.Client',
  'httpx.AsyncClient',
]);
const VERIFY = 'Certificate verification is off; leave it on and add the missing CA certificate instead';
/** Settings with which the same options are not an open door, by what they stand beside. */
const MADE_GOOD_BY: Readonly<Record<string, readonly string[]>> = {
  // Servers that ask clients for any certificate compare its fingerprint afterwards.
  InsecureSkipVerify: ['VerifyPeerCertificate', 'VerifyConnection', 'ClientAuth'],
  rejectUnauthorized: ['requestCert', 'checkServerIdentity'],
};

/** Flags code that accepts any certificate or host name. */
export const tlsVerificationOff = defineRule({
  meta: {
    id: 'drift/crypto/tls-verification-off',
    title: 'TLS verification switched off',
    category: 'crypto',
    languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'rust', 'typescript'],
    severity: 'warning',
    maturity: 'incubating',
    since: '1.0.0',
    cwe: ['CWE-295', 'CWE-297'],
    owasp: ['A02:2021', 'A07:2021'],
    fix: 'unsafe',
    inTests: false,
    precision: {
      corpus: '30 packages of 326: Kubernetes, Open Build Service, whistle, TCPDF and others',
      sample: 62,
      precision: 0.34,
    },
  },
  check(view, report) {
    const found: Report[] = [];
    const tell = (r: Report): void => void found.push(r);
    for (const { row, start, end, symbol } of matchCalls(view, CALLS))
      if (!isAskedFor(view, symbol)) tell({ start, end, message: row.message ?? '' });
    for (const match of matchSettings(view, SETTINGS)) {
      const setting = view.bindingsNamed(lastSegment(match.name)).find((b) => b.start === match.start);
      if (setting === undefined || isComputed(match.row, setting)) continue;
      if (isAskedFor(view, setting.symbol) || isOfOrigin(view, setting) || isToldBelow(view, setting)) continue;
      if (isGuarded(view, setting) || isPinned(view, setting)) continue;
      if (!isMadeGood(view, setting) && !isServerContext(view, match.name))
        tell({ start: match.start, end: match.end, message: match.row.message ?? '' });
    }
    for (const b of [...clientSettings(view), ...environmentSettings(view)])
      tell({ start: b.start, end: b.end, message: VERIFY });
    for (const { start, end, checks } of acceptances(view)) tell({ start, end, message: ACCEPTS[checks] });
    if (found.length > 0 && !offersChoice(view)) for (const r of found) report(r);
  },
  fix: flipFlag,
});

/** `session.verify = False` where the session is an HTTP client of this file. */
function clientSettings(view: FileView): Row<'bindings'>[] {
  if (view.language !== 'python') return [];
  return view.bindingsNamed('verify').filter((b) => {
    if (b.kind !== 'assign' || b.shape !== 'false' || !b.target.includes('.')) return false;
    return makersOf(view, b.target).some((maker) => HTTP_CLIENTS.has(view.canonical(maker.text)));
  });
}

/** `process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'`, which paths show as an index. */
function environmentSettings(view: FileView): Row<'bindings'>[] {
  if (view.language !== 'javascript' && view.language !== 'typescript') return [];
  return view.bindingsOf('process.env[]').filter((b) => {
    if (b.text !== '0') return false;
    const key = [...view.table('strings')].find((s) => s.start >= b.targetStart && s.end <= b.targetEnd);
    return key?.text === 'NODE_TLS_REJECT_UNAUTHORIZED';
  });
}

function makersOf(view: FileView, target: string): readonly Row<'bindings'>[] {
  return view.bindingsOf(receiverOf(target));
}

const ASKING: ReadonlySet<string> = new Set(['insecure', 'unauthorized', 'verify', 'verification']);

/** True where a parameter of the function lets the caller ask for it (`insecure`, `skip_verify`). */
function isAskedFor(view: FileView, symbol: number): boolean {
  const { row } = enclosingNames(view, symbol);
  if (row < 0) return false;
  return [...view.table('parameters')].some((p) => p.symbol === row && wordsOf(p.name).some((w) => ASKING.has(w)));
}

/** Go writes what always holds into the literal; an assignment afterwards stands behind a condition. */
function isGuarded(view: FileView, setting: Row<'bindings'>): boolean {
  if (view.language !== 'go' || setting.kind !== 'assign') return false;
  return (view.table('symbols').get(setting.symbol)?.branches ?? 0) > 0;
}

/** A context that trusts one given certificate needs no check of the name. */
function isPinned(view: FileView, setting: Row<'bindings'>): boolean {
  if (lastSegment(setting.target) !== 'check_hostname') return false;
  return makersOf(view, setting.target).some((maker) =>
    [...view.table('calls')]
      .filter((c) => c.start === maker.valueStart)
      .some((c) => view.argumentsOf(c).some((a) => a.keyword === 'cafile' || a.keyword === 'cadata')),
  );
}

/** `websocket.AcceptOptions` of Go has a field of the same name for the check of the origin. */
function isOfOrigin(view: FileView, setting: Row<'bindings'>): boolean {
  return view.table('calls').get(setting.call)?.name === 'AcceptOptions';
}

/** Python turns the check of names off before it can turn verification off: the second one is told. */
function isToldBelow(view: FileView, setting: Row<'bindings'>): boolean {
  if (lastSegment(setting.target) !== 'check_hostname') return false;
  const mode = `${receiverOf(setting.target)}.verify_mode`;
  return view.bindingsOf(mode).some((b) => b.symbol === setting.symbol && /(?:^|\.)CERT_NONE$/.test(b.text));
}

/** True where the value is decided elsewhere: read from another object, or an expression around a name. */
function isComputed(row: SettingRow, b: Row<'bindings'>): boolean {
  if (row.value.shapes === undefined) return false;
  return b.shape === 'member' || (b.shape === 'identifier' && b.valueEnd - b.valueStart !== b.text.length);
}

function isMadeGood(view: FileView, setting: Row<'bindings'>): boolean {
  const last = lastSegment(setting.target);
  const beside = (b: Row<'bindings'>): boolean =>
    b.symbol === setting.symbol &&
    b.call === setting.call &&
    receiverOf(b.target) === receiverOf(setting.target) &&
    b.text !== 'false';
  return (MADE_GOOD_BY[last] ?? []).some((remedy) => view.bindingsNamed(remedy).some(beside));
}

function receiverOf(target: string): string {
  return target.slice(0, Math.max(0, target.lastIndexOf('.')));
}

/** A Python context made for the server side asks no client for a certificate by default. */
function isServerContext(view: FileView, name: string): boolean {
  if (view.language !== 'python') return false;
  return makersOf(view, name).some((maker) =>
    [...view.table('calls')]
      .filter((c) => c.start === maker.valueStart)
      .flatMap((c) => view.argumentsOf(c))
      .some((a) => /(?:\.|^)(?:CLIENT_AUTH|PROTOCOL_TLS_SERVER)$/.test(a.text)),
  );
}
