// How the title of a test is put, whether it is a text or the name of a function.
import type { LanguageId } from '@drift/shared';

/** The ways to put a title; `parts` is `Add_ZeroItems_Throws`: names joined by `_`. */
export type TitleStyle = 'should' | 'given' | 'sentence' | 'snake' | 'parts' | 'camel' | 'pascal' | 'prefix';

/** Languages in which a test is a function whose name must begin with `test`, so that this is no choice. */
const PREFIX_IS_FIXED: ReadonlySet<LanguageId> = new Set(['php', 'python', 'ruby']);

/** Words from which on a text is a sentence; fewer are a label: `normal function`. */
const MIN_WORDS = 3;

/** Style of a title that is a text; `undefined` for a label, `null` where its beginning is computed. */
export function styleOfText(language: LanguageId, text: string): TitleStyle | null | undefined {
  const title = text.trim();
  if (/^\{[^}]*\}$/.test(title) || title === '') return null;
  if (/^(?:it )?should(?:n\\?['\u2019]?t)?\b/i.test(title)) return 'should';
  // `parse should fail` is a sentence as well.
  if (/\bshould\b/i.test(title)) return undefined;
  if (/^given\s/i.test(title)) return 'given';
  if (language === 'go' && /^[a-z]+(?:_[a-z0-9]+)+$/i.test(title)) return 'snake';
  const words = title.split(/\s+/).filter((w) => /^[^{]*[A-Za-z]/.test(w));
  return words.length >= MIN_WORDS ? 'sentence' : undefined;
}

/** Style of a title that is the name of a function; `undefined` for a name that fits several. */
export function styleOfName(language: LanguageId, name: string): TitleStyle | undefined {
  if (/\s/.test(name)) return styleOfText(language, name) ?? undefined;
  if (/^(?:test_?|it_)?[Ss]hould(?:[A-Z_]|$)|_should(?:[A-Z_]|$)|^\w*_Should|^(?:Test)?Should[A-Z_]/.test(name))
    return 'should';
  if (/^(?:test_?)?[Gg]iven(?:[A-Z_])/.test(name)) return 'given';
  if (PREFIX_IS_FIXED.has(language)) return /^test[A-Z]/.test(name) || !name.includes('_') ? 'camel' : 'snake';
  if (/^[Tt]est(?:[A-Z_]|s?$)/.test(name)) return 'prefix';
  if (language === 'rust' || name.includes('_')) return /[A-Z]/.test(name) ? 'parts' : 'snake';
  if (!/[A-Za-z0-9][A-Z]/.test(name)) return undefined;
  return /^[A-Z]/.test(name) ? 'pascal' : 'camel';
}
