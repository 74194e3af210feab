import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DocumentId, mergeEdits, type OpenDocument, OpenDocuments } from './document.ts';

const SEED = 7_304;
const UNTITLED: DocumentId = { kind: 'memory', name: 'untitled:1' };
const OTHER: DocumentId = { kind: 'memory', name: 'untitled:2' };

function open(text: string): OpenDocument {
  return new OpenDocuments().open(UNTITLED, text, 1);
}

describe('OpenDocument', () => {
  it('starts clean, without the byte-order mark', () => {
    const document = open('\ufeffab\n');
    expect([document.text, document.hasBom, document.version, document.suspect]).toEqual(['ab\n', true, 1, false]);
    expect(document.lines.lineCount).toBe(2);
    expect(document.takeEdits()).toEqual([]);
  });

  it('clamps offsets and keeps pairs and line ends whole', () => {
    const document = open('a😀\r\nb');
    expect(document.edit(-5, 2, '')).toEqual({ start: 0, oldEnd: 1, newEnd: 0 });
    expect(document.edit(99, 3, 'c')).toEqual({ start: 2, oldEnd: 5, newEnd: 3 });
    expect(document.text).toBe('😀c');
  });

  it('takes a new revision for a change of the text and for nothing else', () => {
    const document = open('ab');
    const first = document.revision;
    document.edit(1, 1, '');
    document.replaceAll('ab');
    document.recordVersion(2);
    document.markSuspect();
    expect([document.revision, document.takeEdits()]).toEqual([first, []]);
    document.edit(1, 1, 'x');
    expect(document.revision).toBeGreaterThan(first);
  });

  it('hands out each edit once', () => {
    const document = open('ab');
    document.edit(0, 1, '');
    document.edit(0, 0, 'xy');
    expect(document.takeEdits()).toEqual([
      { start: 0, oldEnd: 1, newEnd: 0 },
      { start: 0, oldEnd: 0, newEnd: 2 },
    ]);
    expect(document.takeEdits()).toEqual([]);
  });

  it.each([
    ['abcd', 'abXd', { start: 2, oldEnd: 3, newEnd: 3 }],
    ['aaa', 'aaaa', { start: 3, oldEnd: 3, newEnd: 4 }],
    ['aaaa', 'aaa', { start: 3, oldEnd: 4, newEnd: 3 }],
    ['', 'ab', { start: 0, oldEnd: 0, newEnd: 2 }],
    ['x😀y', 'x😁y', { start: 1, oldEnd: 3, newEnd: 3 }],
    ['\ud83d\ude00', '\ud83e\ude00', { start: 0, oldEnd: 2, newEnd: 2 }],
    ['a\r\nb', 'a\nb', { start: 1, oldEnd: 3, newEnd: 2 }],
    ['a\r\nb', 'a\rb', { start: 1, oldEnd: 3, newEnd: 2 }],
  ])('replaces %j by %j with the smallest edit', (before, after, edit) => {
    const document = open(before);
    expect(document.replaceAll(after)).toEqual(edit);
    expect(document.text).toBe(after);
  });

  it('stays small when nobody takes its edits', () => {
    const document = open('');
    for (let count = 0; count < 5_000; count++) document.edit(0, 0, 'a');
    const edits = document.takeEdits();
    expect(edits.length).toBeLessThan(1_000);
    expect(mergeEdits(edits)).toEqual({ start: 0, oldEnd: 0, newEnd: 5_000 });
  });
});

describe('mergeEdits', () => {
  it('of nothing is an edit that changes nothing', () => {
    expect(mergeEdits([])).toEqual({ start: 0, oldEnd: 0, newEnd: 0 });
  });

  it(`leads from the first text to the last (seed ${SEED})`, () => {
    const step = fc.tuple(fc.nat(20), fc.nat(20), fc.string({ maxLength: 4 }));
    fc.assert(
      fc.property(fc.string(), fc.array(step, { minLength: 1, maxLength: 8 }), (text, steps) => {
        const document = open(text);
        const before = document.text;
        for (const [from, to, inserted] of steps) document.edit(from, to, inserted);
        const { start, oldEnd, newEnd } = mergeEdits(document.takeEdits());
        const after = document.text;
        expect(before.slice(0, start) + after.slice(start, newEnd) + before.slice(oldEnd)).toBe(after);
      }),
      { seed: SEED, numRuns: 1_000 },
    );
  });
});

describe('OpenDocuments', () => {
  it('opens, changes and closes without an anomaly', () => {
    const documents = new OpenDocuments();
    const document = documents.open(UNTITLED, 'a', 1);
    expect(documents.change({ ...UNTITLED }, 2)).toBe(document);
    expect([document.version, [...documents.all()]]).toEqual([2, [document]]);
    expect(documents.close(UNTITLED)).toBe(true);
    expect(documents.get(UNTITLED)).toBeUndefined();
    expect(Object.values(documents.anomalies)).toEqual([0, 0, 0, 0, 0]);
  });

  it('lets the second open win and keeps the document', () => {
    const documents = new OpenDocuments();
    const first = documents.open(UNTITLED, 'one', 4);
    const second = documents.open(UNTITLED, 'two', 1);
    expect(second).toBe(first);
    expect([first.text, first.version, documents.anomalies.openedTwice]).toEqual(['two', 1, 1]);
    expect(first.takeEdits()).toEqual([{ start: 0, oldEnd: 3, newEnd: 3 }]);
  });

  it('ignores and counts changes while closed and closes of the unknown', () => {
    const documents = new OpenDocuments();
    expect(documents.change(UNTITLED, 1)).toBeNull();
    documents.open(UNTITLED, 'a', 1);
    documents.close(UNTITLED);
    expect(documents.change(UNTITLED, 2)).toBeNull();
    expect(documents.close(UNTITLED)).toBe(false);
    expect(documents.close(OTHER)).toBe(false);
    expect(documents.anomalies).toMatchObject({ changedWhileClosed: 2, closedUnknown: 2 });
  });

  it('tolerates missing, null and falling versions', () => {
    const documents = new OpenDocuments();
    const document = documents.open(UNTITLED, 'a');
    const versions = [5, 5, 3, null, undefined, Number.NaN, 1, 2].map((version) => {
      documents.change(UNTITLED, version);
      return document.version;
    });
    expect(versions).toEqual([5, 5, 3, null, null, null, 1, 2]);
    expect(documents.anomalies).toMatchObject({ unversioned: 4, versionOutOfOrder: 2 });
  });

  it('never gives a reopened document a revision it had before', () => {
    const documents = new OpenDocuments();
    const first = documents.open(UNTITLED, 'a', 1);
    first.edit(0, 0, 'b');
    documents.close(UNTITLED);
    expect(documents.open(UNTITLED, 'a', 1).revision).toBeGreaterThan(first.revision);
  });

  it('tells documents apart', () => {
    const documents = new OpenDocuments();
    const one = documents.open(UNTITLED, 'a', 1);
    const other = documents.open(OTHER, 'b', 1);
    one.edit(0, 1, 'c');
    expect([one.text, other.text]).toEqual(['c', 'b']);
  });
});
