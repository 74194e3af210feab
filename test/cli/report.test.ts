import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { FORMAT_FILES, Method, REPORT_FORMATS, reportAnswerSchema } from '@drift/shared';
import { afterAll, describe, expect, test } from 'vitest';
import { objections } from '../reporters/validators.ts';
import { LspClient } from '../support/lsp-client.ts';
import { sampleProject } from '../support/sample-project.ts';
import { driftAll, TemporaryProject } from '../support/temporary-project.ts';

const project = new TemporaryProject(sampleProject());
const elsewhere = new TemporaryProject();
afterAll(() => {
  project.remove();
  elsewhere.remove();
});

describe('drift report', () => {
  test('writes a valid file of each format from one run, with nothing on standard output', async () => {
    const folder = join(elsewhere.root, 'deep', 'reports');
    const args = ['report', '--stable', '--format', REPORT_FORMATS.join(','), '--output-dir', folder];
    const run = driftAll(project.root, args);
    expect(run).toMatchObject({ code: 0, stdout: '' });
    expect(readdirSync(folder).sort()).toEqual(Object.values(FORMAT_FILES).sort());
    for (const format of REPORT_FORMATS) {
      const text = readFileSync(join(folder, FORMAT_FILES[format]), 'utf8');
      expect({ format, wrong: await objections(format, text) }).toEqual({ format, wrong: [] });
      expect(text).toContain(format === 'github-code-quality' ? 'drift/error-handling/' : 'drift/crypto/weak-hash');
    }
    const again = join(elsewhere.root, 'again');
    driftAll(project.root, [...args.slice(0, -1), again]);
    for (const name of readdirSync(folder))
      expect(readFileSync(join(again, name), 'utf8')).toBe(readFileSync(join(folder, name), 'utf8'));
  });

  test('of one format goes to standard output; of several needs a folder', () => {
    const one = driftAll(project.root, ['report', '--format', 'gitlab']);
    expect(one).toMatchObject({ code: 0, stderr: '' });
    expect(one.stdout).toContain('"check_name":"drift/crypto/weak-hash"');
    const two = driftAll(project.root, ['report', '--format', 'gitlab,junit']);
    expect(two).toMatchObject({ code: 2, stdout: '' });
    expect(two.stderr).toContain('--output-dir');
  });

  test('names the formats there are where an unknown one is asked for', () => {
    for (const verb of ['report', 'check']) {
      const run = driftAll(project.root, [verb, '--format', 'pdf']);
      expect(run).toMatchObject({ code: 2, stdout: '' });
      for (const format of REPORT_FORMATS) expect(run.stderr.replace(/\s+/g, ' ')).toContain(format);
    }
  });
});

describe('drift check', () => {
  test('prints each format alone, and the verdict is the same', async () => {
    for (const format of REPORT_FORMATS) {
      const run = driftAll(project.root, ['check', '--format', format]);
      expect({ format, code: run.code, stderr: run.stderr }).toEqual({ format, code: 1, stderr: '' });
      expect({ format, wrong: await objections(format, run.stdout) }).toEqual({ format, wrong: [] });
    }
  });

  test('writes what it would print into a file', () => {
    const file = join(elsewhere.root, 'out', 'check.xml');
    const args = ['check', '--stable', '--format', 'junit'];
    const run = driftAll(project.root, [...args, '--output', file]);
    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toContain('wrote ');
    expect(readFileSync(file, 'utf8')).toBe(driftAll(project.root, args).stdout);
    expect(readdirSync(join(elsewhere.root, 'out'))).toEqual(['check.xml']);
    driftAll(project.root, ['check', '-o', file]);
    expect(readFileSync(file, 'utf8')).toContain('drift/crypto/weak-hash');
  });

  test('says so and ends with 2 where it cannot be written', () => {
    elsewhere.write('kept.txt', 'kept');
    symlinkSync(join(elsewhere.root, 'kept.txt'), join(project.root, 'link.json'));
    symlinkSync(elsewhere.root, join(project.root, 'away'));
    const places = [project.root, join(project.root, 'link.json'), join(project.root, 'away', 'x.json')];
    for (const place of [...places, join(elsewhere.root, 'kept.txt', 'x')]) {
      const run = driftAll(project.root, ['check', '--format', 'json', '--output', place]);
      expect({ place, code: run.code, stdout: run.stdout }).toEqual({ place, code: 2, stdout: '' });
      expect(run.stderr).toMatch(/is a folder|no ordinary file|outside of the workspace|could not be written/);
    }
    expect(readFileSync(join(elsewhere.root, 'kept.txt'), 'utf8')).toBe('kept');
    expect(existsSync(join(elsewhere.root, 'x.json'))).toBe(false);
  });
});

test('git is asked once for the changes that rank the findings', async () => {
  const tracked = new TemporaryProject(sampleProject());
  tracked.commitAll();
  const client = await LspClient.start({ root: tracked.root, init: { mode: 'batch' } });
  try {
    const ranked = async () => {
      const { report } = reportAnswerSchema.parse(await client.request(Method.report, { all: true, ranked: true }));
      return report.findings.map((f) => f.priority);
    };
    const first = await ranked();
    expect(first.length).toBeGreaterThan(0);
    // Without its history git could only say that nothing was changed lately.
    rmSync(join(tracked.root, '.git'), { recursive: true });
    expect(await ranked()).toEqual(first);
  } finally {
    await client.stop();
    tracked.remove();
  }
});
