import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeEdits, type OffsetEdit, OpenDocument } from '../session/document.ts';
import { LineTable } from '../syntax/line-table.ts';
import type { PositionEncoding } from './positions.ts';
import { applyChanges, type ContentChange } from './text-sync.ts';

const SEED = 7_303;
const BOM = '\ufeff';

type Place = readonly [line: number, character: number];

function open(text: string): OpenDocument {
  let revision = 0;
  return new OpenDocument({ kind: 'memory', name: 'untitled:1' }, text, () => ++revision);
}

function change(from: Place, to: Place, text: string, rangeLength?: number): ContentChange {
  const range = { start: { line: from[0], character: from[1] }, end: { line: to[0], character: to[1] } };
  return { range, text, rangeLength };
}

/** Replays an edit to see that it leads from one text to the other. */
function replayed(before: string, edit: OffsetEdit, after: string): string {
  return before.slice(0, edit.start) + after.slice(edit.start, edit.newEnd) + before.slice(edit.oldEnd);
}

describe('applyChanges', () => {
  it('applies each change to the text the one before produced', () => {
    const document = open('one\ntwo\n');
    const edits = applyChanges(
      document,
      [change([0, 0], [0, 3], 'x\ny'), change([1, 1], [1, 1], 'z'), change([2, 0], [2, 3], '')],
      'utf-16',
    );
    expect(document.text).toBe('x\nyz\n\n');
    expect(edits).toEqual([
      { start: 0, oldEnd: 3, newEnd: 3 },
      { start: 3, oldEnd: 3, newEnd: 4 },
      { start: 5, oldEnd: 8, newEnd: 5 },
    ]);
    expect(document.takeEdits()).toEqual(edits);
  });

  it('takes a whole text in between, with or without a null range', () => {
    const document = open('abc');
    applyChanges(document, [{ text: `${BOM}abXc` }, change([0, 3], [0, 4], 'd')], 'utf-16');
    expect(document.text).toBe('abdc');
    applyChanges(document, [{ range: null, rangeLength: null, text: 'new' }], 'utf-16');
    expect(document.text).toBe('new');
  });

  it('turns a reversed range round', () => {
    const document = open('abcd');
    applyChanges(document, [change([0, 3], [0, 1], '-')], 'utf-16');
    expect(document.text).toBe('a-d');
  });

  it('keeps a character whole when a range cuts it', () => {
    const document = open('a😀b');
    applyChanges(document, [change([0, 2], [0, 2], 'x')], 'utf-16');
    expect(document.text).toBe('ax😀b');
    applyChanges(document, [change([0, 1], [0, 3], '')], 'utf-16');
    expect(document.text).toBe('a😀b');
  });

  it.each([
    ['agrees', 'utf-16', 'a😀b', [0, 1], [0, 3], 2, false],
    ['counts an emoji as one', 'utf-16', 'a😀b', [0, 1], [0, 2], 1, true],
    ['reaches past the end', 'utf-16', 'ab', [0, 0], [0, 3], 3, true],
    ['counts bytes', 'utf-8', 'a😀b', [0, 1], [0, 5], 4, false],
    ['counts UTF-16 though bytes were agreed', 'utf-8', 'a😀b', [0, 1], [0, 5], 2, false],
    ['counts neither', 'utf-8', 'a😀b', [0, 1], [0, 5], 3, true],
    ['counts both units of a line end', 'utf-16', 'a\r\nb', [0, 1], [1, 0], 2, false],
    ['counts one unit of two', 'utf-16', 'a\r\nb', [0, 1], [1, 0], 1, true],
    ['counts a mark of its own', 'utf-16', `${BOM}ab`, [0, 0], [0, 2], 2, false],
    ['counts a mark in bytes', 'utf-8', `${BOM}ab`, [0, 0], [0, 4], 4, false],
    ['is negative', 'utf-16', 'ab', [0, 0], [0, 1], -1, true],
  ] as const)('doubts the text if the length contradicts it: %s', (_, encoding, text, from, to, length, suspect) => {
    const document = open(text);
    applyChanges(document, [change(from, to, '', length)], encoding);
    expect(document.suspect).toBe(suspect);
    applyChanges(document, [{ text: 'fresh' }], encoding);
    expect(document.suspect).toBe(false);
  });

  it.each([
    ['inserts after the mark', change([0, 1], [0, 1], 'x'), 'xab', true],
    ['inserts before it', change([0, 0], [0, 0], 'x'), `x${BOM}ab`, false],
    ['deletes it', change([0, 0], [0, 1], ''), 'ab', false],
    ['deletes it and more', change([0, 0], [0, 2], ''), 'b', false],
    ['inserts another', change([0, 0], [0, 0], BOM), `${BOM}ab`, true],
    ['changes nothing', change([0, 0], [0, 0], ''), 'ab', true],
  ])('follows a client that keeps its byte-order mark and %s', (_, edit, text, hasBom) => {
    const document = open(`${BOM}ab`);
    applyChanges(document, [edit], 'utf-16');
    expect([document.text, document.hasBom]).toEqual([text, hasBom]);
  });

  it('hides a mark that comes to lead the text', () => {
    const document = open(`a${BOM}b`);
    applyChanges(document, [change([0, 0], [0, 1], '')], 'utf-16');
    expect([document.text, document.hasBom]).toEqual(['b', true]);
    applyChanges(document, [change([0, 1], [0, 2], 'c')], 'utf-16');
    expect(document.text).toBe('c');
  });
});

