import type { Row } from '../../../facts/schema.ts';
import type { FileView } from '../../engine/file-view.ts';
import { wordsOf } from '../security-words.ts';
import { enclosingNames } from '../value-flow.ts';

/** Words of protocols that answer a challenge, and of formats that others have chosen. */
const PROTOCOL: ReadonlySet<string> = new Set(
  (
    'a1 apop challenge cnonce compat cram deprecated ha1 handshake htdigest htpasswd ldap legacy magic mysql nonce ' +
    'ntlm old openssl opaque postgres pwned realm response scram seed sid smd5 ssha wsse'
  ).split(' '),
);
/** Strong ways to store passwords: a digest beside one is there for what was stored before. */
const STRONG =
  /^(?:.*\.)?(?:bcrypt|scrypt|hashpw|checkpw|argon2|crypt|pbkdf2(?:_hmac)?|compareSync|hashSync)$|^password_(?:hash|verify|needs_rehash)$/i;

/** True where the digest is not the author's choice: a protocol, a format, or passwords stored long ago. */
export function isPrescribed(view: FileView, call: Row<'calls'>): boolean {
  const { fn, type, row } = enclosingNames(view, call.symbol);
  if ([...wordsOf(fn), ...wordsOf(type), ...wordsOf(view.file.replace(/\.\w+$/, ''))].some((w) => PROTOCOL.has(w)))
    return true;
  const place = row < 0 ? null : view.table('symbols').at(row);
  if (place === null) return false;
  const isInside = (r: { readonly start: number; readonly end: number }): boolean =>
    place.start <= r.start && r.end <= place.end;
  const namesProtocol = (name: string): boolean => wordsOf(name).some((w) => PROTOCOL.has(w));
  for (const c of view.table('calls')) if (isInside(c) && (STRONG.test(c.callee) || namesProtocol(c.name))) return true;
  for (const a of view.table('arguments')) if (isInside(a) && a.text.length < 60 && namesProtocol(a.text)) return true;
  for (const p of view.table('parameters')) if (p.symbol === row && namesProtocol(p.name)) return true;
  for (const b of view.table('bindings')) if (isInside(b) && namesProtocol(b.target)) return true;
  return false;
}
