const WORD = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g;
const known = new Map<string, readonly string[]>();
/** Names remembered; then all are forgotten. */
const MAX_KNOWN = 50_000;
/** Stands for words of the function's own name in the name of what it calls. */
export const OWN_WORD = '*';

/** Words of a name in small letters: `getHTTPUser_byId` -> get, http, user, by, id. */
export function nameWords(name: string): readonly string[] {
  const before = known.get(name);
  if (before !== undefined) return before;
  const words: readonly string[] = (name.match(WORD) ?? []).map((w) => w.toLowerCase());
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(name, words);
  return words;
}

/** A name with the words that are among `own` replaced: what remains is what functions of one kind share. A name of nothing else stays. */
export function withoutOwnWords(name: string, own: ReadonlySet<string>): string {
  const words = nameWords(name);
  if (words.every((w) => own.has(singular(w))) || !words.some((w) => own.has(singular(w)))) return name;
  const out: string[] = [];
  for (const w of words) {
    const next = own.has(singular(w)) ? OWN_WORD : w;
    if (next !== OWN_WORD || out.at(-1) !== OWN_WORD) out.push(next);
  }
  return out.join(' ');
}

/** A word without the sign of the plural. */
export function singular(word: string): string {
  return word.length > 3 && word.endsWith('s') ? word.slice(0, -1) : word;
}
