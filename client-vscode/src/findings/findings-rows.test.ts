import type { ReportFinding } from '@drift/shared';
import { describe, expect, test } from 'vitest';
import type { Row } from '../trees/row.ts';
import { SHOW_ALL } from './display-filter.ts';
import { findingsTree, GROUPINGS, type Grouping, notesOf } from './findings-rows.ts';

function finding(id: string, path: string, over: Partial<ReportFinding> = {}): ReportFinding {
  const at = { line: 4, character: 2 };
  return {
    id,
    ruleId: 'drift/pattern/naming-function',
    path,
    range: { start: at, end: at },
    severity: 'warning',
    message: `Expected camelCase in ${id}`,
    isNew: true,
    confidence: 0.9,
    tier: 'established',
    cwe: [],
    symbol: '',
    related: [],
    fixable: 'none',
    snippet: { line: '' },
    ...over,
  };
}

const found = [
  finding('a', 'src/b.ts'),
  finding('b', 'src/b.ts', { severity: 'error', ruleId: 'drift/secret/password', isNew: false }),
  finding('c', 'a.ts', { severity: 'hint', confidence: 0.2, fixable: 'safe' }),
];
const root = { uri: 'file:///p', name: 'p', findings: found };

/** Labels and descriptions, a row a line, two blanks a level. */
function text(rows: readonly Row[], depth = 0): string {
  return rows
    .map((r) => {
      const below = Array.isArray(r.below) ? text(r.below, depth + 1) : '';
      return `${'  '.repeat(depth)}${r.label} | ${r.description}\n${below}`;
    })
    .join('');
}
const treeBy = (by: Grouping) => text(findingsTree([root], by, SHOW_ALL).rows);

describe('findings are grouped', () => {
  test('by file', () => {
    expect(treeBy('file')).toMatchInlineSnapshot(`
      "a.ts | 1  
        Expected camelCase in c | line 5
      b.ts | 2  src
        Expected camelCase in a | line 5
        Expected camelCase in b | line 5
      "
    `);
  });

  test('by severity, the worst first', () => {
    expect(treeBy('severity').match(/^\w.*/gm)).toEqual(['error | 1', 'warning | 1', 'hint | 1']);
  });

  test('by rule, with their places', () => {
    expect(treeBy('rule')).toContain('drift/secret/password | 1\n  Expected camelCase in b | src/b.ts:5\n');
  });

  test('new code first', () => {
    expect(treeBy('new').match(/^\w.*/gm)).toEqual(['New code | 2', 'Existing code | 1']);
  });

  test.each(GROUPINGS)('and none is lost by %s', (by) => {
    expect(treeBy(by).match(/Expected/g)).toHaveLength(3);
  });
});

test('what the display settings hide is counted', () => {
  const { rows, shown, hidden } = findingsTree([root], 'file', { severities: ['error', 'hint'], minConfidence: 0.5 });
  expect([text(rows).match(/Expected/g)?.length, shown, hidden]).toEqual([1, 1, 2]);
});

test('several folders are a level of their own; with nothing to show there is no row', () => {
  const other = { uri: 'file:///q', name: 'q', findings: [] };
  expect(findingsTree([root, other], 'file', SHOW_ALL).rows.map((r) => r.label)).toEqual(['p', 'q']);
  expect(findingsTree([other, other], 'file', SHOW_ALL).rows).toEqual([]);
});

test('names of the repository stay text on one line', () => {
  const odd = finding('d', 'x/a\u202Eb\n.ts', { message: 'say `$(sync)` [x](command:y)\u0007' });
  const [file] = findingsTree([{ ...root, findings: [odd] }], 'file', SHOW_ALL).rows;
  expect([file?.label, Array.isArray(file?.below) ? file.below[0]?.label : '']).toEqual([
    'a\\u202eb\\n.ts',
    'say `$(sync)` [x](command:y)\\x07',
  ]);
});

test('a row knows its place and its finding, and whether it can be fixed', () => {
  const [file] = findingsTree([root], 'file', SHOW_ALL).rows;
  const [first] = Array.isArray(file?.below) ? file.below : [];
  expect(first).toMatchObject({
    context: 'finding.fixable',
    place: { rootUri: 'file:///p', path: 'a.ts', line: 4, character: 2 },
    about: { kind: 'finding', uri: 'file:///p', id: 'c' },
  });
});

test('above the rows stands what is hidden, what was not run and what is wrong, and no more than fits', () => {
  const notRun = [{ what: 'git', reason: 'not found', hint: '' }];
  const problem = (message: string) => ({ code: 'CONFIG_ERROR' as const, message, file: 'drift.toml' });
  const problems = ['no such key.', 'b', 'c'].map(problem);
  expect(notesOf([{ notRun, problems }], { shown: 0, hidden: 4 })).toBe(
    '4 hidden by drift.display.severityFilter and drift.display.minConfidence. Not run: git (not found). drift.toml: no such key. drift.toml: b. 1 more.',
  );
  expect(notesOf([{ notRun: [], problems: [] }], { shown: 1, hidden: 4 })).toBe('');
});
