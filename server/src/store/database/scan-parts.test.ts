import { expect, test } from 'vitest';
import { scanOf } from '../../../../test/support/scan-sample.ts';
import { joinParts, partCount, scanParts } from './scan-parts.ts';

test.each([
  [0, 0],
  [3, 1],
  [1_000, 1],
  [1_100, 2],
])('a scan of %i files with %i findings each comes together from its parts', (files, each) => {
  const scan = scanOf(files, each);
  const parts = [...scanParts(scan)];
  expect(parts).toHaveLength(partCount(scan));
  expect(joinParts(parts)).toEqual({
    files: scan.files,
    findings: scan.findings,
    conventions: scan.conventions,
    config: scan.config,
  });
});

test('what is odd in a name stays as it is', () => {
  const odd = 'a\ud800 "b"\n\u2028.ts';
  const scan = scanOf(1);
  const files = scan.files.map((f) => ({ ...f, file: odd }));
  expect(joinParts([...scanParts({ ...scan, files })]).files).toEqual(files);
});
