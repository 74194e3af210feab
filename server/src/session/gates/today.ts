import { openRepository, runGit, textOf } from '../../host/git.ts';
import type { Host } from '../../host/host.ts';

const DAY_S = 86_400;
const DAY_MS = DAY_S * 1_000;

/**
 * The day a ramp-up has come to, in days since 1970 in UTC: that on which HEAD was committed, so that the same commit has
 * the same verdict whenever it is judged; where there is no commit, the day of the clock.
 */
export async function today(host: Host, root: string): Promise<number> {
  return (await dayOfHead(host, root)) ?? Math.floor(Date.parse(host.stamp().at) / DAY_MS);
}

async function dayOfHead(host: Host, root: string): Promise<number | null> {
  const repo = await openRepository(host, root);
  if (!repo.ok || repo.value === null || repo.value.head.commit === null) return null;
  const asked = await runGit(repo.value, ['rev-list', '--timestamp', '--max-count=1', repo.value.head.commit]);
  const seconds = asked.ok ? Number(/^(\d{1,12}) /.exec(textOf(asked.value))?.[1] ?? Number.NaN) : Number.NaN;
  return Number.isNaN(seconds) ? null : Math.floor(seconds / DAY_S);
}
