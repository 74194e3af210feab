import type { AuditBrief } from '@drift/shared';
import type { Database } from '../store/database/database.ts';
import { OpenDocuments } from './document.ts';
import type { Workspace } from './workspace.ts';

/** How far a root has been read: files taken in, of those found so far; why it failed where it did. */
export interface ReadingProgress {
  readonly phase: 'reading' | 'ready' | 'failed';
  readonly done: number;
  readonly total: number;
  readonly problem: string;
}

/** The state of one root: its workspace and the documents open in it. */
export class Root {
  readonly path: string;
  /** Every path under which the folder was opened, the first of them being `path`: the others lead there by links. */
  readonly names: string[];
  readonly workspace: Workspace;
  readonly documents = new OpenDocuments();
  controller = new AbortController();
  /** How far the reading of the root has come. */
  progress: ReadingProgress = { phase: 'reading', done: 0, total: 0, problem: '' };
  /** What earlier scans found and people decided; nothing of it enters a finding. */
  readonly database: Database;
  /** The last audit of it that this process made to keep. */
  audit: AuditBrief | null = null;
  /** Follows a scan that is being recorded; rejects never. */
  recording: Promise<void> = Promise.resolve();
  private running: Promise<void> = Promise.resolve();
  private starter: (() => void) | null = null;

  constructor(path: string, workspace: Workspace, database: Database) {
    this.path = path;
    this.names = [path];
    this.workspace = workspace;
    this.database = database;
  }

  /** Does something after the scan that is being recorded, and before the next one is. */
  betweenRecordings<T>(work: () => Promise<T>): Promise<T> {
    const done = this.recording.then(work);
    const over = (): void => undefined;
    this.recording = done.then(over, over);
    return done;
  }

  /** Puts the first load off until somebody waits for it. */
  loadWhenAwaited(start: () => void): void {
    this.starter = start;
  }

  /** True while nobody has waited for the first load. */
  get isUnread(): boolean {
    return this.starter !== null;
  }

  /** Follows the workspace's load; rejects never. */
  get loading(): Promise<void> {
    const { starter } = this;
    this.starter = null;
    starter?.();
    return this.running;
  }

  set loading(load: Promise<void>) {
    this.starter = null;
    this.running = load;
  }
}
