import { byCodeUnit } from '@drift/shared';
import { isInside, joinPath } from '../../host/paths.ts';
import { isIgnored } from './is-ignored.ts';
import { noteFailure, unreadable } from './scan-problems.ts';
import type { PendingLink, ScanState } from './scan-state.ts';
import { takeLinkedFile } from './take-file.ts';
import { childOf, walk } from './walk.ts';

/**
 * Follows the links that the walk met, one after the other in code-unit order of their places, so that the same link
 * always wins where two lead to one target. Nothing outside the root and nothing already seen is entered.
 */
export async function followLinks(state: ScanState): Promise<void> {
  const root = await state.host.realPath(state.root);
  if (!root.ok) {
    state.problems.push(unreadable('.', root.reason));
    state.partial = true;
    return;
  }
  while (state.links.length > 0) {
    for (const link of state.links.splice(0).sort((a, b) => byCodeUnit(placeOf(a), placeOf(b)))) {
      if (state.signal.aborted) {
        state.partial = true;
        return;
      }
      await followLink(state, root.value, link);
    }
  }
}

async function followLink(state: ScanState, root: string, link: PendingLink): Promise<void> {
  const place = placeOf(link);
  const target = await state.host.realPath(joinPath(link.directory.path, link.name));
  if (!target.ok) return noteFailure(state, place, target.reason);
  if (!isInside(root, target.value)) {
    state.problems.push({
      code: 'SCAN_ERROR',
      message: 'this link leads outside the workspace, not followed',
      file: place,
    });
    return;
  }
  const stat = await state.host.stat(target.value);
  if (!stat.ok) return noteFailure(state, place, stat.reason);
  if (stat.value.kind === 'file') await takeLinkedFile(state, link.directory, link.name, target.value);
  else if (stat.value.kind !== 'directory') state.special += 1;
  else if (isIgnored(state, link.directory, link.name, 'directory')) state.ignored += 1;
  else await walk(state, childOf(state, link.directory, link.name, target.value));
}

function placeOf(link: PendingLink): string {
  return [...link.directory.segments, link.name].join('/');
}
