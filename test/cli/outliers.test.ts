import { outliersAnswerSchema, reportEnvelopeSchema } from '@drift/shared';
import { afterAll, describe, expect, test } from 'vitest';
import { METHODS } from '../../server/src/analysis/outliers/cut.ts';
import { outlierLines } from '../../server/src/protocol/outliers.ts';
import { NUMERIC_FEATURES } from '../../server/src/rules/registry.ts';
import { EVERY_RULE, LspClient } from '../support/lsp-client.ts';
import { driftAll, TemporaryProject } from '../support/temporary-project.ts';

// Each feature from a text to what a person sees: a code base of forty ordinary files and one that stands out.
const ORDINARY = 40;

function times(count: number, line: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => line(i)).join('\n');
}

/** A function with some parameters, conditions that lie side by side, and calls. */
function plain(name: string, size: number): string {
  const parameters = times(size % 3, (i) => `p${i}: number, `).replaceAll('\n', '');
  return `export function ${name}(${parameters}): number {\n${times(size, (i) => `  if (a${i}) log${i}(${i});`)}\n  return 1;\n}`;
}

const DEEP = times(8, (i) => `${'  '.repeat(i + 1)}for (const x${i} of list) {`);
const DEEP_END = times(8, (i) => `${'  '.repeat(8 - i)}}`);

/** What makes one place stand out, by feature. */
const ODD: Readonly<Record<string, string>> = {
  'boolean-parameters': 'export function draw(a: boolean, b: boolean, c: boolean) {\n  log(a);\n  log(b);\n}',
  'callee-fan-out': `export function wide() {\n${times(60, (i) => `  ${i % 6 === 0 ? `if (x) ` : ''}call${i}();`)}\n}`,
  'cyclomatic-complexity': `export function tangle() {\n${DEEP}\n${times(60, (i) => `if (a${i}) log(${i});`)}\n${DEEP_END}\n}`,
  'file-statements': `export function large() {\n${times(4_000, (i) => (i % 5 === 0 ? `if (x) go(${i});` : `go(${i});`))}\n}`,
  'imports-per-file': `${times(90, (i) => `import { m${i} } from './m${i}';`)}\n${times(50, (i) => `function f${i}() {}`)}`,
  'nesting-depth': `export function bury() {\n${DEEP}\n${DEEP_END}\n}`,
  'page-limits': 'fetch({ pageSize: 50_000 });',
  'parameter-count': `export function placeOrder(${times(14, (i) => `p${i}: number,`).replaceAll('\n', ' ')}) {\n  log(p0);\n  log(p1);\n}`,
  'public-members': `export class Order {\n${times(90, (i) => `  step${i}(a, b) {}`)}\n}`,
  'retry-constants': 'fetch({ timeout: 30 });',
  'return-count': `export function price() {\n${DEEP}\n${times(20, (i) => `if (a${i}) return ${i};`)}\n${DEEP_END}\n}`,
  'statement-count': `export function long() {\n${times(700, (i) => (i % 5 === 0 ? `if (x) go(${i});` : `go(${i});`))}\n}`,
  'try-blocks': `export function attempt() {\n${times(6, (i) => `  try { go(${i}); } catch (error) { log(error); }`)}\n}`,
};

function codeBase(odd: Readonly<Record<string, string>>): TemporaryProject {
  const files: Record<string, string> = { 'drift.toml': '' };
  for (let i = 0; i < ORDINARY; i++) {
    const size = 1 + (i % 4);
    files[`src/a${i}.ts`] = [
      times(size, (k) => `import { m${k} } from './m${k}';`),
      plain(`first${i}`, size),
      plain(`second${i}`, size + 1),
      `export class Part${i} {\n${times(size, (k) => `  step${k}(${times(k, (p) => `p${p}, `).replaceAll('\n', '')}) {}`)}\n}`,
      `export function safe${i}() {\n  try { go(); } catch (error) { log(error); }\n}`,
      `fetch({ timeout: ${3_000 + 1_000 * (i % 2)}, pageSize: ${50 + (i % 2)} });`,
      '',
    ].join('\n');
  }
  for (const [name, text] of Object.entries(odd)) files[place(name)] = `${text}\n`;
  return new TemporaryProject(files);
}

/** A path that says nothing of what is in it: some words of a path are roles. */
function place(name: string): string {
  return `src/odd/${Math.max(0, Object.keys(ODD).indexOf(name))}${/\d+$/.exec(name)?.[0] ?? ''}.ts`;
}

const project = codeBase(ODD);
afterAll(() => project.remove());

