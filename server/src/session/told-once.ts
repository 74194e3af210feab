import type { Host } from '../host/host.ts';
import { joinPath } from '../host/paths.ts';
import { decodeText } from '../syntax/decode-text.ts';
import { homeFolderOf, label } from './cache-folder.ts';
import { hasDriftFolder, keepHalvesApart, LOCAL_FOLDER, pathInside } from './drift-folder.ts';

/**
 * What a person was told or asked on this machine, a line each: in the local half of `.drift` where the root has that
 * folder, else below the home, so that a plain project gets no file of ours. What was noted at home stays known.
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

  /** The lines so far; those from before the root had a `.drift` folder count on. */
  async read(): Promise<ReadonlySet<string>> {
    const lines = new Set<string>();
    for (const path of new Set([await this.path(), this.homePath()])) {
      const read = path === null ? null : await this.host.readFile(path);
      if (read?.ok === true) for (const line of decodeText(read.value).text.split('\n')) lines.add(line);
    }
    return lines;
  }

  /** Notes a line; false where it cannot be kept, so that whoever must not repeat himself can stay silent. */
  async note(line: string): Promise<boolean> {
    const { host, root } = this;
    const path = await this.path();
    if (path === null) return false;
    if (await hasDriftFolder(host, root)) await keepHalvesApart(host, root);
    else {
      const home = homeFolderOf(host, root);
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
    return this.homePath();
  }

  private homePath(): string | null {
    const home = homeFolderOf(this.host, this.root);
    return home === null ? null : joinPath(home.path, this.name);
  }
}
