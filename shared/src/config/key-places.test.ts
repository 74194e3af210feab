import fc from 'fast-check';
import { parse, stringify } from 'smol-toml';
import { expect, test } from 'vitest';
import { type KeyPlaces, locateKeys } from './key-places.ts';
import { isTable } from './narrow.ts';

/** The places of one path as `key | value`, cut from the text. */
function checkPlace(text: string, path: readonly string[], expected: string): void {
  parse(text);
  const place = locateKeys(text).find(path);
  const cut = (span: { start: number; end: number } | null | undefined): string =>
    span === null || span === undefined ? '-' : text.slice(span.start, span.end);
  expect(place === null ? 'nowhere' : `${cut(place.key)} | ${cut(place.value)}`).toBe(expected);
}

const TEXT = [
  '\uFEFFtop = 1 # comment = 2',
  'a . "b c".d = "x # no comment"',
  "'lit\\eral' = 'it''s'".replace("''", ''),
  '"esc\\u0061ped" = true',
  '',
  '[ scan ] # header',
  '  threads=4# tight',
  'include = [ # first',
  "  'a,b', # ]",
  '  "c\\"]", ["nested", { deep = [1, 2] }],',
  ']',
  'inline = { x = 1, y.z = "}", "q=" = [] }',
  'long = """',
  '[not.a.header]',
  'key = 1 \\""" quoted""""',
  "raw = '''",
  "it's ''quoted'''''",
  'when = 1979-05-27 07:32:00Z',
  'float = -1.5e3',
  'empty = {}',
  '[scan."dotted.name".sub]',
  'k = 1',
  '[[list]]',
  'name = "first"',
  '[[list]]',
  'name = "second"',
  '[list.inner]',
  'v = 1',
  '[[list.more]]',
  'w = 2',
  '[[list.more]]',
  'w = 3',
  '["漢字"."🦊"]',
  '"é" = "ü"',
  'last = 9',
].join('\n');

const PLACES: readonly (readonly [string, string])[] = [
  ['top', 'top | 1'],
  ['a', 'a | -'],
  ['a/b c', '"b c" | -'],
  ['a/b c/d', 'd | "x # no comment"'],
  ['lit\\eral', "'lit\\eral' | 'its'"],
  ['escaped', '"esc\\u0061ped" | true'],
  ['scan', 'scan | -'],
  ['scan/threads', 'threads | 4'],
  ['scan/include/0', "'a,b' | 'a,b'"],
  ['scan/include/1', '"c\\"]" | "c\\"]"'],
  ['scan/include/2', '["nested", { deep = [1, 2] }] | ["nested", { deep = [1, 2] }]'],
  ['scan/include/2/1/deep/1', '2 | 2'],
  ['scan/inline', 'inline | { x = 1, y.z = "}", "q=" = [] }'],
  ['scan/inline/y/z', 'z | "}"'],
  ['scan/inline/q=', '"q=" | []'],
  ['scan/long', 'long | """\n[not.a.header]\nkey = 1 \\""" quoted""""'],
  ['scan/raw', "raw | '''\nit's ''quoted'''''"],
  ['scan/when', 'when | 1979-05-27 07:32:00Z'],
  ['scan/float', 'float | -1.5e3'],
  ['scan/empty', 'empty | {}'],
  ['scan/dotted.name', '"dotted.name" | -'],
  ['scan/dotted.name/sub/k', 'k | 1'],
  ['list', 'list | -'],
  ['list/0/name', 'name | "first"'],
  ['list/1', '[[list]] | -'],
  ['list/1/name', 'name | "second"'],
  ['list/1/inner/v', 'v | 1'],
  ['list/1/more/1/w', 'w | 3'],
  ['漢字/🦊/é', '"é" | "ü"'],
  ['漢字/🦊/last', 'last | 9'],
  ['not', 'nowhere'],
  ['scan/key', 'nowhere'],
  ['list/0/inner', 'nowhere'],
];

