import type { AuditScope } from '../../analysis/audit/snapshot.ts';
import { openRepository, type Repository } from '../../host/git.ts';
import { timeOfCommit } from '../../host/git-history.ts';
import type { Host } from '../../host/host.ts';
import type { Workspace } from '../workspace.ts';

const BRANCH = 'refs/heads/';
const MS_PER_SECOND = 1_000;
/** Characters of an ISO time that name the day. */
const DAY_LENGTH = 10;

/** What an audit is of. */
export interface AuditState {
  readonly scope: AuditScope;
  readonly commit: string | null;
  /** The commit, or the day where there is none: one audit of it is kept. */
  readonly name: string;
  /** Time of the commit, else of the audit. */
  readonly at: string;
  readonly auditedAt: string;
}

/** The place and branch of a root, from git; both empty without it. No code is read. */
export async function auditScope(host: Host, root: string): Promise<AuditScope> {
  return scopeIn(await repositoryOf(host, root));
}

/** What an audit of a loaded workspace is of: the texts that teach. */
export async function auditState(host: Host, { root, baseline }: Workspace): Promise<AuditState> {
  const repo = await repositoryOf(host, root);
  const auditedAt = host.stamp().at;
  const commit = baseline.commit ?? null;
  const seconds = repo === null || commit === null ? null : await timeOfCommit(repo, commit);
  return {
    scope: scopeIn(repo),
    commit,
    name: commit ?? auditedAt.slice(0, DAY_LENGTH),
    at: seconds === null ? auditedAt : new Date(seconds * MS_PER_SECOND).toISOString(),
    auditedAt,
  };
}

async function repositoryOf(host: Host, root: string): Promise<Repository | null> {
  const repo = await openRepository(host, root);
  return repo.ok ? repo.value : null;
}

function scopeIn(repo: Repository | null): AuditScope {
  if (repo === null) return { scanRoot: '', branch: '' };
  const { branch } = repo.head;
  return { scanRoot: repo.prefix, branch: branch.startsWith(BRANCH) ? branch.slice(BRANCH.length) : '' };
}
