import { openRepository, type Repository, runGit, textOf } from '../../host/git.ts';
import type { Host } from '../../host/host.ts';
import { joinPath } from '../../host/paths.ts';
import { BACKUP_FOLDER } from '../../store/database/backup-names.ts';
import { decodeText } from '../../syntax/decode-text.ts';
import { DRIFT_FOLDER } from '../drift-folder.ts';
import { reasonOf } from './check.ts';

/** A line that an ignore file should hold. */
export interface IgnoreLine {
  readonly file: string;
  readonly line: string;
}

/** How git sees what belongs to one machine. */
export interface GitState {
  /** Lines without which git would take local files in. */
  readonly missing: readonly IgnoreLine[];
  /** Local files that git already tracks. */
  readonly tracked: readonly string[];
  /** Why there is nothing to tell; `null` where there is. */
  readonly note: string | null;
}

/** Files that stand for each local part, and the line that keeps it out of git. */
const LOCAL_PARTS: readonly (IgnoreLine & { readonly sample: string })[] = [
  { sample: `${DRIFT_FOLDER}/drift.db`, file: `${DRIFT_FOLDER}/.gitignore`, line: '/drift.db*' },
  { sample: `${DRIFT_FOLDER}/cache/facts`, file: `${DRIFT_FOLDER}/.gitignore`, line: '/cache/' },
  { sample: `${DRIFT_FOLDER}/local/signals`, file: `${DRIFT_FOLDER}/.gitignore`, line: '/local/' },
  { sample: `${DRIFT_FOLDER}/logs/log`, file: `${DRIFT_FOLDER}/.gitignore`, line: '/logs/' },
];

/** The same for backups, where there are any: their folder names itself in an ignore file of its own. */
const BACKUPS_PART = { sample: `${BACKUP_FOLDER}/backup/drift.db`, file: `${BACKUP_FOLDER}/.gitignore`, line: '*' };

/** What a tracked local file matches, as git reads it from the root. */
const LOCAL_PATHS = ['drift.db', 'cache', 'local', 'logs'].map((name) => `${DRIFT_FOLDER}/${name}`);

/** Asks git about the local half of Drift's folder. */
export async function gitState(host: Host, root: string): Promise<GitState> {
  const nothing = (note: string): GitState => ({ missing: [], tracked: [], note });
  const folder = await host.stat(joinPath(root, DRIFT_FOLDER));
  if (!folder.ok) return nothing('nothing of this machine lies in the workspace');
  const opened = await openRepository(host, root);
  if (!opened.ok) return nothing('git cannot be asked');
  if (opened.value === null) return nothing('no git repository here');
  const tracked = await runGit(opened.value, ['ls-files', '-z', '--', ...LOCAL_PATHS, BACKUP_FOLDER]);
  const hasBackups = (await host.stat(joinPath(root, BACKUP_FOLDER))).ok;
  const parts = hasBackups ? [...LOCAL_PARTS, BACKUPS_PART] : LOCAL_PARTS;
  const ignored = await ignoredOf(
    opened.value,
    parts.map((p) => p.sample),
  );
  if (ignored === null || !tracked.ok) return nothing('git cannot be asked');
  return {
    missing: parts.filter((p) => !ignored.has(p.sample)).map(({ file, line }) => ({ file, line })),
    tracked: textOf(tracked.value)
      .split('\0')
      .filter((name) => name !== ''),
    note: null,
  };
}

/** The samples that git ignores; `null` where it could not tell. */
async function ignoredOf(repo: Repository, samples: readonly string[]): Promise<ReadonlySet<string> | null> {
  const input = samples.map((s) => `${s}\0`).join('');
  // Without the index, so that a file that is tracked already does not hide the missing line.
  // The command takes no literal paths; none of these holds a special character.
  const answer = await runGit(repo, ['--no-literal-pathspecs', 'check-ignore', '--no-index', '-z', '--stdin'], {
    input,
  });
  if (!answer.ok || answer.value.code > 1) return null;
  return new Set(textOf(answer.value).split('\0'));
}

/** Adds lines at the end of ignore files, making them where they are missing; the sentence of the first failure. */
export async function addIgnoreLines(host: Host, root: string, lines: readonly IgnoreLine[]): Promise<string | null> {
  for (const file of new Set(lines.map((l) => l.file))) {
    const path = joinPath(root, file);
    const found = await host.stat(path);
    if (found.ok && found.value.kind !== 'file') return `${file} is no ordinary file`;
    const read = await host.readFile(path);
    if (!read.ok && read.reason !== 'missing') return `${file}: ${reasonOf(read)}`;
    const before = read.ok ? decodeText(read.value).text : '';
    const end = before === '' || before.endsWith('\n') ? '' : '\n';
    const added = lines.filter((l) => l.file === file).map((l) => `${l.line}\n`);
    const written = await host.writeFile(path, `${before}${end}${added.join('')}`);
    if (!written.ok) return `${file}: ${reasonOf(written)}`;
  }
  return null;
}
