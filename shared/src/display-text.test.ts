import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { displayJson, displayOutput, displayText } from './display-text.ts';

const SEED = 20_262;
const TEXTS = fc.string({ unit: 'binary', maxLength: 60 });

describe('what is shown', () => {
  test('is on one line and holds nothing that a terminal obeys', () => {
    expect(displayText('a\n\u001b[31m\u009b\u202e\u{e0001}')).toBe('a\\n\\x1b[31m\\x9b\\u202e\\u{e0001}');
    expect(displayText('a\u200db')).toBe('a\u200db');
  });

  test('may have lines, tabs and, where wanted, colours of its own; nothing else passes', () => {
    const colored = 'a\tb\r\n\u001b[31mred\u001b[39m\n';
    expect(displayOutput(colored, { color: true })).toBe(colored);
    expect(displayOutput(colored, { color: false })).toBe('a\tb\r\n\\x1b[31mred\\x1b[39m\n');
    // Hidden, blinking, back to the beginning of the line, the title of the window.
    expect(displayOutput('\u001b[8m\u001b[5m\r\u001b]0;x\u0007', { color: true })).toBe(
      '\\x1b[8m\\x1b[5m\\r\\x1b]0;x\\x07',
    );
    const harmless = fc.property(TEXTS, (text) =>
      displayOutput(text, { color: false })
        .split(/\r?\n|\t/)
        .every((part) => displayText(part) === part),
    );
    fc.assert(harmless, { seed: SEED, numRuns: 1_000 });
  });

  test('as JSON has the values it had', () => {
    const same = fc.property(TEXTS, (text) => {
      const shown = displayJson(JSON.stringify({ text }, null, 2));
      return JSON.parse(shown).text === text && displayOutput(shown, { color: true }) === shown;
    });
    fc.assert(same, { seed: SEED, numRuns: 1_000 });
  });
});
