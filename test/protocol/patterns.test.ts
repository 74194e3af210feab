import { readFileSync } from 'node:fs';
import { Method, patternsAnswerSchema, reportEnvelopeSchema } from '@drift/shared';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EVERY_RULE, LspClient } from '../support/lsp-client.ts';
import { readFixture } from '../support/rules.ts';
import { drift, driftAll, TemporaryProject } from '../support/temporary-project.ts';

// Patterns from the editor and the terminal, over the rule's own fixtures of two languages.
const RULE = 'drift/pattern/missing-step';
const ODD = 'ts/src/handlers/invoice.ts';

const project = new TemporaryProject();
let client: LspClient;

beforeAll(async () => {
  for (const name of ['typescript.ts', 'go.go']) {
    const fixture = new URL(`../../fixtures/rules/pattern/missing-step/${name}`, import.meta.url);
    for (const f of readFixture(name, readFileSync(fixture, 'utf8')).files)
      project.write(`${name.split('.')[1]}/${f.path}`, f.text);
  }
  client = await LspClient.start({ root: project.root, init: EVERY_RULE });
});
afterAll(async () => {
  await client.stop();
  project.remove();
});

describe('drift/patterns', () => {
  test('lists what functions of one kind do, page by page, in order of files and id', async () => {
    const all = patternsAnswerSchema.parse(await client.request(Method.patterns, {}));
    expect(all.patterns.map((p) => [p.language, p.functionCount, p.fileCount]).sort()).toEqual([
      ['go', 42, 42],
      ['typescript', 42, 42],
    ]);
    const [first, second] = all.patterns;
    expect((first?.id ?? '') < (second?.id ?? '')).toBe(true);
    const page = patternsAnswerSchema.parse(await client.request(Method.patterns, { limit: 1 }));
    expect(page.patterns).toEqual([first]);
    const rest = patternsAnswerSchema.parse(await client.request(Method.patterns, { limit: 1, after: page.next }));
    expect([rest.patterns, rest.next]).toEqual([[second], null]);
  });

  test('takes only those that are asked for', async () => {
    const ask = async (params: object): Promise<number> =>
      patternsAnswerSchema.parse(await client.request(Method.patterns, params)).patterns.length;
    expect(await ask({ language: 'go' })).toBe(1);
    expect(await ask({ minFiles: 43 })).toBe(0);
  });
});

describe('the editor', () => {
  test('tells on a name what others of its kind do', async () => {
    const uri = client.uri('ts/src/handlers/order7.ts');
    await client.open(uri, 'typescript', readFileSync(`${project.root}/ts/src/handlers/order7.ts`, 'utf8'));
    const hover = JSON.stringify((await client.hover(uri, 0, 25))?.contents);
    expect(hover).toContain('one of 42 functions like this');
    expect(hover).toContain('authorize');
    expect(hover).toMatch(/e\.g\. `ts\/src\/handlers\/\w+\.ts:\d+`/);
  });

  test('flags what the terminal flags, and stops when the step is taken', async () => {
    const uri = client.uri(ODD);
    const text = readFileSync(`${project.root}/${ODD}`, 'utf8');
    await client.open(uri, 'typescript', text);
    const shown = (await client.diagnostics(uri)).filter((d) => d.code === RULE);
    expect(shown.map((d) => d.message)).toEqual(['Missing `authorize`: 41 of 42 functions like this call it']);
    const run = driftAll(project.root, ['check', '--json', '--all']);
    const report = reportEnvelopeSchema.parse(JSON.parse(run.stdout)).data;
    const told = report.findings.filter((f) => f.ruleId === RULE && f.path === ODD);
    expect(told.map((f) => [f.message, f.range, f.related.length])).toEqual([[shown[0]?.message, shown[0]?.range, 2]]);
    await client.change(uri, [{ text: text.replace('  const', '  authorize(request);\n  const') }]);
    expect((await client.diagnostics(uri)).filter((d) => d.code === RULE)).toEqual([]);
  });
});

describe('the terminal', () => {
  test('lists patterns with what is left out, and pairs that are nearly the same', () => {
    const list = drift(project.root, ['patterns', '--language', 'typescript']);
    expect(list.stdout).toContain('42 functions in 42 files, typescript');
    expect(list.stdout).toContain(`without authorize: ${ODD}:2 handleInvoice`.replace(':2', ':1'));
    expect(drift(project.root, ['patterns', '--min-files', '100']).stdout).toContain('No functions here');
    expect(drift(project.root, ['patterns', 'duplicates']).stdout).toContain('No two patterns');
    expect(drift(project.root, ['patterns', '--language', 'cobol']).code).toBe(2);
    const json = drift(project.root, ['patterns', '--json']);
    expect(patternsAnswerSchema.parse(JSON.parse(json.stdout)).patterns.length).toBe(2);
    expect(drift(project.root, ['patterns', '--json']).stdout).toBe(json.stdout);
  });
});
