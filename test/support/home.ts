import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const home = mkdtempSync(join(tmpdir(), 'drift-home-'));

/** Gives every suite a home of its own: servers under test keep nothing in that of whoever runs them. */
export function setup(): void {
  process.env['HOME'] = home;
  process.env['USERPROFILE'] = home;
}

export function teardown(): void {
  rmSync(home, { recursive: true, force: true });
}
