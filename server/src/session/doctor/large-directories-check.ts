import { counted } from '@drift/shared';
import { type Check, fine, warned } from './check.ts';
import { addIgnoreLines } from './git-state.ts';
import type { LargeDirectory } from './large-directories.ts';

/** Directories named in a message. */
const MAX_TOLD = 3;
const IGNORE_FILE = '.driftignore';

/** No directory is looked through at each start for next to nothing. */
export const largeDirectoriesIgnored: Check = {
  id: 'large-directories',
  async run(patient) {
    const { found, files, cut } = await patient.walk();
    const [first] = found;
    const seen = cut ? ` (stopped looking after ${counted(files, 'file')})` : '';
    if (first === undefined) return fine(`no large directory without source is looked through${seen}`);
    const told = found.slice(0, MAX_TOLD).map(sentence).join('; ');
    const names = found.map((f) => `${f.path}/`).join(' ');
    return warned(
      `${told}${found.length > MAX_TOLD ? `; and ${found.length - MAX_TOLD} more` : ''}${seen}`,
      found.some(isEmpty)
        ? `Run \`drift doctor --fix\` to leave out those without source, or add to ${IGNORE_FILE}: ${names}`
        : `Add to ${IGNORE_FILE}: ${names}`,
    );
  },
  async mend(patient) {
    const { found, cut } = await patient.walk();
    // A directory that was not seen whole may hold source further down.
    const empty = cut ? [] : found.filter(isEmpty);
    if (empty.length === 0)
      return { done: false, text: 'nothing was left out: findings in what lies there would go with it' };
    const lines = empty.map((e) => ({ file: IGNORE_FILE, line: `/${escaped(e.path)}/` }));
    const failure = await addIgnoreLines(patient.host, patient.root, lines);
    if (failure !== null) return { done: false, text: `the lines could not be added: ${failure}` };
    return { done: true, text: `added ${lines.map((l) => l.line).join(', ')} to ${IGNORE_FILE}` };
  },
};

function isEmpty({ sources }: LargeDirectory): boolean {
  return sources === 0;
}

function sentence({ path, files, sources }: LargeDirectory): string {
  return `${path} holds ${counted(files, 'file')}, ${sources === 0 ? 'none' : sources} of them source`;
}

/** A path as a pattern that means only it. */
function escaped(path: string): string {
  return path.replace(/[\\*?[\]!# ]/g, (c) => `\\${c}`);
}
