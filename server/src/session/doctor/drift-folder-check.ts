import { joinPath } from '../../host/paths.ts';
import { DRIFT_FOLDER, keepHalvesApart } from '../drift-folder.ts';
import { broken, type Check, fine, reasonOf, warned } from './check.ts';

/** A name that `.drift/.gitignore` leaves out, should the process end in between. */
const TRIAL = `${DRIFT_FOLDER}/doctor.lock`;

/** A full disk may still take an empty file. */
const TRIAL_BYTES = 64 * 1024;

/** Drift's folder is there and can be written. */
export const driftFolderWritable: Check = {
  id: 'drift-folder',
  async run({ host, root }) {
    const found = await host.stat(joinPath(root, DRIFT_FOLDER));
    if (!found.ok && found.reason === 'missing')
      return warned(
        `there is no ${DRIFT_FOLDER} folder; no history is kept`,
        'Run `drift doctor --fix` or `drift init`.',
      );
    if (!found.ok) return broken(`${DRIFT_FOLDER} cannot be looked at: ${reasonOf(found)}`, 'Check its permissions.');
    if (found.value.kind !== 'directory')
      return broken(
        `${DRIFT_FOLDER} is no folder but a ${found.value.kind}`,
        'Move it away: Drift follows no link there.',
      );
    const path = joinPath(root, TRIAL);
    const written = await host.writeFile(path, new Uint8Array(TRIAL_BYTES));
    // What was begun on a full disk is there as well.
    await host.deleteEntry(path);
    if (!written.ok)
      return warned(
        `${DRIFT_FOLDER} cannot be written (${reasonOf(written)}); nothing is kept between runs`,
        written.reason === 'full' ? 'Free some space.' : 'Give this user write access, or go on without history.',
      );
    return fine(`${DRIFT_FOLDER} can be written`);
  },
  async mend({ host, root }) {
    const path = joinPath(root, DRIFT_FOLDER);
    if ((await host.stat(path)).ok) return { done: false, text: 'this cannot be mended by itself' };
    const made = await host.makeDirectory(path);
    if (!made.ok) return { done: false, text: `${DRIFT_FOLDER} could not be made: ${reasonOf(made)}` };
    await keepHalvesApart(host, root);
    return { done: true, text: `made ${DRIFT_FOLDER}` };
  },
};
