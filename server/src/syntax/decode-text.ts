/** Turns the bytes of a file into the text an editor would show for it. */
import { isUtf8 } from 'node:buffer';
import type { Problem } from '@drift/shared';

/** How the bytes were read. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** A file's text without its byte-order mark. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: TextEncoding;
  /** True when some bytes were not valid in the encoding and stand as U+FFFD in the text. */
  readonly lossy: boolean;
  readonly problems: readonly Problem[];
}

/** U+FEFF, which marks the encoding when it is the first character of a file and is no part of its text there. */
export const BYTE_ORDER_MARK = '\uFEFF';

const REPLACEMENT = 0xfffd;
const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true });
const UTF16 = new TextDecoder('utf-16le', { ignoreBOM: true });

/**
 * Decodes UTF-8, or UTF-16 announced by a byte-order mark, and strips one mark. Never fails: invalid bytes become
 * U+FFFD and are reported once.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeUtf16(bytes.subarray(2), 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeUtf16(swapped(bytes.subarray(2)), 'utf-16be');
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return decoded(UTF8.decode(hasMark ? bytes.subarray(3) : bytes), 'utf-8', !isUtf8(bytes));
}

/** The text without its first character if that is a byte-order mark. */
export function withoutByteOrderMark(text: string): string {
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
}

function decoded(text: string, encoding: TextEncoding, lossy: boolean): DecodedText {
  const problem: Problem = {
    code: 'SCAN_ERROR',
    message: `Some bytes are not valid ${encoding.toUpperCase()} and were replaced`,
    hint: 'Save the file as UTF-8',
  };
  return { text, encoding, lossy, problems: lossy ? [problem] : [] };
}

function decodeUtf16(littleEndian: Uint8Array, encoding: TextEncoding): DecodedText {
  const text = UTF16.decode(littleEndian);
  return decoded(text, encoding, addedReplacements(text, littleEndian));
}

/** Whether the decoder put a U+FFFD where the bytes hold something else. */
function addedReplacements(text: string, bytes: Uint8Array): boolean {
  if (bytes.length % 2 === 1) return true;
  for (let index = text.indexOf('\uFFFD'); index >= 0; index = text.indexOf('\uFFFD', index + 1)) {
    const unit = (bytes[2 * index] ?? 0) | ((bytes[2 * index + 1] ?? 0) << 8);
    if (unit !== REPLACEMENT) return true;
  }
  return false;
}

// Not every build of Node decodes big-endian UTF-16, so the bytes are turned round first.
function swapped(bytes: Uint8Array): Uint8Array {
  const result = new Uint8Array(bytes.length);
  for (let index = 0; index + 1 < bytes.length; index += 2) {
    result[index] = bytes[index + 1] ?? 0;
    result[index + 1] = bytes[index] ?? 0;
  }
  return result;
}
