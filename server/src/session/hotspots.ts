import { type Hotspots, NO_HOTSPOTS } from '../enforcement/priority.ts';
import { openRepository } from '../host/git.ts';
import { changesLately } from '../host/git-hotspots.ts';
import type { Host } from '../host/host.ts';
import type { Workspace } from './workspace.ts';

interface Told {
  readonly commit: string;
  readonly hotspots: Hotspots;
}

/** What git said last of each root: it says the same of a commit every time, and takes long over a busy history. */
const told = new WeakMap<Workspace, Told>();

/** Where commits before the one compared with went, asked of git once for each commit; nothing is known without git. */
export async function hotspotsOf(workspace: Workspace, host: Host): Promise<Hotspots> {
  const { commit } = workspace.baseline;
  if (commit === undefined) return NO_HOTSPOTS;
  const known = told.get(workspace);
  if (known?.commit === commit) return known.hotspots;
  const repo = await openRepository(host, workspace.root);
  if (!repo.ok || repo.value === null) return NO_HOTSPOTS;
  const changes = await changesLately(repo.value, commit);
  if (!changes.ok) return NO_HOTSPOTS;
  const counts = changes.value;
  const most = [...counts.values()].reduce((max, n) => Math.max(max, n), 1);
  const hotspots: Hotspots = (file) => (counts.get(file) ?? 0) / most;
  told.set(workspace, { commit, hotspots });
  return hotspots;
}
