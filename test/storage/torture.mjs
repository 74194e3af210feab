// npm run torture [-- --rounds N | --processes N | --faults] [--seed N]: what the suite does a few times, done until it hurts.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const checkout = fileURLToPath(new URL('../../', import.meta.url));
const args = process.argv.slice(2);
const option = (name, otherwise) => {
  const at = args.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(args[at + 1]);
};
const isFaults = args.includes('--faults');
const processes = option('processes', 0);
const env = {
  ...process.env,
  TORTURE_ROUNDS: String(processes > 0 ? 0 : option('rounds', 300)),
  TORTURE_PROCESSES: String(processes),
  TORTURE_SEED: String(option('seed', 1)),
  ...(isFaults ? { STORAGE_FAULTS: 'all' } : {}),
};
const vitest = join(checkout, 'node_modules/.bin/vitest');
const suite = isFaults ? 'test/storage/faults.test.ts' : 'test/storage/torture.test.ts';
const done = spawnSync(vitest, ['run', suite, '--disable-console-intercept'], { cwd: checkout, stdio: 'inherit', env });
process.exitCode = done.status ?? 1;
