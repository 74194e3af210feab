import type { Span } from '@drift/shared';
import { HOLE, plainHoles } from '../../facts/holes.ts';
import type { Row } from '../../facts/schema.ts';
import type { SecretFamily } from '../../knowledge/secrets/family.ts';
import { scanSecrets } from '../../knowledge/secrets/scan-secrets.ts';
import { scanUrlCredentials, type UrlCredential } from '../../knowledge/secrets/scan-url-credentials.ts';
import type { FileView } from '../engine/file-view.ts';

/** A place in the file that holds a secret of a family. */
export interface FoundSecret extends Span {
  readonly family: SecretFamily;
}

/** What the strings and comments of one file hold. */
export interface ScannedStrings {
  /** Secrets of all families that are shown by default. */
  readonly secrets: readonly FoundSecret[];
  /** Passwords in URLs of strings that lead to another machine, those that are vendor tokens left out. */
  readonly urlPasswords: readonly Span[];
}

/** Files whose own name says that they are for tests: their keys are made up. */
const FOR_TESTS =
  /(?:^|\/)(?:test_?(?:cert|key|data|util|help|case)|mock|fake|dummy)[^/]*$|(?:^|[/._-])(?:tests?|testing|mocks?|fakes?|fixtures?|examples?|samples?)[._-][^/]*$/i;
/** Names longer than this are expressions, not names of settings. */
const MAX_NAME = 60;

const NOTHING: ScannedStrings = { secrets: [], urlPasswords: [] };

/** All that the tables recognise in the strings and comments of a file, whether or not a rule tells it. */
interface Recognised {
  readonly secrets: readonly FoundSecret[];
  readonly urls: readonly (Span & Pick<UrlCredential, 'place'>)[];
}

const recognised = new WeakMap<FileView, Recognised>();
const told = new WeakMap<FileView, ScannedStrings>();

/** What the rules tell of a file's strings and comments. */
export function scannedStrings(view: FileView): ScannedStrings {
  if (FOR_TESTS.test(view.file)) return NOTHING;
  const known = told.get(view);
  if (known !== undefined) return known;
  const all = recognisedIn(view);
  const secrets = all.secrets.filter((s) => s.family.maturity !== 'incubating');
  const urlPasswords = all.urls.filter(
    (u) => u.place === 'remote' && !secrets.some((s) => s.start < u.end && u.start < s.end),
  );
  const result = { secrets, urlPasswords };
  told.set(view, result);
  return result;
}

/** The places of all secrets in a file's strings and comments, also those that no rule tells. */
export function secretPlaces(view: FileView): readonly Span[] {
  const { secrets, urls } = recognisedIn(view);
  return [...secrets, ...urls];
}

/**
 * Scans every string and comment of the file, once for all that ask. URLs in comments are mostly examples, so only
 * strings are searched for passwords in URLs.
 */
function recognisedIn(view: FileView): Recognised {
  const known = recognised.get(view);
  if (known !== undefined) return known;
  const secrets: FoundSecret[] = [];
  const urls: (Span & Pick<UrlCredential, 'place'>)[] = [];
  for (const row of view.table('strings')) {
    // The name of a variable is no part of a secret.
    const text = row.dynamic === 1 ? plainHoles(row.text) : row.text;
    secrets.push(...secretsIn(row, text));
    for (const c of text.includes('://') ? scanUrlCredentials(text) : [])
      urls.push({ ...placeIn(row, text, c), place: c.place });
  }
  for (const { text, start } of view.table('comments'))
    for (const { family, ...place } of scanSecrets(text))
      secrets.push({ family, start: start + place.start, end: start + place.end });
  const all = { secrets, urls };
  recognised.set(view, all);
  return all;
}

/** Some keys have no format of their own and are told by the name they are given to, so the name is scanned too. */
function secretsIn(row: Row<'strings'>, text: string): FoundSecret[] {
  const named = row.context === 'assignment' || row.context === 'property';
  const prefix = named && row.target !== '' && row.target.length <= MAX_NAME ? `${row.target}="` : '';
  const out: FoundSecret[] = [];
  for (const match of scanSecrets(prefix === '' ? text : `${prefix}${text}"`)) {
    const start = match.start - prefix.length;
    if (start < 0) continue;
    out.push({ family: match.family, ...placeIn(row, text, { start, end: match.end - prefix.length }) });
  }
  return out;
}

/** The range of a part of a string's text in the file; of the whole string where what lies before it is not told. */
function placeIn(row: Row<'strings'>, text: string, part: Span): Span {
  const place = { start: row.contentStart + part.start, end: row.contentStart + part.end };
  const hole = row.dynamic === 1 ? text.indexOf(HOLE) : -1;
  const isExact = hole < 0 ? isWhole(row, text) : part.end <= hole;
  return isExact && place.start >= row.start && place.end <= row.end ? place : { start: row.start, end: row.end };
}

/** True when the text is everything between the quotes: what follows it is no longer than what opens the string. */
function isWhole(row: Row<'strings'>, text: string): boolean {
  const close = row.end - (row.contentStart + text.length);
  return close >= 0 && close <= row.contentStart - row.start;
}
