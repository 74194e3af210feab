import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMemoryHost } from '../../server/src/host/memory-host.ts';
import { migrate } from '../../server/src/store/database/migrate.ts';
import { scanParts } from '../../server/src/store/database/scan-parts.ts';
import { MIGRATIONS } from '../../server/src/store/database/schema.ts';
import { writeScan } from '../../server/src/store/database/write-scan.ts';
import { installedRuntime } from '../support/database.ts';
import { scanOf } from '../support/scan-sample.ts';
import { driftProcess, TemporaryProject } from '../support/temporary-project.ts';

const project = new TemporaryProject({ 'src/a.ts': 'export const a = 1;\n', '.drift/.gitignore': '' });
afterAll(() => project.remove());

/** A database that takes several steps to be copied. */
beforeAll(async () => {
  const engine = (await installedRuntime()).open(null);
  migrate(engine, createMemoryHost(), MIGRATIONS);
  const scan = scanOf(3_000, 30);
  engine.transaction(() => writeScan(engine, { header: scan.header, parts: [...scanParts(scan)] }));
  writeFileSync(join(project.root, '.drift/drift.db'), engine.export());
  engine.close();
});

/** Takes the line away that was drawn. */
const CLEAR = '\r\u001b[K';
// Whatever standard error is, the program believes that it is a terminal.
const ON_TERMINAL = {
  NODE_OPTIONS: '--import=data:text/javascript,process.stderr.isTTY=true;delete(process.env.CI)',
};

test('a backup shows on a terminal how far it is, and takes that away', () => {
  const made = driftProcess(project.root, ['backup', 'create'], ON_TERMINAL);
  expect(made).toMatchObject({ code: 0, stdout: expect.stringMatching(/^backup-\S+ \([\d.]+ MiB, verified\)\n$/) });
  const drawn = made.stderr.split(CLEAR).flatMap((line) => [...line.matchAll(/^([#.]{24}) (\d+) of (\d+) MiB$/g)]);
  const megabytes = drawn.map((d) => Number(d[2]));
  expect(megabytes.length).toBeGreaterThan(1);
  expect(megabytes).toEqual([...megabytes].sort((a, b) => a - b));
  expect(megabytes[0]).toBe(4);
  expect(megabytes.at(-1)).toBe(Number(drawn[0]?.[3]));
  expect(drawn.at(-1)?.[1]).toBe('#'.repeat(24));
  expect(made.stderr.endsWith(CLEAR)).toBe(true);
});

test('a backup shows nothing of that in a pipe', () => {
  expect(driftProcess(project.root, ['backup', 'create'])).toMatchObject({ code: 0, stderr: '' });
});
