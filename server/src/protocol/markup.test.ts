import { displayText } from '@drift/shared';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeSpan, escapeMarkdown, markupFor } from './markup.ts';

const SEED = 20_261;
/** Texts of the signs that Markdown gives a meaning, and of those that a terminal obeys. */
const TEXTS = fc.string({
  unit: fc.constantFrom(...'`\\*_[]()<>!#|~&@:/. \n\u001b\u202ea', '://', 'www.', '``'),
  maxLength: 30,
});

/** What a reader of CommonMark makes of a code span that is the whole text; `null` where it is none. */
function codeIn(markdown: string): string | null {
  const [, fence = '', inner = ''] = /^(`+)(?!`)(.*[^`])\1$/.exec(markdown) ?? [];
  const runs: readonly string[] = inner.match(/`+/g) ?? [];
  if (fence === '' || runs.includes(fence)) return null;
  return /^ .*[^ ].* $/.test(inner) ? inner.slice(1, -1) : inner;
}

describe('text of a repository in Markdown', () => {
  test('stays code as code, whatever is in it', () => {
    expect(codeSpan('a`b')).toBe('``a`b``');
    expect(codeSpan('`')).toBe('`` ` ``');
    const kept = fc.property(TEXTS, (text) => {
      const read = codeIn(codeSpan(text));
      return text.trim() === '' ? read !== null : read === displayText(text);
    });
    fc.assert(kept, { seed: SEED, numRuns: 2_000 });
  });

  test('stays text as text: nothing in it begins a link, an image, a tag or anything else', () => {
    expect(escapeMarkdown('[a](command:x) https://e www.e <b> a@b')).toBe(
      '\\[a\\]\\(command:x\\) https\\://e www\\.e \\<b\\> a\\@b',
    );
    const plain = fc.property(TEXTS, (text) => {
      const escaped = escapeMarkdown(text);
      const rest = escaped.replace(/\\[!-/:-@[-`{-~]/g, '-');
      const read = escaped.replace(/\\([!-/:-@[-`{-~])/g, '$1');
      return read === displayText(text) && !/[`\\*_{}[\]<>()#!|~&@\n]|:\/\/|www\./.test(rest);
    });
    fc.assert(plain, { seed: SEED, numRuns: 2_000 });
  });

  test('is not touched for a client that reads plain text, but for what no screen shows', () => {
    const { kind, text, code, strong } = markupFor({ markdownHover: false });
    expect([kind, text('a_b'), code('`c`'), strong('*d*\n')]).toEqual(['plaintext', 'a_b', '`c`', '*d*\\n']);
  });
});
