import { reportEnvelopeSchema, stableEnvelope } from '@drift/shared';
import { expect, test } from 'vitest';
import { renderJson } from './json.ts';
import { sampleEnvelope, sampleFinding } from './report-sample.ts';

const envelope = sampleEnvelope([
  sampleFinding({ path: 'src/a b\u202e\x1b.ts', message: '<script> \u{1F600} \ud800' }),
]);

test('reads back as the same envelope, paths exactly as on disk', () => {
  expect(reportEnvelopeSchema.parse(JSON.parse(renderJson(envelope)))).toEqual(envelope);
});

test('ends with a newline and does not depend on the order of keys', () => {
  const reversed = Object.fromEntries(Object.entries(envelope).reverse());
  expect(renderJson(reportEnvelopeSchema.parse(reversed))).toBe(renderJson(envelope));
  expect(renderJson(envelope).endsWith('}\n')).toBe(true);
});

test('a stable envelope has no time and no place', () => {
  const text = renderJson(stableEnvelope(envelope));
  expect(text).toContain('"root": "."');
  expect(text).toContain('"meta": {}');
  expect(text).not.toMatch(/generatedAt|durationMs|2000/);
});

test('an empty result is complete', () => {
  expect(JSON.parse(renderJson(sampleEnvelope([])))).toMatchObject({
    data: { findings: [], notRun: [], problems: [] },
  });
});

test('writes control characters as escapes', () => {
  expect(renderJson(envelope)).toContain('\\u001b');
  expect(renderJson(envelope)).toContain('\\ud800');
});
