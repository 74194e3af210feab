import type { Result } from '@drift/shared';
import { gitProblem, type Repository, refused, runGit, textOf } from './git.ts';

/** The commit that existing code is taken from, and how it was chosen, for people. */
export interface Baseline {
  readonly commit: string;
  readonly description: string;
}

interface Target {
  readonly name: string;
  readonly commit: string;
}

const DEFAULT_BRANCHES = ['main', 'master', 'trunk', 'develop'] as const;

/**
 * The commit that new code is judged against: where HEAD left the default branch (or `explicitRef`). HEAD itself on
 * that branch or when there is none; the branch's tip when the history at hand holds no common commit. `null` before
 * the first commit. A reference that does not exist is a problem naming it.
 */
export async function defaultBaseline(repo: Repository, explicitRef?: string): Promise<Result<Baseline | null>> {
  if (explicitRef !== undefined) return explicitBaseline(repo, explicitRef);
  const { commit, branch: current } = repo.head;
  if (commit === null) return { ok: true, value: null };
  const branch = await defaultBranch(repo);
  if (!branch.ok) return branch;
  if (branch.value === null) return withoutDefaultBranch(repo, commit, current);
  const onBranch = current === `refs/heads/${shortName(branch.value.name)}`;
  if (onBranch) return found(commit, `HEAD (on ${shortName(branch.value.name)})`);
  return mergeBase(repo, commit, branch.value);
}

async function explicitBaseline(repo: Repository, ref: string): Promise<Result<Baseline | null>> {
  const commit = await commitOf(repo, ref);
  if (!commit.ok) return commit;
  if (commit.value === null) return gitProblem(`"${ref}" is not a commit of this repository`);
  const target = { name: ref, commit: commit.value };
  const { commit: head } = repo.head;
  return head === null ? found(target.commit, ref) : mergeBase(repo, head, target);
}

/**
 * A repository with one branch and nothing else has no other default than that. Anywhere else HEAD would be the wrong
 * guess: in a shallow or detached checkout every commit under review would count as old, and nothing would be found.
 */
async function withoutDefaultBranch(repo: Repository, head: string, current: string): Promise<Result<Baseline | null>> {
  const branches = await runGit(repo, ['for-each-ref', '--format=%(refname)', 'refs/heads', 'refs/remotes']);
  if (!branches.ok) return branches;
  const names = textOf(branches.value)
    .split('\n')
    .filter((name) => name !== '');
  const only = names.length === 1 && names[0] === current;
  if (only) return found(head, 'HEAD (the only branch)');
  return {
    ok: false,
    problems: [
      {
        code: 'GIT_ERROR',
        message: 'the default branch was not found, so what is new cannot be told',
        hint: 'Fetch it (git fetch origin main) or name what to compare with: --base <ref>.',
      },
    ],
  };
}

async function mergeBase(repo: Repository, head: string, target: Target): Promise<Result<Baseline | null>> {
  const result = await runGit(repo, ['merge-base', head, target.commit]);
  if (!result.ok) return result;
  if (result.value.code > 1) return refused(result.value);
  const commit = textOf(result.value).trim();
  if (commit === '') return found(target.commit, `tip of ${target.name} (no common commit in this history)`);
  return found(commit, `merge base with ${target.name}`);
}

/** The commit a revision means, `null` where it means none. */
export async function commitOf(repo: Repository, revision: string): Promise<Result<string | null>> {
  if (revision === '' || revision.includes('\0')) return { ok: true, value: null };
  const result = await runGit(repo, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]);
  if (!result.ok) return result;
  const commit = textOf(result.value).trim();
  return { ok: true, value: result.value.code === 0 && commit !== '' ? commit : null };
}

async function defaultBranch(repo: Repository): Promise<Result<Target | null>> {
  const wanted = DEFAULT_BRANCHES.flatMap((name) => [`refs/remotes/origin/${name}`, `refs/heads/${name}`]);
  const format = '--format=%(refname) %(objectname) %(symref)';
  const result = await runGit(repo, ['for-each-ref', format, 'refs/remotes/origin/HEAD', ...wanted]);
  if (!result.ok) return result;
  if (result.value.code !== 0) return refused(result.value);
  const commits = new Map<string, string>();
  for (const line of textOf(result.value).split('\n')) {
    const [name = '', commit = '', symref = ''] = line.split(' ');
    if (name === 'refs/remotes/origin/HEAD' && symref !== '') {
      return { ok: true, value: { name: symref.replace('refs/remotes/', ''), commit } };
    }
    commits.set(name, commit);
  }
  for (const name of wanted) {
    const commit = commits.get(name);
    if (commit !== undefined)
      return { ok: true, value: { name: name.replace(/^refs\/(remotes|heads)\//, ''), commit } };
  }
  return { ok: true, value: null };
}

function shortName(name: string): string {
  return name.startsWith('origin/') ? name.slice('origin/'.length) : name;
}

function found(commit: string, description: string): Result<Baseline> {
  return { ok: true, value: { commit, description } };
}
