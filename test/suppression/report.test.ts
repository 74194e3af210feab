import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reportEnvelopeSchema } from '@drift/shared';
import { afterEach, expect, test } from 'vitest';
import { expandSecrets } from '../support/rules.ts';
import { drift, TemporaryProject } from '../support/temporary-project.ts';

// Through the built command line: what is suppressed stays in the result, ends with the commit, and is mended by `fix`.
const TOKEN = expandSecrets(`\${secret:github-personal-access-token}`);
const projects: TemporaryProject[] = [];
afterEach(() => {
  for (const p of projects.splice(0)) p.remove();
});

function projectOf(files: Readonly<Record<string, string>>): TemporaryProject {
  const project = new TemporaryProject(files);
  projects.push(project);
  return project;
}

function reported({ root }: TemporaryProject, ...more: string[]) {
  const { stdout, code } = drift(root, ['check', '--all', '--format', 'json', '--stable', ...more]);
  return { code, ...reportEnvelopeSchema.parse(JSON.parse(stdout)).data };
}

const KEY = `export const key = "${TOKEN}";`;

test('a suppressed finding is listed and counted beside the others, and fails nothing', () => {
  const project = projectOf({
    'a.ts': `// drift-ignore secret/vendor-token expires:2999-01-01: a sample\n${KEY}\n`,
    'b.ts': 'export const other = 1;\n',
  });
  const first = reported(project);
  expect(first.code).toBe(0);
  expect(first.findings).toEqual([]);
  expect(first.summary).toMatchObject({ findings: 0, suppressed: 1 });
  expect(first.suppressed).toMatchObject([
    {
      kind: 'inSource',
      justification: 'a sample',
      expires: '2999-01-01',
      comment: { start: { line: 0, character: 0 } },
      finding: { ruleId: 'drift/secret/vendor-token', path: 'a.ts' },
    },
  ]);
  expect(JSON.stringify(first)).not.toContain(TOKEN);
  // A report that was kept says the same, and so does the digest without the comment's finding.
  expect(reported(project)).toEqual(first);
  project.write('a.ts', 'export const key = 1;\n');
  const clean = reported(project);
  expect(clean.summary.suppressed).toBeUndefined();
  expect(clean.suppressed).toEqual([]);
  expect(clean.digest).toBe(first.digest);
});

test('what a person dismissed is listed as external', () => {
  const project = projectOf({ 'a.ts': `${KEY}\n` });
  const [finding] = reported(project).findings;
  drift(project.root, ['feedback', 'record', finding?.id ?? '', '--action', 'dismissed', '--reason', 'false_positive']);
  expect(reported(project).suppressed).toMatchObject([{ kind: 'external', finding: { id: finding?.id } }]);
});

test('the identity of a finding does not depend on whether another like it is suppressed', () => {
  const both = (comment: string): string => `${comment}\nuse("${TOKEN}");\nuse("${TOKEN}");\n`;
  const project = projectOf({ 'a.ts': both('') });
  const open = reported(project).findings.map((f) => f.id);
  project.write('a.ts', both('// drift-ignore secret/vendor-token: a sample'));
  const { findings, suppressed } = reported(project);
  expect(open.length).toBe(2);
  expect([...(suppressed ?? []).map((s) => s.finding.id), ...findings.map((f) => f.id)]).toEqual(open);
});

test('the day of the commit that is compared with ends a suppression, and no clock', () => {
  const project = projectOf({
    'a.ts': `// drift-ignore secret/vendor-token expires:2001-01-31: until the move\n${KEY}\n`,
  });
  expect(reported(project).findings).toEqual([]);
  const commitOn = (date: string): void => {
    project.git('init', '-q');
    project.git('add', '-A');
    const done = project.shell(
      `GIT_COMMITTER_DATE='${date}' git -c user.name=t -c user.email=t@example.invalid commit --amend --allow-empty -qm base 2>/dev/null || GIT_COMMITTER_DATE='${date}' git -c user.name=t -c user.email=t@example.invalid commit -qm base`,
    );
    expect(done.code).toBe(0);
  };
  commitOn('2001-01-31T23:30:00+0000');
  expect(reported(project).findings).toEqual([]);
  commitOn('2001-02-01T00:30:00+0000');
  expect(reported(project).findings.map((f) => f.ruleId)).toEqual([
    'drift/config/suppression-expired',
    'drift/secret/vendor-token',
  ]);
});

const KEPT = '/* drift-ignore taint/sql-query: an enum\n * of names */\nf();\n';

/** Texts before and after `drift fix`, by what it does to them. */
const FIXED: Readonly<Record<string, readonly [string, string]>> = {
  'deletes-an-unused-one-with-its-line.ts': ['// drift-ignore taint/sql-query: an enum\nf();\n', 'f();\n'],
  'and-behind-code.py': ['f()  # drift-ignore taint/sql-query: an enum\ng()\n', 'f()\ng()\n'],
  'at-the-end-of-a-text.py': ['f()\n# drift-ignore taint/sql-query: an enum', 'f()\n'],
  'with-both-ends-of-its-region.go': [
    'package shop\n\n// drift-ignore-start taint/sql-query: an enum\nvar a = 1\n\n// drift-ignore-end\nvar b = 2\n',
    'package shop\n\nvar a = 1\n\nvar b = 2\n',
  ],
  'only-the-names-of-a-list-that-find-nothing.ts': [
    `// drift-ignore secret/private-key, secret/vendor-token, taint/sql-query: a sample\n${KEY}\n`,
    `// drift-ignore secret/vendor-token: a sample\n${KEY}\n`,
  ],
  'in-the-brackets-of-markup.tsx': [
    'const a = (\n  <div>\n    {/* drift-ignore taint/code-eval: an enum */}\n    <b />\n  </div>\n);\n',
    'const a = (\n  <div>\n    <b />\n  </div>\n);\n',
  ],
  'in-a-block-whose-brackets-stay.ts': [
    'if (a) { /* drift-ignore taint/sql-query: an enum */ }\nf();\n',
    'if (a) {  }\nf();\n',
  ],
  'not-a-comment-that-says-more.ts': [KEPT, KEPT],
};

test('fix mends what is unused, and touches nothing else', () => {
  const project = projectOf(Object.fromEntries(Object.entries(FIXED).map(([path, [before]]) => [path, before])));
  drift(project.root, ['fix']);
  const after = Object.keys(FIXED).map((path) => [path, readFileSync(join(project.root, path), 'utf8')]);
  expect(Object.fromEntries(after)).toEqual(
    Object.fromEntries(Object.entries(FIXED).map(([path, [, wanted]]) => [path, wanted])),
  );
});

test('fix deletes what has ended, and writes the nearest rule only where that is asked for', () => {
  const project = projectOf({
    'a.ts': `// drift-ignore secret/vendor-token expires:2001-01-31: until the move\nf();\n`,
    'b.ts': `// drift-ignore secret/vendor-tokn: a sample\n${KEY}\n`,
  });
  project.commitAll();
  drift(project.root, ['fix']);
  expect(project.shell('cat a.ts').stdout).toBe('f();\n');
  expect(project.shell('cat b.ts').stdout).toContain('vendor-tokn:');
  const unknown = reported(project).findings.find((f) => f.ruleId === 'drift/config/unknown-rule-in-suppression');
  drift(project.root, ['fix', '--unsafe', '--id', unknown?.id ?? '']);
  expect(project.shell('cat b.ts').stdout).toBe(`// drift-ignore secret/vendor-token: a sample\n${KEY}\n`);
});
