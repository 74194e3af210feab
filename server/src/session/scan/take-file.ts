import { type FileId, grammarOfPath } from '@drift/shared';
import { toFileId } from '../../host/narrow.ts';
import { joinPath } from '../../host/paths.ts';
import type { FileRole } from '../../rules/engine/file-view.ts';
import { isIgnored } from './is-ignored.ts';
import { isManifest, isMarker, isToolSettings } from './manifests.ts';
import { classifyRole } from './role.ts';
import { noteFailure, noteUnreadable } from './scan-problems.ts';
import type { ScannedFile } from './scan-result.ts';
import type { OpenDirectory, PendingLink, ScanState } from './scan-state.ts';
import { isInSubmodule } from './submodules.ts';

/** Decides one file of a directory and takes it into the state when it is to be analysed. */
export async function takeFile(state: ScanState, directory: OpenDirectory, name: string): Promise<void> {
  const place = wantedPlace(state, directory, name);
  if (place !== null) await takeAt(state, place, { path: joinPath(directory.path, name), reached: 'walked' });
}

/** The same for a file behind a link, which lies at `path`; one that was taken already is not taken twice. */
export async function takeLinkedFile(
  state: ScanState,
  directory: OpenDirectory,
  name: string,
  path: string,
): Promise<void> {
  const place = wantedPlace(state, directory, name);
  if (place !== null) await takeAt(state, place, { path, reached: 'linked' });
}

/** Whether a link that is not followed stands where a source file would have been taken. */
export function isLinkedSource(state: ScanState, { name, directory }: PendingLink): boolean {
  return (
    grammarOfPath(name) !== null &&
    !isIgnored(state, directory, name, 'file') &&
    state.includes([...directory.segments, name])
  );
}

/** Notes a manifest, and gives the path from the root of a file that should be analysed. */
function wantedPlace(state: ScanState, directory: OpenDirectory, name: string): string | null {
  const grammar = grammarOfPath(name);
  const manifest = isManifest(name);
  const marker = isMarker(name);
  const toolSettings = isToolSettings(name);
  if (grammar === null && !manifest && !marker && !toolSettings) return null;
  if (isIgnored(state, directory, name, 'file')) {
    if (grammar !== null) state.ignored += 1;
    return null;
  }
  const segments = [...directory.segments, name];
  const place = segments.join('/');
  if (manifest) state.manifests.push(toFileId(place));
  if (marker) state.markers.push(toFileId(place));
  if (toolSettings) state.toolSettings.push(toFileId(place));
  if (grammar === null) return null;
  if (state.includes(segments)) return place;
  state.ignored += 1;
  return null;
}

/** A submodule belongs to another repository, as a copy of others' code does. */
function roleAt({ submodules }: ScanState, file: FileId): FileRole {
  return isInSubmodule(submodules, file) ? 'vendored' : classifyRole(file);
}

async function takeAt(
  state: ScanState,
  place: string,
  source: { readonly path: string; readonly reached: 'walked' | 'linked' },
): Promise<void> {
  const file = toFileId(place);
  const grammar = grammarOfPath(place);
  const stat = await state.host.stat(source.path);
  if (!stat.ok) return noteFailure(state, file, stat.reason);
  const { kind, size, mtimeMs, ctimeMs, identity, readable } = stat.value;
  if (grammar === null || kind !== 'file') {
    state.special += 1;
    return;
  }
  if (source.reached === 'linked' && state.seen.has(identity)) return;
  if (state.options.followSymlinks) state.seen.add(identity);
  if (!readable) noteUnreadable(state, file, 'denied');
  else if (size > state.options.maxFileSize) state.tooLarge.push(file);
  else {
    const sign = `${size} ${mtimeMs} ${ctimeMs} ${identity}`;
    const changedMs = Math.max(mtimeMs, ctimeMs);
    const found: ScannedFile = { file, path: source.path, size, sign, changedMs, grammar, role: roleAt(state, file) };
    state.files.push(found);
    state.onFound(found);
  }
}
