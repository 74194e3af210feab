import {
  closeSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';

/**
 * Writes a report to a file that a person named: whole or not at all, through a neighbour that takes its name; missing
 * folders are made. Nothing of the repository may send the text elsewhere: a link is not followed, nor is a folder inside
 * `root` that leads out of it. `null` when it is written, else why it is not.
 */
export function writeOutput(file: string, text: string, root: string): string | null {
  const path = resolve(file);
  const folder = dirname(path);
  try {
    mkdirSync(folder, { recursive: true });
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found?.isDirectory()) return `${file} is a folder`;
    if (found !== undefined && !found.isFile()) return `${file} is no ordinary file`;
    if (isBelow(path, resolve(root)) && !isBelow(realpathSync(folder), realpathSync(root)))
      return `${file} would be written outside of the workspace, through a link in it`;
    replace(join(folder, `.${basename(path)}.${process.pid}.tmp`), path, text);
    return null;
  } catch (error) {
    return `${file} could not be written: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function replace(temporary: string, path: string, text: string): void {
  // Fails where something has this name, a link among it.
  const handle = openSync(temporary, 'wx');
  try {
    const bytes = Buffer.from(text, 'utf8');
    for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
    fsyncSync(handle);
  } catch (error) {
    closeSync(handle);
    rmSync(temporary, { force: true });
    throw error;
  }
  closeSync(handle);
  renameSync(temporary, path);
}

function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && resolve(folder, way) === path;
}
