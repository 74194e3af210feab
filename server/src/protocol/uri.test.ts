import { describe, expect, it } from 'vitest';
import { fileIdWithin, isFileId, pathToUri, schemeOf, uriToPath } from './uri.ts';

describe('schemeOf', () => {
  it.each([
    ['file:///a', 'file'],
    ['FILE:///a', 'file'],
    ['untitled:Untitled-1', 'untitled'],
    ['vscode-notebook-cell:/a#x', 'vscode-notebook-cell'],
    ['git:/a?{}', 'git'],
    ['c:\\a', null],
    ['/a:b', null],
    ['', null],
  ])('of %j is %j', (uri, scheme) => {
    expect(schemeOf(uri)).toBe(scheme);
  });
});

describe('uriToPath', () => {
  it.each([
    ['file:///home/a/b.ts', '/home/a/b.ts'],
    ['file:/home/a', '/home/a'],
    ['file://localhost/home/a', '/home/a'],
    ['file:////home/a', '/home/a'],
    ['FILE:///home//a/./c/../b/', '/home/a/b'],
    ['file:///', '/'],
    ['file:///../..', '/'],
    ['file:///a%20b/%E6%BC%A2%F0%9F%98%80', '/a b/漢😀'],
    ['file:///a b/漢', '/a b/漢'],
    ['file:///%23%3f%25', '/#?%'],
    ['file:///100%/%zz/%e4b', '/100%/%zz/%e4b'],
    ['file:///a%2525', '/a%25'],
    ['file:///a?query#x', '/a'],
    ['file:///a/%2e%2e/b', '/b'],
    ['file:///a%5Cb', '/a\\b'],
    ['file:///caf%C3%A9', '/caf\u00e9'],
    ['file:///cafe%CC%81', '/cafe\u0301'],
    ['file:///c%3A/Users/A', 'c:\\Users\\A'],
    ['file:///C:/Users/A', 'c:\\Users\\A'],
    ['file:///C%3a%5CUsers%5CA', 'c:\\Users\\A'],
    ['file:////C:/a', 'c:\\a'],
    ['file://C:/a', 'c:\\a'],
    ['file://c%3A/a', 'c:\\a'],
    ['file:///C|/a', 'c:\\a'],
    ['file:///c:', 'c:\\'],
    ['file:///c:/../..', 'c:\\'],
    ['file:///cc:/a', '/cc:/a'],
    ['file://Server/Share/A%20b', '\\\\server\\Share\\A b'],
    ['file://server/share/../../x', '\\\\server\\share\\x'],
    ['file://server/share/a/../../x', '\\\\server\\share\\x'],
    ['file://server/share', '\\\\server\\share'],
    ['file://server', null],
    ['file://server/..', null],
    ['file:///c:/a.ts:stream', null],
    ['file:///a%00b', null],
    ['file:a', null],
    ['file:', null],
    ['untitled:/a', null],
    ['/a', null],
  ])('of %j is %j', (uri, path) => {
    expect(uriToPath(uri)).toBe(path);
  });
});

describe('pathToUri', () => {
  it.each([
    ['/home/a/b.ts', 'file:///home/a/b.ts'],
    ['/', 'file:///'],
    ['/a//b/', 'file:///a/b'],
    ["/a b/#?%/漢!'()*[id]", 'file:///a%20b/%23%3F%25/%E6%BC%A2%21%27%28%29%2A%5Bid%5D'],
    ['/a\ud83d', 'file:///a%EF%BF%BD'],
    ['C:\\Users\\A b', 'file:///c%3A/Users/A%20b'],
    ['c:/x', 'file:///c%3A/x'],
    ['c:\\', 'file:///c%3A/'],
    ['\\\\Server\\Share\\a b', 'file://server/Share/a%20b'],
    ['\\\\server\\share', 'file://server/share'],
    ['\\\\?\\C:\\a', 'file:///c%3A/a'],
    ['\\\\?\\UNC\\server\\share\\a', 'file://server/share/a'],
    ['a/b', null],
    ['', null],
  ])('of %j is %j', (path, uri) => {
    expect(pathToUri(path)).toBe(uri);
  });

  it.each([
    '/',
    '/a b/c#d?e%20/%zz/100%',
    '/caf\u00e9/cafe\u0301',
    '/a\\b',
    'c:\\a\\b c',
    'c:\\',
    '\\\\server\\Share\\a',
    '\\\\server\\share',
  ])('comes back from %j', (path) => {
    expect(uriToPath(pathToUri(path) ?? '')).toBe(path);
  });

  it('KNOWN: takes a POSIX directory named like a drive for the drive, since a URI does not tell them apart', () => {
    expect(uriToPath(pathToUri('/c:/a') ?? '')).toBe('c:\\a');
  });
});

describe('fileIdWithin', () => {
  it.each([
    ['/w', '/w/src/a.ts', 'src/a.ts'],
    ['/w/', '/w//src/./a.ts', 'src/a.ts'],
    ['/', '/a.ts', 'a.ts'],
    ['/w', '/w', null],
    ['/w', '/w/', null],
    ['/w', '/wide/a.ts', null],
    ['/w', '/a.ts', null],
    ['/w', '/w/../a.ts', null],
    ['/w', '/w/x/../../a.ts', null],
    ['/w', '/w/x/../a.ts', 'a.ts'],
    ['/w', '/W/a.ts', null],
    ['/w', 'w/a.ts', null],
    ['w', '/w/a.ts', null],
    ['/w', '/w/a\\b.ts', 'a\\b.ts'],
    ['/w', '/w/..a/...', '..a/...'],
    ['/w', '/w/a\0b', null],
    ['c:\\w', 'C:\\W\\Src\\A.ts', 'Src/A.ts'],
    ['C:\\', 'c:\\a.ts', 'a.ts'],
    ['c:\\w', 'c:/w/a.ts', 'a.ts'],
    ['c:\\w', 'd:\\w\\a.ts', null],
    ['c:\\w', 'c:\\w\\..\\a.ts', null],
    ['c:\\w', '/w/a.ts', null],
    ['c:\\w', '\\\\?\\c:\\w\\a.ts', 'a.ts'],
    ['\\\\s\\x', '\\\\S\\X\\a.ts', 'a.ts'],
    ['\\\\s\\x', '\\\\s\\y\\a.ts', null],
    ['\\\\s\\x', '\\\\s\\x\\..\\y\\a.ts', 'y/a.ts'],
  ])('in %j of %j is %j', (root, path, id) => {
    expect(fileIdWithin(root, path)).toBe(id);
  });
});

describe('isFileId', () => {
  it.each([
    ['a/b.ts', true],
    ['', false],
    ['/a', false],
    ['a/', false],
    ['a//b', false],
    ['../a', false],
    ['a/./b', false],
  ])('of %j is %j', (text, expected) => {
    expect(isFileId(text)).toBe(expected);
  });
});
