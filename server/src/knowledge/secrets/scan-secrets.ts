import { byCodeUnit } from '@drift/shared';
import { shannonEntropy } from './entropy.ts';
import type { SecretFamily } from './family.ts';
import { type KeywordAutomaton, keywordAutomaton } from './keyword-automaton.ts';
import { maskSecret } from './mask-secret.ts';
import { DEFAULT_MIN_ENTROPY, MIN_SCANNED_LENGTH } from './parameters.ts';
import { isPlaceholderToken } from './placeholder.ts';
import { SECRET_FAMILIES } from './secret-families.ts';

/** A secret found in a text; offsets are UTF-16 code units of that text, `end` exclusive. */
export interface SecretMatch {
  readonly family: SecretFamily;
  readonly start: number;
  readonly end: number;
  /** The only form of the value that may leave the scanner. */
  readonly masked: string;
}

const KEYWORDS = SECRET_FAMILIES.flatMap((family) => family.keywords.map((keyword) => ({ keyword, family })));
/** Made with the first text: many a start of the server reads none. */
let automaton: KeywordAutomaton | null = null;

/**
 * Every secret of the table in a text, in order of position and without overlaps: of two that overlap the longer stays,
 * then the stable one, then the first by id. Placeholders and documented example keys are left out.
 * A text without a vendor keyword costs one table read per code unit and runs no pattern.
 */
export function scanSecrets(text: string): readonly SecretMatch[] {
  if (text.length < MIN_SCANNED_LENGTH) return [];
  automaton ??= keywordAutomaton(KEYWORDS.map(({ keyword }) => keyword));
  const candidates = new Set(automaton.present(text).map((index) => KEYWORDS[index]?.family));
  const matches: SecretMatch[] = [];
  for (const family of candidates) if (family !== undefined) collectMatches(family, text, matches);
  return withoutOverlaps(matches, text.length);
}

function collectMatches(family: SecretFamily, text: string, into: SecretMatch[]): void {
  const { pattern } = family;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const end = pattern.lastIndex;
    const secret = match[1] ?? match[0];
    const start = end - secret.length;
    const bounded = (opensAt(text, match.index) || opensAt(text, start)) && closesAt(text, end);
    if (bounded && isBelievable(family, secret)) into.push({ family, start, end, masked: maskSecret(secret) });
  }
}

function isBelievable(family: SecretFamily, secret: string): boolean {
  const lower = secret.toLowerCase();
  const prefix = family.keywords.find((keyword) => lower.startsWith(keyword)) ?? '';
  const body = secret.slice(prefix.length);
  if (shannonEntropy(body) < (family.minEntropy ?? DEFAULT_MIN_ENTROPY)) return false;
  return family.form === 'block' || !isPlaceholderToken(secret, body);
}

function opensAt(text: string, start: number): boolean {
  return !isWord(text.charCodeAt(start)) || !isWord(text.charCodeAt(start - 1)) || followsEscape(text, start);
}

function closesAt(text: string, end: number): boolean {
  return !isWord(text.charCodeAt(end - 1)) || !isWord(text.charCodeAt(end));
}

/** In raw source the letter of `\n`, `\r` or `\t` is no part of the word after it. */
function followsEscape(text: string, start: number): boolean {
  return text.charAt(start - 2) === '\\' && 'nrt'.includes(text.charAt(start - 1));
}

function isWord(unit: number): boolean {
  const lower = unit | 0x20;
  return (unit >= 0x30 && unit <= 0x39) || (lower >= 0x61 && lower <= 0x7a) || unit === 0x5f;
}

/**
 * Keeps matches best first. Whatever was kept before is at least as long, so it overlaps a later match exactly when it
 * covers that match's first or last code unit: two reads decide.
 */
function withoutOverlaps(matches: readonly SecretMatch[], length: number): readonly SecretMatch[] {
  if (matches.length < 2) return matches;
  const taken = new Uint8Array(length);
  const kept: SecretMatch[] = [];
  for (const match of [...matches].sort(byPreference)) {
    if (taken[match.start] === 1 || taken[match.end - 1] === 1) continue;
    taken.fill(1, match.start, match.end);
    kept.push(match);
  }
  return kept.sort((a, b) => a.start - b.start);
}

function byPreference(a: SecretMatch, b: SecretMatch): number {
  return (
    b.end - b.start - (a.end - a.start) ||
    Number(a.family.maturity === 'incubating') - Number(b.family.maturity === 'incubating') ||
    byCodeUnit(a.family.id, b.family.id) ||
    a.start - b.start
  );
}
