import type { PlannedFile, Template } from '@drift/shared';
import type { Host, HostResult } from '../../host/host.ts';
import { BACKUP_FOLDER } from '../../store/database/backup-names.ts';
import { decodeText } from '../../syntax/decode-text.ts';
import { DRIFT_FOLDER, KEEPERS } from '../drift-folder.ts';
import { CONFIG_FILE } from '../project-config.ts';
import { readInside } from '../read-inside.ts';
import { unifiedDiff } from '../unified-diff.ts';
import { CONFIG_TEMPLATES, DRIFTIGNORE } from './templates.ts';

/** What setting up would write, in the order it is written: `drift.toml`, which marks a project as set up, comes last. */
export interface SetupPlan {
  readonly files: readonly PlannedFile[];
  readonly warnings: readonly string[];
  /** Why something that is there could not be read. */
  readonly problems: readonly string[];
}

/** Reads what is there and compares it with what there should be. Writes nothing. */
export async function planSetup(
  host: Host,
  root: string,
  options: { readonly template: Template; readonly isRepository: boolean },
): Promise<SetupPlan> {
  const problems: string[] = [];
  const existing = async (path: string): Promise<string | null> => {
    const read = await readInside(host, root, path);
    if (read.ok) return decodeText(read.value).text;
    if (read.reason !== 'missing') problems.push(`${path} cannot be read: ${sentenceOf(read)}`);
    return null;
  };
  const files: PlannedFile[] = [];
  for (const [path, text] of KEEPERS) files.push(withLines(path, await existing(path), text));
  const gitignore = options.isRepository ? await existing('.gitignore') : null;
  if (options.isRepository) files.push(withLines('.gitignore', gitignore, `${BACKUP_FOLDER}/\n`));
  files.push(onlyWhereMissing('.driftignore', await existing('.driftignore'), DRIFTIGNORE));
  files.push(replaced(CONFIG_FILE, await existing(CONFIG_FILE), CONFIG_TEMPLATES[options.template]));
  return { files, warnings: hidesDecisions(gitignore), problems };
}

function sentenceOf(read: Extract<HostResult<unknown>, { ok: false }>): string {
  return read.problems[0]?.message ?? read.reason;
}

/** What a team decides must be committed; ignoring the whole folder keeps it on one machine. */
function hidesDecisions(gitignore: string | null): string[] {
  const hides = linesOf(gitignore ?? '').some((line) => covers(line, `${DRIFT_FOLDER}/`));
  return hides
    ? [`.gitignore leaves out ${DRIFT_FOLDER}/, so decisions about conventions would not be shared; take that line out`]
    : [];
}

function onlyWhereMissing(path: string, existing: string | null, content: string): PlannedFile {
  return existing === null ? planned(path, 'create', content, null) : planned(path, 'keep', existing, existing);
}

function replaced(path: string, existing: string | null, content: string): PlannedFile {
  if (existing === null || existing === content) return onlyWhereMissing(path, existing, content);
  return planned(path, 'replace', content, existing);
}

/** Adds the lines that are missing; comments are not worth a change. */
function withLines(path: string, existing: string | null, wanted: string): PlannedFile {
  if (existing === null) return planned(path, 'create', wanted, null);
  const there = linesOf(existing);
  const missing = linesOf(wanted).filter((line) => !there.some((other) => covers(other, line)));
  if (missing.length === 0) return planned(path, 'keep', existing, existing);
  const eol = existing.includes('\r\n') ? '\r\n' : '\n';
  const start = existing === '' || existing.endsWith('\n') ? existing : existing + eol;
  return planned(path, 'append', start + missing.map((line) => line + eol).join(''), existing);
}

function planned(path: string, action: PlannedFile['action'], content: string, existing: string | null): PlannedFile {
  const diff = existing === null ? created(path, content) : unifiedDiff(path, existing, content);
  return { path, action, content, existing, diff };
}

/** The lines of a text that say something. */
function linesOf(text: string): string[] {
  return text
    .split(/\r\n|\n|\r/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** The same pattern, wherever its slashes stand. */
function covers(line: string, wanted: string): boolean {
  const bare = (pattern: string): string => pattern.replace(/^\//, '').replace(/\/\**$/, '');
  return bare(line) === bare(wanted);
}

function created(path: string, content: string): string {
  const lines = content.replace(/\n$/, '').split('\n');
  return ['--- /dev/null', `+++ b/${path}`, `@@ -0,0 +1,${lines.length} @@`, ...lines.map((l) => `+${l}`), ''].join(
    '\n',
  );
}
