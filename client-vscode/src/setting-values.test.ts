import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { confidenceOf, DISPLAY_DEFAULTS, severitiesOf } from './setting-values.ts';

const USUAL = DISPLAY_DEFAULTS.severities;

test.each<[unknown, readonly string[]]>([
  [
    ['hint', 'error'],
    ['error', 'hint'],
  ],
  [[], []],
  [['error', 'fatal', 3], ['error']],
  [['fatal'], USUAL],
  ['error', USUAL],
  [null, USUAL],
  [{ error: true }, USUAL],
])('severities %j', (value, severities) => {
  expect(severitiesOf(value)).toEqual(severities);
});

test.each<[unknown, number]>([
  [0, 0],
  [0.8, 0.8],
  [1, 1],
  [99, 0.5],
  [-0.1, 0.5],
  [Number.NaN, 0.5],
  ['high', 0.5],
  [null, 0.5],
])('confidence %j', (value, confidence) => {
  expect(confidenceOf(value)).toBe(confidence);
});

test('the defaults are those of the manifest', () => {
  const manifest = z
    .object({ contributes: z.object({ configuration: z.unknown() }) })
    .parse(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')));
  const text = JSON.stringify(manifest.contributes.configuration);
  expect(text).toMatch(/"drift\.display\.severityFilter":\{[^}]*\}[^}]*"default":\["error","warning"\]/);
  expect(text).toMatch(/"drift\.display\.minConfidence":\{[^}]*"default":0\.5/);
  expect(DISPLAY_DEFAULTS).toEqual({ severities: ['error', 'warning'], minConfidence: 0.5 });
});