test.each(PLACES)('finds %s', (path, expected) => {
  checkPlace(TEXT, path.split('/'), expected);
});

test.each(PLACES)('finds %s with CRLF line ends', (path, expected) => {
  checkPlace(TEXT.replaceAll('\n', '\r\n'), path.split('/'), expected.replaceAll('\n', '\r\n'));
});

test('the header that declares a table wins over one that passes through it', () => {
  const text = '[a.b]\nx = 1\n[a]\ny = 2\n';
  expect(locateKeys(text).keySpan(['a'])).toEqual({ start: 13, end: 14 });
});

test('a list of tables is placed at its first header', () => {
  expect(locateKeys('[[list]]\nx = 1\n[[list]]\nx = 2\n').keySpan(['list'])).toEqual({ start: 2, end: 6 });
});

test('a backslash ends nothing and escapes nothing in a literal string', () => {
  checkPlace("dir = 'C:\\' # '\nnext = 'x'\n", ['dir'], "dir | 'C:\\'");
  checkPlace("dir = 'C:\\' # '\nnext = 'x'\n", ['next'], "next | 'x'");
});

test('falls back to the nearest table header, then to the start of the text', () => {
  const text = 'x = 1\n[scan]\nthreads = 4\n';
  const places = locateKeys(text);
  expect(places.valueSpan(['scan', 'nothing', 'here'])).toEqual({ start: 6, end: 12 });
  expect(places.keySpan(['scan', 'nothing'])).toEqual({ start: 6, end: 12 });
  expect(places.valueSpan(['scan'])).toEqual({ start: 7, end: 11 });
  expect(places.valueSpan(['nothing'])).toEqual({ start: 0, end: 0 });
});

function checkLeaves(text: string, places: KeyPlaces, value: unknown, path: readonly string[]): number {
  const entries = isTable(value) || Array.isArray(value) ? Object.entries(value) : null;
  const span = places.find(path)?.value ?? null;
  if (span !== null) expect(parse(`v = ${text.slice(span.start, span.end)}`)['v']).toEqual(value);
  if (entries === null) {
    expect(span, path.join('/')).not.toBeNull();
    return 1;
  }
  return entries.reduce((sum, [name, item]) => sum + checkLeaves(text, places, item, [...path, name]), 0);
}

const key = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom('a', 'b.c', '__proto__', '"', '#', '='),
);
const { tree } = fc.letrec((tie) => ({
  tree: fc.dictionary(key, tie('node'), { maxKeys: 5 }),
  node: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.boolean(), fc.constant('\'"""\n# = ]}')),
    fc.array(tie('node'), { maxLength: 4 }),
    tie('tree'),
  ),
}));

test('the text at every value of a generated document reads as that value', () => {
  let leaves = 0;
  const property = fc.property(tree, (data) => {
    const text = stringify(data);
    leaves += checkLeaves(text, locateKeys(text), parse(text), []);
  });
  fc.assert(property, { seed: 21, numRuns: 500 });
  expect(leaves).toBeGreaterThan(1000);
});

test('ends on text that is not TOML', () => {
  const piece = fc.constantFrom(
    '[',
    ']',
    '{',
    '}',
    '"',
    "'",
    '"""',
    '=',
    '.',
    ',',
    '#',
    '\n',
    '\r',
    ' ',
    'a',
    '\\',
    '1',
  );
  const property = fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
    expect(locateKeys(pieces.join('')).find(['absent key'])).toBeNull();
  });
  fc.assert(property, { seed: 22, numRuns: 5000 });
});

test('depth and length cost neither stack nor more than linear time', () => {
  const size = 200_000;
  expect(locateKeys(`a = ${'['.repeat(size)}${']'.repeat(size)}`).find(['a'])?.value).toEqual({
    start: 4,
    end: 4 + 2 * size,
  });
  expect(locateKeys(`${'a.'.repeat(size)}b = 1`).keySpan(['a', 'a'])).toEqual({ start: 2, end: 3 });
});
