import { FORMAT_FILES, isRankedFormat, REPORT_FORMATS, type ReportEnvelope } from '@drift/shared';
import { describe, expect, test } from 'vitest';
import { renderReport } from '../../server/src/enforcement/reporters/render.ts';
import { sampleEnvelope } from '../../server/src/enforcement/reporters/report-sample.ts';
import { ENVELOPES, HOSTILE, hostileEnvelope, manyFindings, smallEnvelope } from './envelopes.ts';
import { objections } from './validators.ts';

describe.each(REPORT_FORMATS)('%s', (format) => {
  test.each(Object.keys(ENVELOPES))('takes the %s report', async (name) => {
    const text = renderReport(envelope(name), format);
    expect(await objections(format, text)).toEqual([]);
    expect(text).not.toContain('\r');
  });

  test('is the same for the same report, whatever the order of its findings', () => {
    for (const make of [smallEnvelope, hostileEnvelope]) {
      const once = make();
      const again = make();
      const reversed = { ...again, data: { ...again.data, findings: again.data.findings.toReversed() } };
      expect(renderReport(again, format)).toBe(renderReport(once, format));
      // JSON prints the report as it is.
      if (format !== 'json') expect(renderReport(reversed, format)).toBe(renderReport(once, format));
    }
  });

  test('is written as UTF-8 without loss', () => {
    const text = renderReport(hostileEnvelope(), format);
    expect(Buffer.from(text, 'utf8').toString('utf8')).toBe(text);
    expect(text).not.toContain(HOSTILE);
  });
});

function envelope(name: string): ReportEnvelope {
  const make = ENVELOPES[name];
  if (make === undefined) throw new Error(`no report named ${name}`);
  return make();
}

test('ranking matters to the formats that are asked to be ranked, and to no other', () => {
  const data = sampleEnvelope(manyFindings(700));
  const findings = data.data.findings.map(({ priority: _, ...finding }) => finding);
  const unranked = { ...data, data: { ...data.data, findings } };
  for (const format of REPORT_FORMATS) {
    const isSame = renderReport(unranked, format) === renderReport(data, format);
    expect({ format, isRanked: !isSame }).toEqual({ format, isRanked: isRankedFormat(format) });
  }
});

test('every format has a file name of its own', () => {
  expect(new Set(Object.values(FORMAT_FILES)).size).toBe(REPORT_FORMATS.length);
});

describe('a wrong text is objected to', () => {
  const small = smallEnvelope();
  test.each([
    ['json', '"schemaVersion": 1', '"schemaVersion": 9'],
    ['sarif', '"startLine":1', '"startLine":0'],
    ['github-code-quality', '"level":"warning"', '"level":"fatal"'],
    ['gitlab', '"severity":"major"', '"severity":"warning"'],
    ['github', '"start_line":1', '"start_line":0'],
    ['github', '"start_line":', '"first_line":'],
    ['sonarqube', '"HIGH"', '"CRITICAL"'],
    ['sonarqube', '"ruleId":"', '"ruleId":"no-such-'],
    ['junit', '<failure ', '<fault '],
    ['junit', 'tests="', 'tests="1'],
    ['github-commands', '::error', ':error'],
    ['markdown', 'handlers', '@handlers'],
    ['html', 'handlers', '<img>'],
  ] as const)('%s with %s as %s', async (format, right, wrong) => {
    const text = renderReport(small, format);
    expect(text).toContain(right);
    expect(await objections(format, text.replace(right, wrong))).not.toEqual([]);
  });
});
