import { describe, expect, test } from 'vitest';
import { labelText, noticeText, sentence } from './plain-text.ts';

describe('a label', () => {
  test('draws no icon, spinning or not', () => {
    expect(labelText('a $(sync~spin) $(circle-slash)')).toBe('a \\$(sync~spin) \\$(circle-slash)');
  });

  test('keeps a backslash that stood before one', () => {
    expect(labelText('\\$(sync)')).toBe('\\\\$(sync)');
  });

  test('changes nothing that is no icon, and shows what is hidden', () => {
    expect(labelText('$(a b) $5 \u202E\n')).toBe('$(a b) $5 \\u202e\\n');
  });
});

test('a notification has no link of a repository', () => {
  expect(noticeText('[x](command:drift.rescan)\u0007')).toBe('[x] (command:drift.rescan)\\x07');
});

test('a sentence ends once', () => {
  expect(['a', 'a.', 'a?'].map(sentence)).toEqual(['a.', 'a.', 'a?']);
});
