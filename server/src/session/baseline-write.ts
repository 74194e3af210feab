import { BASELINE_FILE, type BaselineEntry, renderBaseline } from '@drift/shared';
import type { Host, HostResult } from '../host/host.ts';
import { keepHalvesApart, pathInside } from './drift-folder.ts';
import { withFileLock } from './file-lock.ts';
import type { Workspace } from './workspace.ts';

/** Writes the committed baseline whole or not at all: `null` once it is on the disk; else the sentence that says why it is not. */
export async function writeBaseline(
  workspace: Workspace,
  host: Host,
  entries: Iterable<BaselineEntry>,
): Promise<string | null> {
  const text = renderBaseline(entries);
  const path = await pathInside(host, workspace.root, BASELINE_FILE);
  if (!path.ok) return notWritten(path);
  const done = await withFileLock(host, path.value, (isHeld) =>
    isHeld() ? host.writeFile(path.value, text) : Promise.resolve(LOST),
  );
  if (!done.ok) return notWritten(done);
  if (!done.value.ok) return notWritten(done.value);
  await keepHalvesApart(host, workspace.root);
  return null;
}

const LOST: HostResult<never> = {
  ok: false,
  reason: 'failed',
  problems: [{ code: 'BASELINE_ERROR', message: 'another process took it over; try again' }],
};

function notWritten(failed: Extract<HostResult<unknown>, { readonly ok: false }>): string {
  const { message = failed.reason, hint = '' } = failed.problems[0] ?? {};
  return `${BASELINE_FILE} could not be written: ${message}${hint === '' ? '' : `. ${hint}`}`;
}
