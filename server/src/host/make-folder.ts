import { mkdirSync, statSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode } from './narrow.ts';

/**
 * Makes a folder and those above it; one that is there is as good. The `recursive` of Node.js never comes back below a
 * folder in which the system lets nobody make one, such as /proc.
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const there = await stat(path).catch(() => null);
    if (there?.isDirectory()) return;
    if (!isAboveMissing(error, path)) throw error;
    await makeFolder(dirname(path));
    await mkdir(path).catch(async (again: unknown) => {
      if (!(await stat(path).catch(() => null))?.isDirectory()) throw again;
    });
  }
}

/** As `makeFolder`, at once. */
export function makeFolderNow(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
    if (!isAboveMissing(error, path)) throw error;
    makeFolderNow(dirname(path));
    mkdirSync(path);
  }
}

function isAboveMissing(error: unknown, path: string): boolean {
  return errorCode(error) === 'ENOENT' && dirname(path) !== path;
}
