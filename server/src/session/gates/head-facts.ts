import { openRepository, runGit, textOf } from '../../host/git.ts';
import type { Host } from '../../host/host.ts';

const DAY_S = 86_400;
const DAY_MS = DAY_S * 1_000;

/** What a policy may ask about the last commit and where it lies. */
export interface HeadFacts {
  /** Short name of the branch; `null` where none is checked out. */
  readonly branch: string | null;
  /** Name and address of the author of HEAD, as the commit has them; empty before there is one. */
  readonly author: readonly string[];
  /** The day HEAD was committed, in days since 1970 in UTC; `null` before there is one. */
  readonly day: number | null;
}

/** Asks git about HEAD. */
export async function headFacts(host: Host, root: string): Promise<HeadFacts> {
  const opened = await openRepository(host, root);
  if (!opened.ok || opened.value === null) return { branch: null, author: [], day: null };
  const { head } = opened.value;
  const branch = shortName(head.branch) ?? branchOfJob(host);
  if (head.commit === null) return { branch, author: [], day: null };
  const format = '--format=%ct%x00%an%x00%ae';
  const asked = await runGit(opened.value, [
    'log',
    '-1',
    '--no-show-signature',
    format,
    '--end-of-options',
    head.commit,
  ]);
  const [seconds = '', ...author] = asked.ok && asked.value.code === 0 ? textOf(asked.value).trimEnd().split('\0') : [];
  const day = /^\d{1,12}$/.test(seconds) ? Math.floor(Number(seconds) / DAY_S) : null;
  return { branch, author, day };
}

/**
 * The day a ramp-up has come to: that on which HEAD was committed, so that the same commit has the same verdict whenever it
 * is judged; where there is no commit, the day of the clock.
 */
export function dayOf({ day }: HeadFacts, host: Host): number {
  return day ?? Math.floor(Date.parse(host.stamp().at) / DAY_MS);
}

const BRANCH = 'refs/heads/';

function shortName(ref: string): string | null {
  return ref.startsWith(BRANCH) ? ref.slice(BRANCH.length) : null;
}

/** Jobs check out a commit; the branch that it stands for is in their variables. */
function branchOfJob(host: Host): string | null {
  const said = (name: string): string | null => host.environment(name) || null;
  return (
    said('GITHUB_HEAD_REF') ??
    shortName(said('GITHUB_REF') ?? '') ??
    said('CI_MERGE_REQUEST_SOURCE_BRANCH_NAME') ??
    said('CI_COMMIT_BRANCH')
  );
}
