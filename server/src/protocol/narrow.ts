import type { ContentChange } from './text-sync.ts';
import { uriToPath } from './uri.ts';

/** A version as clients send it: a number, or nothing. */
export function versionOf(version: unknown): number | null {
  return typeof version === 'number' ? version : null;
}

/** Content changes with usable ranges and texts; `null` when one of them is malformed. */
export function contentChanges(changes: unknown): readonly ContentChange[] | null {
  if (!Array.isArray(changes)) return null;
  const out: ContentChange[] = [];
  for (const change of changes as readonly unknown[]) {
    if (typeof change !== 'object' || change === null || !('text' in change) || typeof change.text !== 'string')
      return null;
    const range: unknown = 'range' in change ? change.range : null;
    if (range !== null && range !== undefined && !isRange(range)) return null;
    out.push(change as ContentChange);
  }
  return out;
}

function isRange(range: unknown): boolean {
  return (
    typeof range === 'object' &&
    range !== null &&
    'start' in range &&
    'end' in range &&
    isPosition(range.start) &&
    isPosition(range.end)
  );
}

function isPosition(position: unknown): boolean {
  return typeof position === 'object' && position !== null && 'line' in position && 'character' in position;
}

/** The finding id a diagnostic carries, or null. */
export function findingIdOf(data: unknown): string | null {
  return typeof data === 'object' && data !== null && 'id' in data && typeof data.id === 'string' ? data.id : null;
}

/** The paths of the folders that came and went; entries of a wrong form are passed over. */
export function folderPaths(params: unknown): {
  readonly added: readonly string[];
  readonly removed: readonly string[];
} {
  const event = fieldOf(params, 'event');
  return { added: pathsOf(fieldOf(event, 'added')), removed: pathsOf(fieldOf(event, 'removed')) };
}

function pathsOf(folders: unknown): readonly string[] {
  if (!Array.isArray(folders)) return [];
  return folders.flatMap((folder: unknown) => {
    const uri = fieldOf(folder, 'uri');
    return typeof uri === 'string' ? (uriToPath(uri) ?? []) : [];
  });
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
