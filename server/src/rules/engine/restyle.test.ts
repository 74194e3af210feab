import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { styleOf } from './identifier-style.ts';
import { restyle, TARGET_STYLES, wordsOf } from './restyle.ts';

describe('a name in another style', () => {
  test('keeps its words', () => {
    const rows = [
      ['get_user', 'camel', 'getUser'],
      ['getUser', 'snake', 'get_user'],
      ['getUserID', 'snake', 'get_user_id'],
      ['parseHTTPResponse', 'snake', 'parse_http_response'],
      ['parse_http_response', 'pascal', 'ParseHttpResponse'],
      ['Get_User', 'mixedCaps', 'GetUser'],
      ['get_user', 'mixedCaps', 'getUser'],
      ['maxSize', 'screaming', 'MAX_SIZE'],
      ['MAX_SIZE', 'pascal', 'MaxSize'],
      ['max_size', 'kebab', 'max-size'],
      ['sha256_of_file', 'camel', 'sha256OfFile'],
      ['sha256OfFile', 'snake', 'sha256_of_file'],
      ['utf_8_reader', 'camel', 'utf8Reader'],
      ['user_account', 'pascal', 'UserAccount'],
    ] as const;
    for (const [name, style, wanted] of rows) expect([name, restyle(name, style)]).toEqual([name, wanted]);
  });

  test('keeps sigils and marks', () => {
    expect(restyle('$user_id', 'camel')).toBe('$userId');
    expect(restyle('_get_user', 'camel')).toBe('_getUser');
    expect(restyle('#my_count', 'camel')).toBe('#myCount');
    expect(restyle('isValid?', 'snake')).toBe('is_valid?');
    expect(restyle('type_name_', 'camel')).toBe('typeName_');
    expect(restyle('__itemCount', 'snake')).toBe('__item_count');
  });

  test('is refused where there is none', () => {
    expect(restyle('user', 'camel')).toBeNull();
    expect(restyle('retries', 'screaming')).toBeNull();
    expect(restyle('größe_max', 'camel')).toBeNull();
    expect(restyle('get_user', 'hungarian')).toBeNull();
    expect(restyle('x_axis', 'camel')).toBeNull();
    expect(restyle('', 'camel')).toBeNull();
    expect(restyle('___', 'snake')).toBeNull();
  });

  const names = fc
    .tuple(
      fc.constantFrom('', '_', '$', '#', '__', '@'),
      fc.array(fc.stringMatching(/^[a-z]{2,6}[0-9]{0,2}$/), { minLength: 1, maxLength: 5 }),
      fc.constantFrom('', '_', '?', '!'),
      fc.constantFrom(...TARGET_STYLES),
    )
    .chain(([lead, words, tail, from]) => {
      const source = restyle(lead + words.join('_') + tail, from) ?? lead + words.join('_') + tail;
      return fc.record({
        name: fc.constant(source),
        words: fc.constant(words),
        style: fc.constantFrom(...TARGET_STYLES),
      });
    });

  test('shows that style, keeps the words and stays what it is the second time', () => {
    fc.assert(
      fc.property(names, ({ name, words, style }) => {
        const made = restyle(name, style);
        if (made === null) return words.length === 1 || /\d/.test(name);
        const shown = style === 'mixedCaps' ? ['camel', 'pascal'] : [style];
        expect(shown).toContain(styleOf(made));
        expect(wordsOf(made)).toEqual(wordsOf(name));
        expect(restyle(made, style)).toBe(made);
        return true;
      }),
      { numRuns: 1000 },
    );
  });

  test('any text at all is answered', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 24 }), fc.constantFrom(...TARGET_STYLES), (name, style) => {
        const made = restyle(name, style);
        if (made !== null) expect(wordsOf(made)).toEqual(wordsOf(name));
      }),
      { numRuns: 1000 },
    );
  });
});
