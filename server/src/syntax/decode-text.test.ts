import { describe, expect, it } from 'vitest';
import { decodeText, withoutByteOrderMark } from './decode-text.ts';

const bytes = (...values: readonly number[]) => Uint8Array.from(values);
const utf8 = (text: string) => new TextEncoder().encode(text);

describe('decodeText', () => {
  it.each([
    ['plain', utf8('a\r\né😀'), 'a\r\né😀', 'utf-8', false],
    ['empty', bytes(), '', 'utf-8', false],
    ['a mark alone', bytes(0xef, 0xbb, 0xbf), '', 'utf-8', false],
    ['a mark', utf8('\ufeffab'), 'ab', 'utf-8', false],
    ['two marks, of which one goes', utf8('\ufeff\ufeffab'), '\ufeffab', 'utf-8', false],
    ['a mark further on', utf8('a\ufeff'), 'a\ufeff', 'utf-8', false],
    ['a replacement character that is there', utf8('a\ufffd'), 'a\ufffd', 'utf-8', false],
    ['a NUL', bytes(0x61, 0, 0x62), 'a\0b', 'utf-8', false],
    ['latin-1', bytes(0x61, 0xe9, 0x62), 'a\ufffdb', 'utf-8', true],
    ['an encoded surrogate', bytes(0xed, 0xa0, 0x80), '\ufffd\ufffd\ufffd', 'utf-8', true],
    ['a cut sequence', bytes(0x61, 0xf0, 0x9f), 'a\ufffd', 'utf-8', true],
    ['little-endian', bytes(0xff, 0xfe, 0x61, 0, 0x3d, 0xd8, 0, 0xde), 'a😀', 'utf-16le', false],
    ['big-endian', bytes(0xfe, 0xff, 0, 0x61, 0xd8, 0x3d, 0xde, 0), 'a😀', 'utf-16be', false],
    ['big-endian cut in a unit', bytes(0xfe, 0xff, 0, 0x61, 0), 'a\ufffd', 'utf-16be', true],
    ['a lone surrogate', bytes(0xff, 0xfe, 0x3d, 0xd8, 0x61, 0), '\ufffda', 'utf-16le', true],
    ['a replacement character in UTF-16', bytes(0xff, 0xfe, 0xfd, 0xff), '\ufffd', 'utf-16le', false],
  ])('reads %s', (_, input, text, encoding, lossy) => {
    const decoded = decodeText(input);
    expect(decoded).toMatchObject({ text, encoding, lossy });
    expect(decoded.problems.length).toBe(lossy ? 1 : 0);
  });

  it('says what to do about a file that is not valid', () => {
    expect(decodeText(bytes(0xff, 0x61)).problems).toEqual([
      {
        code: 'SCAN_ERROR',
        message: 'Some bytes are not valid UTF-8 and were replaced',
        hint: 'Save the file as UTF-8',
      },
    ]);
  });
});

describe('withoutByteOrderMark', () => {
  it('takes one leading mark', () => {
    expect(withoutByteOrderMark('\ufeff\ufeffa\ufeff')).toBe('\ufeffa\ufeff');
    expect(withoutByteOrderMark('a')).toBe('a');
  });
});
