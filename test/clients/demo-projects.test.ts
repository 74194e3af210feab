import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ReportFinding, reportEnvelopeSchema } from '@drift/shared';
import { expect, test } from 'vitest';
import { beside, DEMO_PROJECTS, demoProject, newFiles } from '../support/demo-project.ts';
import { drift } from '../support/temporary-project.ts';

// What the editors' suites expect is written beside each project, made by `drift check` and read by a person.

/** A finding as `path line:character-line:character severity rule`, with the text it marks. */
function rendered(root: string, f: ReportFinding): string {
  const { start, end } = f.range;
  const line = readFileSync(join(root, f.path), 'utf8').split('\n')[start.line] ?? '';
  const marked = line.slice(start.character, end.line === start.line ? end.character : undefined);
  const from = `${start.line + 1}:${start.character + 1}`;
  return `${f.path} ${from}-${end.line + 1}:${end.character + 1} ${f.severity} ${f.ruleId}\n    ${marked}\n    ${f.message}\n`;
}

test.each(DEMO_PROJECTS)('%s: what is found is what is written beside it', (name) => {
  const project = demoProject(name);
  try {
    const run = drift(project.root, ['check', '--all', '--json']);
    const { data } = reportEnvelopeSchema.parse(JSON.parse(run.stdout));
    const text = data.findings.map((f) => rendered(project.root, f)).join('');
    const file = beside(name, 'findings.txt');
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, text);
    expect(text).toBe(readFileSync(file, 'utf8'));
    expect(data.notRun).toEqual([]);
    // Old code is as it should be, and every new file has something to tell.
    expect([...new Set(data.findings.map((f) => f.path))].sort()).toEqual(newFiles(name));
  } finally {
    project.remove();
  }
});