describe('drift outliers', () => {
  const run = driftAll(project.root, ['outliers', '--json']);
  const answer = outliersAnswerSchema.parse(JSON.parse(run.stdout));

  test('every feature finds the place that stands out, with its evidence', () => {
    expect(Object.keys(ODD).map((name) => `drift/pattern/outlier-${name}`)).toEqual(NUMERIC_FEATURES.map((f) => f.id));
    for (const feature of NUMERIC_FEATURES) {
      const name = feature.id.slice('drift/pattern/outlier-'.length);
      const rows = answer.outliers.filter((o) => o.ruleId === feature.id);
      expect(
        rows.map((r) => r.path),
        feature.id,
      ).toContain(place(name));
      expect(
        rows.filter((r) => /^src\/a\d/.test(r.path)),
        feature.id,
      ).toEqual([]);
    }
    for (const row of answer.outliers) expect(row.message.length).toBeLessThanOrEqual(120);
    expect(answer.notes).toEqual([]);
  });

  test('the words about each method match its test', () => {
    const [row] = answer.outliers;
    if (row === undefined) throw new Error('nothing stands out');
    const line = (method: string, statistic: number, threshold: number, direction: 'above' | 'below'): string =>
      outlierLines({ ...row.evidence, direction, methods: [{ method, statistic, threshold }] })[1] ?? '';
    for (const method of METHODS.filter((m) => m !== 'rule')) {
      expect(line(method, 4, 3.5, 'below')).toBe(`${method}: 4.00, outlier above 3.50`);
      expect(line(method, 3.504, 3.5, 'above')).toBe(`${method}: 3.504, outlier above 3.5`);
    }
    // The others compare a distance with more than their threshold, the rule the value with its bound itself.
    expect(line('rule', 5, 5, 'above')).toBe('rule: 5, outlier from 5 on');
    expect(line('rule', 30, 350, 'below')).toBe('rule: 30, outlier up to 350');
  });

  test('lists and explains in plain text', () => {
    const listed = driftAll(project.root, ['outliers', '--feature', 'parameter-count', '--explain']);
    expect(listed.stdout).toMatch(
      /^parameter-count +14 +\d+ +\d+ +\S+ +\d+ typescript +(?:info|warning) +src\/odd\/7\.ts:1 placeOrder$/m,
    );
    expect(listed.stdout).toMatch(/outlier by/);
    expect(listed.stdout).toContain('learned from: the files as they are (not a git repository)');
    const unknown = driftAll(project.root, ['outliers', '--feature', 'none']);
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('parameter-count');
  });

  test('says when there is not enough', () => {
    const small = new TemporaryProject({ 'a.ts': 'export function a(): void {}\n' });
    expect(driftAll(small.root, ['outliers']).stdout).toContain('Not enough data');
    small.remove();
  });

  test('says once when too many stand out', () => {
    const odd = Object.fromEntries(
      Array.from({ length: 6 }, (_, i) => [`t${i}`, (ODD['try-blocks'] ?? '').replace('attempt', `attempt${i}`)]),
    );
    const many = codeBase(odd);
    const said = outliersAnswerSchema.parse(JSON.parse(driftAll(many.root, ['outliers', '--json']).stdout));
    expect(said.outliers.filter((o) => o.ruleId.endsWith('try-blocks'))).toEqual([]);
    expect(said.notes).toEqual([expect.stringContaining('drift/pattern/outlier-try-blocks: 6 of 46')]);
    const told = driftAll(many.root, ['check']);
    expect(told.stdout).toMatch(/^note {2}drift\/pattern\/outlier-try-blocks: 6 of 46 .* so none is told by itself$/m);
    many.write('drift.toml', '[analysis.severity]\n"drift/pattern/outlier-try-blocks" = "off"\n');
    expect(driftAll(many.root, ['check']).stdout).not.toContain('none is told by itself');
    many.remove();
  });
});

describe('a function with 14 parameters', () => {
  test('is one finding at its name, the same in the editor and in drift check', async () => {
    const report = reportEnvelopeSchema.parse(JSON.parse(driftAll(project.root, ['check', '--json', '--all']).stdout));
    const file = place('parameter-count');
    const [found, ...more] = report.data.findings.filter((f) => f.path === file && f.ruleId.includes('/outlier-'));
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      ruleId: 'drift/pattern/outlier-parameter-count',
      range: { start: { line: 0, character: 16 }, end: { line: 0, character: 26 } },
      outlier: { value: 14, direction: 'above' },
    });
    expect(found?.message).toMatch(
      /^`placeOrder` has 14 parameters; functions here have a median of \d+ \(limit for this code base \d+\)$/,
    );
    expect(found?.related).toHaveLength(2);
    const client = await LspClient.start({ root: project.root, init: EVERY_RULE });
    try {
      await client.workspace();
      const uri = client.uri(file);
      await client.open(uri, 'typescript', `${ODD['parameter-count']}\n`);
      const shown = (await client.diagnostics(uri)).filter((d) => String(d.code).includes('/outlier-'));
      expect(shown.map((d) => [d.code, d.range, d.message])).toEqual([[found?.ruleId, found?.range, found?.message]]);
      expect(shown[0]?.data).toMatchObject({ id: found?.id, outlier: found?.outlier });
      const hover = await client.hover(uri, 0, 18);
      expect(JSON.stringify(hover?.contents)).toMatch(/value 14; \d+ compared, median/);
      const digest = await client.request<{ digest: string }>('drift/check/digest');
      expect(digest.digest).toBe(report.data.digest);
    } finally {
      await client.stop();
    }
  });
});

test('what is judged does not teach: old outliers are hints, new ones keep their severity', () => {
  const own = codeBase({ 'parameter-count': ODD['parameter-count'] ?? '' });
  own.commitAll();
  own.write('src/new.ts', `${(ODD['parameter-count'] ?? '').replace('placeOrder', 'placeAgain')}\n`);
  const rows = outliersAnswerSchema
    .parse(JSON.parse(driftAll(own.root, ['outliers', '--feature', 'parameter-count', '--json']).stdout))
    .outliers.map((o) => [o.name, o.severity, o.isNew]);
  expect(rows.sort()).toEqual([
    ['placeAgain', 'warning', true],
    ['placeOrder', 'hint', false],
  ]);
  own.remove();
});
