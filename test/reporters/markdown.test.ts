import { markdownCode, markdownSentence, markdownText } from '@drift/shared';
import { describe, expect, test } from 'vitest';
import { renderMarkdown } from '../../server/src/enforcement/reporters/markdown.ts';
import { sampleEnvelope, sampleFinding } from '../../server/src/enforcement/reporters/report-sample.ts';
import { xmlText } from '../../server/src/enforcement/reporters/xml-text.ts';
import { HOSTILE, manyFindings, smallEnvelope } from './envelopes.ts';

test('the summary of a small report', () => {
  expect(renderMarkdown(smallEnvelope())).toMatchSnapshot();
});

test('the summary of an empty report', () => {
  expect(renderMarkdown(sampleEnvelope([]))).toMatchSnapshot();
});

test('a part that did not run is no good news', () => {
  const notRun = [{ what: 'taint', reason: 'it broke', hint: 'See the log.' }];
  const text = renderMarkdown(sampleEnvelope([], { notRun }));
  expect(text).toContain('## Drift: 1 part of the analysis did not run');
  expect(text).toContain('- taint: it broke. See the log.');
});

describe('a long report', () => {
  const long = manyFindings(10_000).map((f) => ({ ...f, message: HOSTILE.repeat(3), path: `${HOSTILE}/${f.path}` }));
  const text = renderMarkdown(sampleEnvelope(long));
  test('keeps to its length and counts what has no room', () => {
    expect(text.length).toBeLessThanOrEqual(60_000);
    expect(text).toMatch(/\nand [\d,]+ more\n/);
    expect(text).toContain('drift explain');
  });

  test('has at most fifty items, the severe first', () => {
    const page = renderMarkdown(sampleEnvelope(manyFindings(10_000)));
    const items = page.slice(page.indexOf('### New'), page.indexOf('<details>')).match(/^- \*\*.*$/gm) ?? [];
    expect(items.length).toBe(50);
    expect(items.every((item) => item.startsWith('- **error** '))).toBe(true);
  });
});

test('what to look at first follows the priority', () => {
  const findings = Array.from({ length: 8 }, (_, i) =>
    sampleFinding({ id: `id${i}`, path: `p${i}.ts`, priority: i / 10 }),
  );
  const text = renderMarkdown(sampleEnvelope(findings));
  const first = text.slice(text.indexOf('first'), text.indexOf('### New'));
  expect([...first.matchAll(/<code>p(\d)/g)].map((m) => m[1])).toEqual(['7', '6', '5', '4', '3']);
});

describe('text stays text', () => {
  test.each([
    ['a|b', 'a&#124;b'],
    ['@team', '&#64;&#8203;team'],
    ['see #12', 'see &#35;&#8203;12'],
    ['<b>`x`</b>', '&#60;b&#62;&#96;x&#96;&#60;/b&#62;'],
    ['[a](http://x)', '&#91;a&#93;(http&#58;//x)'],
    ['GH-12', 'GH-&#8203;12'],
    ['0123456', '012345&#8203;6'],
    ['a\nb', 'a&#92;nb'],
    ['/approve', '&#47;approve'],
    ['    - item', '&#45; item'],
    ['12. item', '12&#46; item'],
    ['mailto:a@b.de', 'mailto&#58;&#8203;a&#64;&#8203;b.de'],
  ])('%j in Markdown', (text, escaped) => {
    expect(markdownText(text)).toBe(escaped);
  });

  test('in code and in XML', () => {
    expect(markdownCode('a`|b<')).toBe('<code>a&#96;&#124;b&#60;</code>');
    expect(markdownCode('src/@types/a@b.de')).toBe('<code>src/&#64;types/a&#64;&#8203;b.de</code>');
    expect(markdownSentence('Expected `error` (12 of 13), found `e|`')).toBe(
      'Expected <code>error</code> (12 of 13), found <code>e&#124;</code>',
    );
    expect(xmlText('a]]>\u0000\ufffe"\'&\u{1F600}\ud800')).toBe('a]]&gt;\\x00\ufffd&quot;&apos;&amp;\u{1F600}\\ud800');
  });
});
