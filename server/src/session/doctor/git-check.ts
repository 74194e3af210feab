import { openRepository, runGit, textOf } from '../../host/git.ts';
import { keepHalvesApart } from '../drift-folder.ts';
import { type Check, fine, reasonOf, warned } from './check.ts';
import { addIgnoreLines, gitState } from './git-state.ts';

/** Files named in a message. */
const MAX_TOLD = 3;

/** Git can be asked, and knows the whole history. */
export const gitUsable: Check = {
  id: 'git',
  async run({ host, root }) {
    const opened = await openRepository(host, root);
    if (!opened.ok)
      return warned(
        `git cannot be asked: ${reasonOf(opened)}`,
        'Install git, or run `git status` to see why it cannot be asked; until then every line counts as new.',
      );
    if (opened.value === null) return fine('no git repository here; every line counts as new');
    const shallow = await runGit(opened.value, ['rev-parse', '--is-shallow-repository']);
    if (!shallow.ok) return warned(`git cannot be asked: ${reasonOf(shallow)}`, 'Run `git status` to see why.');
    if (textOf(shallow.value).trim() === 'true')
      return warned(
        'the git history is cut off (a shallow clone), so what is new may not be told right',
        'Run `git fetch --unshallow`; in CI, check out with full depth.',
      );
    return fine('git answers and has the whole history');
  },
};

/** What belongs to one machine stays out of git. */
export const localHalfIgnored: Check = {
  id: 'git-ignores',
  async run({ host, root }) {
    const { missing, tracked, note } = await gitState(host, root);
    if (note !== null) return fine(note);
    if (missing.length > 0)
      return warned(
        `git would take in what belongs to this machine: ${missing.map((m) => `${m.line} is missing in ${m.file}`).join(', ')}`,
        'Run `drift doctor --fix` to add the lines.',
      );
    if (tracked.length > 0)
      return warned(
        `git tracks files of one machine: ${tracked.slice(0, MAX_TOLD).join(', ')}`,
        'Run `git rm --cached` on them.',
      );
    return fine('git ignores what belongs to this machine');
  },
  async mend({ host, root }) {
    await keepHalvesApart(host, root);
    const { missing } = await gitState(host, root);
    const failure = await addIgnoreLines(host, root, missing);
    if (failure !== null) return { done: false, text: `the lines could not be added: ${failure}` };
    return { done: true, text: 'added what was missing to the ignore files' };
  },
};
