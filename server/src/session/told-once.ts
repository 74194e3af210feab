import type { Host } from '../host/host.ts';
import { joinPath } from '../host/paths.ts';
import { decodeText } from '../syntax/decode-text.ts';
import { cacheFolderOf, label } from './cache-folder.ts';
import { hasDriftFolder, keepHalvesApart, LOCAL_FOLDER, pathInside } from './drift-folder.ts';

/**
 * What a person was told or asked on this machine, a line each: in the local half of `.drift` where the root has that
 * folder, else below the home, so that a plain project gets no file of ours.
 */
export class ToldOnce {
  private readonly host: Host;
  private readonly root: string;
  private readonly name: string;

  constructor(host: Host, root: string, name: 'asked.txt' | 'told.txt') {
    this.host = host;
    this.root = root;
    this.name = name;
  }

  /** The lines so far. */
  async read(): Promise<ReadonlySet<string>> {
    const path = await this.path();
    const read = path === null ? null : await this.host.readFile(path);
    return new Set(read?.ok === true ? decodeText(read.value).text.split('\n') : []);
  }

  /** Notes a line; false where it cannot be kept, so that whoever must not repeat himself can stay silent. */
  async note(line: string): Promise<boolean> {
    const { host, root } = this;
    const path = await this.path();
    if (path === null) return false;
    if (await hasDriftFolder(host, root)) await keepHalvesApart(host, root);
    else {
      const home = await cacheFolderOf(host, root);
      if (home !== null) await label(host, home);
    }
    return (await host.appendLines(path, `${line}\n`)).ok;
  }

  private async path(): Promise<string | null> {
    const { host, root, name } = this;
    if (await hasDriftFolder(host, root)) {
      const inside = await pathInside(host, root, `${LOCAL_FOLDER}/${name}`);
      return inside.ok ? inside.value : null;
    }
    const home = await cacheFolderOf(host, root);
    return home === null ? null : joinPath(home.path, name);
  }
}
