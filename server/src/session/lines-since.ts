import type { FileId, Problem, Result } from '@drift/shared';
import type { ElsewhereEntry, LineAtCommit } from '../enforcement/elsewhere/accepted-elsewhere.ts';
import { openRepository } from '../host/git.ts';
import { readPlaces } from '../host/git-blobs.ts';
import type { Host } from '../host/host.ts';
import { toFileId } from '../host/narrow.ts';
import { decodeText } from '../syntax/decode-text.ts';
import { LineTable } from '../syntax/line-table.ts';
import type { Workspace } from './workspace.ts';

/**
 * Entries that name a line at a commit, with the lines of the present text that say the same, white space at their ends
 * aside; none where the commit or the file is not there. Other entries as they are.
 */
export async function linesSince(
  host: Host,
  workspace: Workspace,
  entries: readonly ElsewhereEntry[],
): Promise<Result<readonly ElsewhereEntry[]>> {
  const wanted = new Map<string, { readonly commit: string; readonly path: FileId }>();
  for (const { was, path } of entries) {
    const file = toFileId(path);
    if (was !== null && workspace.has(file)) wanted.set(placeName(was, path), { commit: was.commit, path: file });
  }
  if (wanted.size === 0) return { ok: true, value: entries };
  const repo = await openRepository(host, workspace.root);
  if (!repo.ok) return repo;
  if (repo.value === null) return { ok: false, problems: [NO_REPOSITORY] };
  const read = await readPlaces(repo.value, [...wanted.values()]);
  if (!read.ok) return read;
  const before = new Map([...wanted.keys()].map((name, i) => [name, linesOf(read.value[i] ?? null)]));
  const now = new Map<string, ReadonlyMap<string, readonly number[]>>();
  for (const { path } of wanted.values()) if (!now.has(path)) now.set(path, await linesByText(workspace, path));
  return {
    ok: true,
    value: entries.map((entry) => {
      if (entry.was === null) return entry;
      const said = before.get(placeName(entry.was, entry.path))?.[entry.was.line];
      const lines = said === undefined || said === '' ? [] : (now.get(entry.path)?.get(said) ?? []);
      return { ...entry, lines: lines.map((line) => ({ first: line, last: line })) };
    }),
  };
}

const NO_REPOSITORY: Problem = {
  code: 'GIT_ERROR',
  message: 'there is no git repository here to find the commits in that .gitleaksignore names',
  hint: 'Run inside the repository that they are of.',
};

function placeName({ commit }: LineAtCommit, path: string): string {
  return `${commit}:${path}`;
}

async function linesByText(workspace: Workspace, file: FileId): Promise<ReadonlyMap<string, readonly number[]>> {
  const found = new Map<string, number[]>();
  splitLines((await workspace.textOf(file)) ?? '').forEach((line, i) => {
    const known = found.get(line);
    if (known === undefined) found.set(line, [i]);
    else known.push(i);
  });
  return found;
}

function linesOf(bytes: Uint8Array | null): readonly string[] {
  return bytes === null ? [] : splitLines(decodeText(bytes).text);
}

function splitLines(text: string): readonly string[] {
  const table = LineTable.of(text);
  return Array.from({ length: table.lineCount }, (_, line) =>
    text.slice(table.lineStart(line), table.lineEnd(line)).trim(),
  );
}
