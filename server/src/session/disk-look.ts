import type { FileId } from '@drift/shared';
import type { Host } from '../host/host.ts';
import { toFileId } from '../host/narrow.ts';
import { joinPath } from '../host/paths.ts';
import { decodeText } from '../syntax/decode-text.ts';
import { CONFIG_FILE } from './project-config.ts';
import type { Root } from './root.ts';
import { scanOptionsOf } from './scan/scan-options.ts';
import type { ScannedFile, ScanResult } from './scan/scan-result.ts';

/** What differs on the disk from what was read. */
export interface DiskDifference {
  /** Files came or went, or what steers the reading changed: everything is to be read again. */
  readonly reload: boolean;
  /** Files that hold something else. */
  readonly files: readonly FileId[];
}

/** Finds what changed on the disk for clients that do not tell: by names, sizes and times of change. */
export class DiskLook {
  private readonly host: Host;
  private readonly root: Root;
  /** The scan that the files were read after; later looks are compared with each other. */
  private basis: ScanResult | null = null;
  private known: ReadonlyMap<FileId, string> = new Map();

  constructor(host: Host, root: Root) {
    this.host = host;
    this.root = root;
  }

  /** What differs now from the last look, or from the last reading. Nothing while nothing was read. */
  async differences(signal: AbortSignal): Promise<DiskDifference> {
    const { workspace, path } = this.root;
    const { config, lastScan, baseline } = workspace;
    if (config === null || lastScan === null) return NO_DIFFERENCE;
    if (this.basis !== lastScan) this.known = marksOf(lastScan.files);
    this.basis = lastScan;
    const { known } = this;
    const options = { ...scanOptionsOf(config.config), tracked: baseline.trackedIgnored };
    const scan = await workspace.pool.scan(path, options, signal);
    if (signal.aborted || scan.status === 'partial') return NO_DIFFERENCE;
    const now = marksOf(scan.files);
    this.known = now;
    const isSame = now.size === known.size && [...now.keys()].every((file) => known.has(file));
    return {
      reload: !isSame || (await this.settingsDiffer(config.text)),
      files: [...now.keys()].filter((file) => known.get(file) !== now.get(file)),
    };
  }

  /** Whether the settings on the disk are others than those in force; while they are open their open text counts. */
  private async settingsDiffer(inForce: string | null): Promise<boolean> {
    if (this.root.documents.get({ kind: 'file', file: toFileId(CONFIG_FILE) }) !== undefined) return false;
    const read = await this.host.readFile(joinPath(this.root.path, CONFIG_FILE));
    return (read.ok ? decodeText(read.value).text : null) !== inForce;
  }
}

const NO_DIFFERENCE: DiskDifference = { reload: false, files: [] };

function marksOf(files: readonly ScannedFile[]): ReadonlyMap<FileId, string> {
  return new Map(files.map(({ file, sign }) => [file, sign]));
}
