import type { FileView } from '../../engine/file-view.ts';
import { wordsOf } from '../security-words.ts';

const OUTRIGHT: ReadonlySet<string> = new Set(['insecure', 'unverified', 'unauthorized']);
const VERBS: ReadonlySet<string> = new Set(
  'check disable ignore no skip strict validate validation verification verify'.split(' '),
);
const NOUNS: ReadonlySet<string> = new Set(
  'ca cert certificate certificates certs host hostname https name peer ssl tls'.split(' '),
);
/** Names of the libraries' own switches, in small letters only: using one is no offer of a choice. */
const LIBRARY_NAMES =
  /^(?:curloptsslverify(?:host|peer)|insecureskipverify|insecurerequestwarning|nodetlsrejectunauthorized|rejectunauthorized|(?:on|set|server)?certificate(?:custom)?validation(?:callback)?|(?:remote|server)certificate(?:custom)?validationcallback|sslverify(?:host|peer|mode)?|verify(?:host|peer|peername|mode|none)?|checkhostname|checkserveridentity|sslverify(?:none)|verifyssl)$/;
/** The shape of the name of an option or a flag. */
const OPTION = /^-{0,2}[A-Za-z][\w.-]{3,40}$/;
const PLAIN: ReadonlySet<string> = new Set(['verify', 'verifyname', 'verify_ssl']);

/**
 * True where the file offers the choice: a parameter, a field, an option or a flag is named after it, so what is
 * switched off is what somebody asked for. Facts hold no conditions, hence the file as a whole.
 */
export function offersChoice(view: FileView): boolean {
  for (const p of view.table('parameters')) if (namesChoice(p.name)) return true;
  for (const b of view.table('bindings'))
    if (b.kind !== 'pair' && b.kind !== 'keyword' && b.shape !== 'false' && namesChoice(b.target)) return true;
  for (const s of view.table('strings'))
    if (OPTION.test(s.text) && !isKey(view, s.start) && (namesChoice(s.text) || PLAIN.has(s.text))) return true;
  return false;
}

function isKey(view: FileView, start: number): boolean {
  for (const b of view.table('bindings')) if (b.targetStart === start && b.shape === 'false') return true;
  return false;
}

function namesChoice(name: string): boolean {
  const words = wordsOf(name);
  if (LIBRARY_NAMES.test(words.join(''))) return false;
  if (words.some((w) => OUTRIGHT.has(w))) return true;
  if (/^skipverif(?:y|ication)$/.test(words.join(''))) return true;
  return words.some((w) => VERBS.has(w)) && words.some((w) => NOUNS.has(w));
}
