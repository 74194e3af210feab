import type { DriftConfig, FileId } from '@drift/shared';
import type { Host } from '../host/host.ts';
import { joinPath } from '../host/paths.ts';
import { scanOne } from './scan/scan-one.ts';
import { scanOptionsOf } from './scan/scan-options.ts';
import type { ScannedFile } from './scan/scan-result.ts';
import type { WorkspaceFiles } from './workspace-files.ts';

/** What newcomers are judged by. */
interface Rules {
  readonly host: Host;
  readonly root: string;
  readonly known: WorkspaceFiles;
  /** `null` before the configuration was read. */
  readonly config: () => DriftConfig | null;
  /** Files that git tracks against its own patterns, as far as that is known. */
  readonly tracked: () => ReadonlySet<FileId>;
}

/** Something that is waited for and comes once. */
class Coming {
  isHere = false;
  private resolve: () => void = () => {};
  readonly here: Promise<void> = new Promise((resolve) => {
    this.resolve = resolve;
  });

  /** Says that it is there; again does nothing. */
  come(): void {
    this.isHere = true;
    this.resolve();
  }
}

/** Open files that the scan has not listed: it has not come so far, or they exist only in an editor. */
export class Newcomers {
  /** The configuration was read. */
  readonly settings = new Coming();
  /** The scan has said which files take part. */
  readonly files = new Coming();
  private readonly rules: Rules;

  constructor(rules: Rules) {
    this.rules = rules;
  }

  /** There is no scan to wait for: it failed or was called off. Who waits to hear which files take part goes on without. */
  unknown(): void {
    this.settings.come();
    this.files.come();
  }

  /** Takes in a file that so far exists only in an editor, if a scan would take it; true when it takes part now. */
  async adopt(file: FileId): Promise<boolean> {
    const { host, root, known } = this.rules;
    if (known.has(file)) return true;
    const onDisk = await host.stat(joinPath(root, file));
    const scanned = onDisk.ok ? null : await this.scanned(file);
    if (scanned !== null) known.adopt(scanned);
    return scanned !== null;
  }

  /**
   * Resolves once it is known whether a file takes part: after the scan, or sooner where the way to the file shows that
   * the scan will find it. What an editor has open need not wait for a large project.
   */
  async placed(file: FileId): Promise<void> {
    await this.settings.here;
    const { known } = this.rules;
    const scanned = this.files.isHere ? null : await this.scanned(file);
    if (scanned === null) await this.files.here;
    else if (!this.files.isHere && !known.has(file)) known.expect(scanned);
  }

  private async scanned(file: FileId): Promise<ScannedFile | null> {
    const { host, root, config, tracked } = this.rules;
    const now = config();
    return now === null ? null : scanOne(host, root, file, { ...scanOptionsOf(now), tracked: tracked() });
  }
}
