import { joinPath } from '../../host/paths.ts';
import { DATABASE_FILE } from '../drift-folder.ts';
import { broken, type Check, fine, reasonOf, warned } from './check.ts';

const MEBIBYTE = 2 ** 20;
/** What a first database and its backup need. */
const LEAST_BYTES = 32 * MEBIBYTE;

/** There is room for the database to be written anew beside itself. */
export const diskSpace: Check = {
  id: 'disk-space',
  async run({ host, root }) {
    const free = await host.freeBytes(root);
    if (!free.ok) return warned(`the free space cannot be told: ${reasonOf(free)}`, 'Look at it yourself: `df`.');
    const found = await host.stat(joinPath(root, DATABASE_FILE));
    const size = found.ok ? found.value.size : 0;
    const wanted = Math.max(LEAST_BYTES, 2 * size);
    const told = `${mebibytes(free.value)} MiB free`;
    if (free.value >= wanted) return fine(told);
    const fix = `Free at least ${Math.ceil((wanted - free.value) / MEBIBYTE)} MiB, or take old backups away: \`drift backup delete\`.`;
    return free.value < size
      ? broken(`${told}, less than the database: it cannot be saved`, fix)
      : warned(`${told}; saving and a backup together need ${mebibytes(wanted)} MiB`, fix);
  },
};

function mebibytes(bytes: number): number {
  return Math.floor(bytes / MEBIBYTE);
}
