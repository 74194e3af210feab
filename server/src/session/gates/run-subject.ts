import type { FileId, PolicyScope } from '@drift/shared';
import { asksAboutFiles, type RunSubject } from '../../enforcement/policy/policy-scope.ts';
import { openRepository, type Repository, runGit, textOf } from '../../host/git.ts';
import type { Host } from '../../host/host.ts';

/** The files a run is about, worked out where a scope asks. */
export type SubjectFiles = () => Promise<readonly FileId[]>;

/** What the scopes of policies are compared with. Git and the files are asked only where a scope asks about them. */
export async function runSubject(
  host: Host,
  root: string,
  scopes: ReadonlyMap<string, PolicyScope>,
  files: SubjectFiles,
): Promise<RunSubject> {
  const all = [...scopes.values()];
  const asksGit = all.some(({ branches, authors }) => (branches ?? authors) !== undefined);
  const opened = asksGit ? await openRepository(host, root) : null;
  const repo = opened?.ok === true ? opened.value : null;
  return {
    branch: repo === null ? null : (shortName(repo.head.branch) ?? branchOfJob(host)),
    author: repo !== null && all.some(({ authors }) => authors !== undefined) ? await authorOfHead(repo) : [],
    files: asksAboutFiles(scopes) ? await files() : [],
  };
}

const BRANCH = 'refs/heads/';

function shortName(ref: string): string | null {
  return ref.startsWith(BRANCH) ? ref.slice(BRANCH.length) : null;
}

/** Jobs check out a commit; the branch that it stands for is in their variables. */
function branchOfJob(host: Host): string | null {
  const said = (name: string): string | null => {
    const value = host.environment(name);
    return value === undefined || value === '' ? null : value;
  };
  return (
    said('GITHUB_HEAD_REF') ??
    shortName(said('GITHUB_REF') ?? '') ??
    said('CI_MERGE_REQUEST_SOURCE_BRANCH_NAME') ??
    said('CI_COMMIT_BRANCH')
  );
}

/** Name and address of the author of HEAD, as the commit has them. */
async function authorOfHead(repo: Repository): Promise<readonly string[]> {
  if (repo.head.commit === null) return [];
  const asked = await runGit(repo, ['log', '-1', '--format=%an%x00%ae', '--end-of-options', repo.head.commit]);
  if (!asked.ok || asked.value.code !== 0) return [];
  return textOf(asked.value).replace(/\n$/, '').split('\0');
}
