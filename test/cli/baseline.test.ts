import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { BASELINE_FILE, Method, type Report, reportEnvelopeSchema } from '@drift/shared';
import { afterEach, describe, expect, test } from 'vitest';
import { EVERY_RULE, LspClient } from '../support/lsp-client.ts';
import { driftAll, type Run, TemporaryProject } from '../support/temporary-project.ts';

let project = new TemporaryProject();
afterEach(() => project.remove());

/** A module that hashes passwords in a way that is flagged, by function names. */
function hashing(...names: readonly string[]): string {
  const functions = names.map(
    (name) =>
      `export function ${name}(password: string): string {\n  return createHash("md5").update(password).digest("hex");\n}\n`,
  );
  return `import { createHash } from "node:crypto";\n${functions.join('')}`;
}

function check(...args: string[]): { readonly run: Run; readonly report: Report } {
  const run = driftAll(project.root, ['check', '--json', '--all', ...args]);
  return { run, report: reportEnvelopeSchema.parse(JSON.parse(run.stdout)).data };
}

function baseline(...args: string[]): Run {
  return driftAll(project.root, ['baseline', ...args], { CI: '' });
}

/** Each finding with its file and function, and whether it is new. */
function told(report: Report): readonly string[] {
  return report.findings.map((f) => `${f.path} ${f.symbol}${f.isNew ? ' new' : ''}`);
}

const listed = (): string => readFileSync(join(project.root, BASELINE_FILE), 'utf8');

describe('a baseline without git', () => {
  test('keeps what it accepts old through moved lines and new names, and a new finding new', () => {
    project = new TemporaryProject({ 'src/a.ts': hashing('first', 'second') });
    expect(told(check().report)).toEqual(['src/a.ts first new', 'src/a.ts second new']);
    expect(baseline('create')).toMatchObject({ code: 0, stderr: '' });
    expect(told(check().report)).toEqual(['src/a.ts first', 'src/a.ts second']);

    project.write('src/a.ts', `${'// a line\n'.repeat(1000)}${hashing('first', 'second')}`);
    expect(told(check().report)).toEqual(['src/a.ts first', 'src/a.ts second']);
    renameSync(join(project.root, 'src/a.ts'), join(project.root, 'src/b.ts'));
    expect(told(check().report)).toEqual(['src/b.ts first', 'src/b.ts second']);
    project.write('src/c.ts', hashing('third'));
    const { run, report } = check();
    expect(told(report)).toEqual(['src/b.ts first', 'src/b.ts second', 'src/c.ts third new']);
    expect(run.code).toBe(1);
    expect(report.summary.accepted).toEqual({ entries: 2, fixed: 0, grown: 0 });
  });

  test('loses what is fixed, follows what moved and takes in nothing new until it is asked to', () => {
    project = new TemporaryProject({ 'src/a.ts': hashing('first', 'second') });
    baseline('create');
    renameSync(join(project.root, 'src/a.ts'), join(project.root, 'src/b.ts'));
    project.write('src/b.ts', hashing('second', 'third'));
    expect(driftAll(project.root, ['check', '--no-color']).stdout).toContain(
      '2 findings accepted by the baseline, 1 of them fixed: drift baseline update takes it out',
    );
    expect(baseline('update').stdout).toContain('accepts 1 finding: 0 added, 1 fixed, 1 moved');
    expect(listed().split('\n').slice(1)).toEqual([expect.stringContaining('src/b.ts\tdrift/crypto/weak-hash\t'), '']);
    expect(told(check().report)).toEqual(['src/b.ts second', 'src/b.ts third new']);
    expect(baseline('update', '--add').stdout).toContain('accepts 2 findings: 1 added, 0 fixed, 0 moved');
    expect(driftAll(project.root, ['check']).code).toBe(0);
  });

  test('is neither begun twice nor renewed before it is begun, and never grows in CI', () => {
    project = new TemporaryProject({ 'src/a.ts': hashing('first') });
    expect(baseline('update')).toMatchObject({ code: 2, stderr: expect.stringContaining('drift baseline create') });
    baseline('create');
    const before = listed();
    expect(baseline('create')).toMatchObject({ code: 2, stderr: expect.stringContaining('is there already') });
    project.write('src/a.ts', hashing('first', 'second'));
    const inCi = driftAll(project.root, ['baseline', 'update', '--add'], { CI: 'true' });
    expect(inCi).toMatchObject({ code: 2, stderr: expect.stringContaining('would grow by 1 entry') });
    expect(listed()).toBe(before);
  });

  test('tells of lines it cannot read, whose findings are new again', () => {
    project = new TemporaryProject({ 'src/a.ts': hashing('first') });
    baseline('create');
    project.write(BASELINE_FILE, `<<<<<<< HEAD\n${listed().replaceAll('\t', ' ')}`);
    const { report } = check();
    expect(told(report)).toEqual(['src/a.ts first new']);
    expect(report.problems.map((p) => `${p.code} ${p.line}`)).toEqual(['BASELINE_ERROR 1', 'BASELINE_ERROR 3']);
  });
});