const WHOLE = ['a', ' ', '\n', '\r', '\r\n', '\u2028', 'é', '漢', 'e\u0301', '👩‍👧', '😀', BOM];
const textOf = (pieces: readonly string[], maxLength: number) =>
  fc.array(fc.constantFrom(...pieces), { maxLength }).map((found) => found.join(''));
const anyEncoding = fc.constantFrom<PositionEncoding>('utf-16', 'utf-8', 'utf-32');
const anyPlace = fc.tuple(fc.integer({ min: -1, max: 8 }), fc.integer({ min: -1, max: 12 }));

function scriptOf(pieces: readonly string[]): fc.Arbitrary<ContentChange[]> {
  const ranged = fc.tuple(anyPlace, anyPlace, textOf(pieces, 4)).map(([from, to, text]) => change(from, to, text));
  const full = textOf(pieces, 15).map((text) => ({ text }));
  return fc.array(fc.oneof({ weight: 9, arbitrary: ranged }, { weight: 1, arbitrary: full }), { maxLength: 12 });
}

/** The offset a client means, worked out character by character on the client's own text. */
function naiveOffset(text: string, place: Place, encoding: PositionEncoding): number {
  const [line, character] = [Math.max(0, place[0]), Math.max(0, place[1])];
  const parts = text.split(/(\r\n|\r|\n)/);
  if (2 * line >= parts.length) return text.length;
  let offset = parts.slice(0, 2 * line).join('').length;
  let units = 0;
  for (const sign of parts[2 * line] ?? '') {
    units += encoding === 'utf-16' ? sign.length : encoding === 'utf-8' ? Buffer.byteLength(sign) : 1;
    if (units > character) break;
    offset += sign.length;
  }
  return offset;
}

function naiveChange(text: string, { range, text: inserted }: ContentChange, encoding: PositionEncoding): string {
  if (range === undefined || range === null) return inserted;
  const ends = [range.start, range.end].map((at) => naiveOffset(text, [at.line, at.character], encoding));
  return text.slice(0, Math.min(...ends)) + inserted + text.slice(Math.max(...ends));
}

describe('edit scripts', () => {
  it(`lead to the text of a naive client (seed ${SEED})`, () => {
    const pieces = [...WHOLE, '\ud83d', '\ude00'];
    fc.assert(
      fc.property(textOf(pieces, 20), scriptOf(pieces), anyEncoding, (text, script, encoding) => {
        const document = open(text);
        const opened = document.text;
        let client = text;
        for (const step of script) {
          const before = document.text;
          const revision = document.revision;
          client = naiveChange(client, step, encoding);
          const [edit] = applyChanges(document, [step], encoding);
          expect(document.text).toBe(client.startsWith(BOM) ? client.slice(1) : client);
          expect(document.hasBom).toBe(client.startsWith(BOM));
          expect(document.lines).toEqual(LineTable.of(document.text));
          expect(edit && replayed(before, edit, document.text)).toBe(document.text);
          if (before !== document.text) expect(document.revision).toBeGreaterThan(revision);
        }
        expect(replayed(opened, mergeEdits(document.takeEdits()), document.text)).toBe(document.text);
      }),
      { seed: SEED, numRuns: 3_000 },
    );
  });

  it(`give the same text in one notification as in many (seed ${SEED})`, () => {
    fc.assert(
      fc.property(textOf(WHOLE, 20), scriptOf(WHOLE), anyEncoding, (text, script, encoding) => {
        const [once, often] = [open(text), open(text)];
        applyChanges(once, script, encoding);
        for (const step of script) applyChanges(often, [step], encoding);
        expect(once.text).toBe(often.text);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it(`never split a surrogate pair that was whole (seed ${SEED})`, () => {
    fc.assert(
      fc.property(textOf(WHOLE, 20), scriptOf(WHOLE), anyEncoding, (text, script, encoding) => {
        const document = open(text);
        for (const step of script) {
          const before = document.text;
          for (const { start, oldEnd, newEnd } of applyChanges(document, [step], encoding)) {
            const cuts = [before.slice(0, start), before.slice(oldEnd), document.text.slice(0, newEnd), document.text];
            for (const cut of cuts) expect(cut).not.toMatch(/\p{Surrogate}/u);
          }
        }
      }),
      { seed: SEED, numRuns: 1_500 },
    );
  });
});
