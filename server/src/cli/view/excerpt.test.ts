import type { ReportFinding } from '@drift/shared';
import { displayText } from '@drift/shared';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { displayWidth } from './display-width.ts';
import { excerptOf } from './excerpt.ts';

/** Draws a line in which `[` and `]` enclose the range. */
function draw(marked: string, width = 40): string {
  const from = marked.indexOf('[');
  const to = marked.indexOf(']') - 1;
  return at(marked.replace('[', '').replace(']', ''), { from, to, width });
}

function at(
  line: string,
  { from, to, endLine = 0, width = 40 }: Record<'from' | 'to', number> & { endLine?: number; width?: number },
): string {
  const excerpt = excerptOf(findingOn(line, from, { line: endLine, character: to }), { width, ellipsis: '...' });
  return excerpt === null ? 'none' : `${excerpt.line}|\n${excerpt.marker}|`;
}

function findingOn(line: string, from: number, end: { line: number; character: number }): ReportFinding {
  return {
    id: 'a',
    ruleId: 'drift/a/b',
    path: 'a.ts',
    range: { start: { line: 0, character: from }, end },
    severity: 'error',
    message: '',
    isNew: true,
    confidence: 1,
    tier: 'established',
    cwe: [],
    symbol: '',
    related: [],
    fixable: 'none',
    snippet: { line },
  };
}

describe('excerptOf', () => {
  test('drops indentation and underlines the range', () => {
    expect(draw('    return [value] + 1;  ')).toBe('return value + 1;|\n       ^^^^^|');
  });

  test('expands tabs to stops of the original columns', () => {
    expect(draw('\ta\t[b]')).toBe('a   b|\n    ^|');
    expect(draw('a[\t]b')).toBe('a   b|\n ^^^|');
  });

  test('keeps marked indentation', () => {
    expect(draw('[\t]x')).toBe('    x|\n^^^^|');
  });

  test('counts wide characters, joined emoji, flags and combining marks', () => {
    expect(draw('\u540d[\u524d]x')).toBe('\u540d\u524dx|\n  ^^|');
    expect(draw('\u{1F468}\u200d\u{1F469}[x]')).toBe('\u{1F468}\u200d\u{1F469}x|\n  ^|');
    expect(draw('\u{1F1E9}\u{1F1EA}\u{1F1EB}\u{1F1F7}[x]')).toBe('\u{1F1E9}\u{1F1EA}\u{1F1EB}\u{1F1F7}x|\n    ^|');
    expect(at('\u{1F1E9}\u{1F1EA}x', { from: 0, to: 2 })).toBe('\u{1F1E9}\u{1F1EA}x|\n^^|');
    expect(draw('e\u0301[x]')).toBe('e\u0301x|\n ^|');
    expect(draw('\u2764\ufe0f[x]')).toBe('\u2764\ufe0fx|\n  ^|');
    expect(draw('\u{1F44D}\u{1F3FD}[x]')).toBe('\u{1F44D}\u{1F3FD}x|\n  ^|');
  });

  test('shows escapes as wide as they are', () => {
    expect(draw('a\u202e[b]')).toBe('a\\u202eb|\n       ^|');
  });

  test('marks one column for an empty range, also at the end of the line', () => {
    expect(at('abc', { from: 1, to: 1 })).toBe('abc|\n ^|');
    expect(at('abc ', { from: 4, to: 4 })).toBe('abc|\n    ^|');
  });

  test('underlines to the end of the line when the range goes on', () => {
    expect(at('if (x) {', { from: 3, to: 1, endLine: 2 })).toBe('if (x) {|\n   ^^^^^|');
  });

  test('cuts a long line around the range', () => {
    const long = `${'x'.repeat(100)}[needle]${'y'.repeat(100)}`;
    expect(draw(long, 30)).toBe(`...xxxxxxxxxxxxneedleyyyyyy...|\n               ^^^^^^|`);
    expect(draw(`[needle]${'y'.repeat(100)}`, 20)).toBe('needleyyyyyyyy...|\n^^^^^^|');
    expect(draw(`${'x'.repeat(100)}[needle]`, 20)).toBe('...xxxxxxxxneedle|\n           ^^^^^^|');
  });

  test('shows nothing where the range is beyond the quoted text or the text is blank', () => {
    expect(at('abc', { from: 4, to: 5 })).toBe('none');
    expect(at('x'.repeat(240), { from: 240, to: 250 })).toBe('none');
    expect(at('  ', { from: 0, to: 1 })).toBe('none');
  });

  test('never exceeds its width, never loses the mark, whatever the text', () => {
    const seed = 20260;
    const property = fc.property(
      fc.string({ unit: 'binary', maxLength: 120 }),
      fc.nat(120),
      fc.nat(20),
      fc.integer({ min: 20, max: 80 }),
      (line, from, length, width) => {
        const excerpt = excerptOf(findingOn(line, from, { line: 0, character: from + length }), {
          width,
          ellipsis: '...',
        });
        if (excerpt === null) return from > line.length || line.trim() === '' || from === line.length;
        return (
          displayWidth(excerpt.line) <= width &&
          excerpt.marker.includes('^') &&
          excerpt.marker.length <= width &&
          displayText(excerpt.line) === excerpt.line
        );
      },
    );
    fc.assert(property, { seed, numRuns: 500 });
  });
});