describe('a change against git', () => {
  test('that only moves code adds nothing new, in one file and to another; a copy does', () => {
    project = new TemporaryProject({ 'src/a.ts': hashing('first', 'second'), 'src/b.ts': 'export const b = 1;\n' });
    project.commitAll();
    project.git('switch', '-qc', 'work');
    project.write('src/a.ts', hashing('second'));
    project.write('src/b.ts', `export const b = 1;\n${hashing('first')}`);
    expect(told(check().report)).toEqual(['src/a.ts second', 'src/b.ts first']);
    project.write('src/a.ts', hashing('second', 'first'));
    expect(told(check().report)).toEqual(['src/a.ts second', 'src/a.ts first', 'src/b.ts first new']);
  });

  test('that adds to the baseline is told by how much', () => {
    project = new TemporaryProject({ 'src/a.ts': hashing('first') });
    baseline('create');
    project.commitAll();
    project.git('switch', '-qc', 'work');
    project.write('src/a.ts', hashing('first', 'second'));
    expect(check().run.code).toBe(1);
    baseline('update', '--add');
    expect(check().report.summary.accepted).toEqual({ entries: 2, fixed: 0, grown: 1 });
    expect(driftAll(project.root, ['check', '--no-color'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('accepts 1 more than at the merge base'),
    });
    expect(baseline('show').stdout).toContain('it grew by 1 entry since merge base with main');
    const gate = driftAll(project.root, ['gate', '--json']);
    expect(gate.code).toBe(1);
    expect(JSON.parse(gate.stdout).gates.reasons[0]).toEqual({
      code: 'BASELINE_GREW',
      message: 'the baseline accepts 1 finding more than at the commit compared with',
    });
    const ci = driftAll(project.root, [
      'ci',
      'analyze',
      '--base',
      'main',
      '--fail-on',
      'none',
      '--threshold',
      '0',
      '--dry-run',
    ]);
    expect(ci).toMatchObject({ code: 1, stdout: expect.stringContaining('accepts 1 finding more than before') });
  });
});

test('an open editor follows the file', async () => {
  project = new TemporaryProject({ 'src/a.ts': hashing('first') });
  const client = await LspClient.start({ root: project.root, init: EVERY_RULE });
  const isNew = async (): Promise<readonly boolean[]> => {
    const findings = (await client.workspace()).get(client.uri('src/a.ts')) ?? [];
    return findings.map((d) => d.data.isNew);
  };
  expect(await isNew()).toEqual([true]);
  await client.connection.sendRequest(Method.baseline, { change: 'create' });
  expect(await isNew()).toEqual([false]);
  project.write(BASELINE_FILE, '');
  await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: client.uri(BASELINE_FILE), type: 2 }] });
  expect(await isNew()).toEqual([true]);
  expect(await client.stop()).toBe(0);
});
