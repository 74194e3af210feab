import { MARKDOWN_MARKER, markdownCode, markdownSentence, markdownText } from '@drift/shared';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { annotationsOf } from '../../server/src/ci/annotations.ts';
import { renderComment, scoreOfComment } from '../../server/src/ci/comment.ts';
import { resultWithout } from '../../server/src/ci/judge-run.ts';
import { sampleFinding } from '../../server/src/enforcement/reporters/report-sample.ts';
import { FRAME, resultOf } from '../support/ci-result.ts';

const HOSTILE = [
  '@acme/security please look, fixes #12, GH-34, acme/shop#5, !6 &7 %8 ~bug $9',
  '<script>alert(1)</script><img src=x onerror=alert(1)><!-- --> &lt;',
  '[click](https://evil.example) ![](http://evil.example/x.png) www.evil.example mailto:x@evil.example',
  '# heading\n- item\n| a | b |\n```\ncode\n```',
  '`a` ``b`` ``` `',
  '\u202Egnp.exe\u200B\uFEFF\u{E0041} \u0000\u001B[31m \uD800',
  '**bold** _it_ ~~gone~~ $x^2$ :rocket: </details> /approve',
  'deadbeefcafe1234567890deadbeefcafe12345678',
];

/** What a reader sees outside of code, in which a host would look for references. */
function seen(markdown: string): string {
  return markdown
    .replace(/<code>.*?<\/code>/g, '')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}

describe('a text of the repository', () => {
  test.each(HOSTILE)('pings, links and marks nothing: %j', (text) => {
    for (const made of [markdownText(text, 500), markdownSentence(text, 500)]) {
      expect(made.replace(/<\/?code>/g, '')).not.toMatch(/[<>\n\r\0`*_[\]|+!~@\\]|[\u202A-\u202E\u2066-\u2069]/);
      expect(made).not.toMatch(/:\/\/|www\.|mailto:|GH-\d|^[-=/]|^\s/);
      expect(seen(made)).not.toMatch(/[@#!~%$][\w"]|:\w+:|[0-9a-f]{7}/);
    }
  });

  test('stays on one line as code, has no markup, and cuts no table', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const inner = /^<code>(.*)<\/code>$/.exec(markdownCode(text, 60))?.[1];
        return inner !== undefined && !/[\n\r|<>`*_[\]\\]/.test(inner);
      }),
      { seed: 77, numRuns: 150 },
    );
  });

  test('keeps a sentence readable', () => {
    expect(markdownSentence('Expected `error` (212 of 219 handlers), found `e`', 300)).toBe(
      'Expected <code>error</code> (212 of 219 handlers), found <code>e</code>',
    );
    expect(markdownText('x'.repeat(400), 300)).toHaveLength(300);
  });
});

describe('the comment', () => {
  test('says that all is well where nothing was found', () => {
    const text = renderComment(resultOf([]), null);
    expect(text.startsWith(`${MARKDOWN_MARKER}\n<!-- drift-ci-score: 100 -->\n## Drift: passed\n`)).toBe(true);
    expect(text).toContain('All checks passed.');
    expect(text).toContain('constraints, tests, boundaries did not run and are left out');
    expect(text).toContain('| call_graph | notRun | - | - | there is no call graph of the whole project yet |');
  });

  test('shows counts, the worst ten with links, and the rest folded', () => {
    const many = Array.from({ length: 30 }, (_, i) =>
      sampleFinding({ id: `id${i}`, path: `src/a b${i}.ts`, severity: i === 29 ? 'error' : 'warning' }),
    );
    const text = renderComment(resultOf([...many, sampleFinding({ id: 'old', isNew: false })]), 50);
    expect(text).toContain('| new | 1 | 29 | 0 | 0 |\n| existing | 0 | 1 | 0 | 0 |');
    const [first, ...items] = text.split('\n').filter((line) => line.startsWith('- **'));
    expect(first).toContain(
      `**error** [<code>src/a b29.ts:5</code>](https://github.com/acme/shop/blob/${'b'.repeat(40)}/src/a%20b29.ts#L5)`,
    );
    expect(items).toHaveLength(29);
    expect(text).toContain('<details><summary>20 more findings</summary>');
    expect(text).not.toContain('All checks passed');
  });

  test('tells the trend beyond two points', () => {
    const trend = (before: number): string | undefined =>
      /\*\*Score 100\/100\*\* (.)/.exec(renderComment(resultOf([]), before))?.[1];
    expect([trend(97), trend(98), trend(100)]).toEqual(['\u2191', '\u2192', '\u2192']);
    expect(scoreOfComment(renderComment(resultOf([]), null))).toBe(100);
    expect(scoreOfComment('Score 100')).toBeNull();
  });

  test('is never green for what did not look', () => {
    for (const status of ['error', 'timeout'] as const) {
      const text = renderComment(resultWithout(FRAME, status, 'The time is over'), null);
      expect(text).not.toMatch(/passed/i);
    }
  });

  test('stays below the limit with ten thousand hostile findings, and closes what it opens', () => {
    const text = HOSTILE.join(' ').repeat(20);
    const many = Array.from({ length: 10_000 }, (_, i) =>
      sampleFinding({
        id: `i${i}`,
        message: text,
        path: `${text.replaceAll('\n', '')}/${i}.ts`,
        ruleId: 'drift/secret/x',
      }),
    );
    const made = renderComment(resultOf(many), null);
    expect(made.length).toBeLessThanOrEqual(60_000);
    expect(made.split('<details>')).toHaveLength(made.split('</details>').length);
    expect(made.match(/^<(?!!--|details|\/details|sub>)/m)).toBeNull();
  });

  test('two runs give the same bytes', () => {
    expect(renderComment(resultOf([sampleFinding()]), 3)).toBe(renderComment(resultOf([sampleFinding()]), 3));
  });
});

test('annotations are of what counts, the worst first, in lines from one on', () => {
  const made = annotationsOf(
    resultOf([
      sampleFinding({ id: '1' }),
      sampleFinding({ id: '2', severity: 'error', message: 'a\u202Eb\nc' }),
      sampleFinding({ id: '3', severity: 'hint' }),
      sampleFinding({ id: '4', isNew: false }),
    ]),
  );
  expect(made.map((a) => [a.annotation_level, a.start_line, a.end_line, a.message])).toEqual([
    ['failure', 5, 5, 'a\\u202eb\\nc'],
    ['warning', 5, 5, sampleFinding().message],
  ]);
});
