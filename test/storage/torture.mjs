// npm run torture [-- --rounds N --seed N --processes N --backup --faults]: what the suite does a few times, done until it hurts.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const checkout = fileURLToPath(new URL('../../', import.meta.url));
const args = process.argv.slice(2);
const option = (name, otherwise) => {
  const at = args.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(args[at + 1]);
};
const rounds = option('rounds', 300);
const isBackup = args.includes('--backup');
const isElse = isBackup || args.includes('--processes') || args.includes('--faults');
const env = {
  ...process.env,
  TORTURE_ROUNDS: String(isElse ? 0 : rounds),
  TORTURE_BACKUP_ROUNDS: String(isBackup ? rounds : 0),
  TORTURE_PROCESSES: String(option('processes', 0)),
  TORTURE_SEED: String(option('seed', 1)),
};
const vitest = join(checkout, 'node_modules/.bin/vitest');
const suite = args.includes('--faults') ? 'test/storage/faults.test.ts' : 'test/storage/torture.test.ts';
if (args.includes('--faults')) env.STORAGE_FAULTS = 'all';
const done = spawnSync(vitest, ['run', suite, '--disable-console-intercept'], { cwd: checkout, stdio: 'inherit', env });
process.exitCode = done.status ?? 1;
