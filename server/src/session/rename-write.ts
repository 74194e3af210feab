import type { Host } from '../host/host.ts';
import { joinPath } from '../host/paths.ts';
import { BYTE_ORDER_MARK, decodeText } from '../syntax/decode-text.ts';
import type { RenamedFile } from './rename.ts';

interface Original {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly after: string;
}

/** Writes all files of a rename, or none; the reason when nothing was changed in the end. */
export async function writeRenamed(host: Host, root: string, files: readonly RenamedFile[]): Promise<string | null> {
  const originals: Original[] = [];
  for (const f of files) {
    const path = joinPath(root, f.file);
    const [stat, read] = [await host.stat(path), await host.readFile(path)];
    if (!stat.ok || !read.ok) return `${f.file} could not be read`;
    if (stat.value.kind !== 'file') return `${f.file} is a link`;
    const { text, encoding, lossy } = decodeText(read.value);
    if (lossy || encoding !== 'utf-8') return `${f.file} is not written in UTF-8`;
    if (text !== f.before) return `${f.file} has changed meanwhile`;
    const mark = read.value[0] === 0xef && read.value[1] === 0xbb && read.value[2] === 0xbf ? BYTE_ORDER_MARK : '';
    originals.push({ path, bytes: read.value, after: mark + f.after });
  }
  for (const [at, original] of originals.entries()) {
    const written = await host.writeFile(original.path, original.after);
    if (written.ok) continue;
    const restored = await Promise.all(originals.slice(0, at).map((o) => host.writeFile(o.path, o.bytes)));
    const left = restored.every((r) => r.ok) ? 'nothing was changed' : 'some files were changed';
    return `${files[at]?.file ?? 'a file'} could not be written; ${left}`;
  }
  return null;
}
