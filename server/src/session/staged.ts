import type { FileId, Problem } from '@drift/shared';
import { openRepository } from '../host/git.ts';
import { readBlobs } from '../host/git-blobs.ts';
import { stagedFiles } from '../host/git-changes.ts';
import type { Host } from '../host/host.ts';

/** The bytes of staged texts by path; files staged for deletion are absent. */
export interface StagedTexts {
  readonly texts: ReadonlyMap<FileId, Uint8Array>;
  readonly problems: readonly Problem[];
}

/** What is staged in the repository of a root. */
export async function stagedTexts(host: Host, root: string): Promise<StagedTexts> {
  const none = (problems: readonly Problem[]): StagedTexts => ({ texts: new Map(), problems });
  const repo = await openRepository(host, root);
  if (!repo.ok) return none(repo.problems);
  if (repo.value === null) {
    return none([
      {
        code: 'GIT_ERROR',
        message: 'nothing is staged: this is not a git repository',
        hint: 'Run without --staged, or inside a git repository.',
      },
    ]);
  }
  const staged = await stagedFiles(repo.value);
  if (!staged.ok) return none(staged.problems);
  const wanted = [...staged.value].filter(([, change]) => change.status !== 'deleted').map(([file]) => file);
  const blobs = await readBlobs(repo.value, ':', wanted);
  if (!blobs.ok) return none(blobs.problems);
  const texts = new Map<FileId, Uint8Array>();
  for (const [file, bytes] of blobs.value) if (bytes !== null) texts.set(file, bytes);
  return { texts, problems: [] };
}
