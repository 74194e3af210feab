import type { FileId } from '@drift/shared';
import { Method, type settledSchema } from '@drift/shared';
import type * as z from 'zod';
import { maskText } from '../knowledge/secrets/mask-text.ts';
import type { OpenDocument } from '../session/document.ts';
import type { Root } from '../session/root.ts';
import { openAt, type Place, placeOf, type ServerContext, uriOf } from './context.ts';
import { analyzeOpen, diagnosticsAt } from './diagnostics.ts';
import { followFeedback } from './feedback-watch.ts';
import { keepFacts } from './keep-facts.ts';
import { recordLater } from './keep-scan.ts';
import { openSettingsOf, startLoading, tellDecisionFaults } from './load.ts';

/** Quiet time after the last keystroke before a push client is told, and the longest it waits while typing goes on. */
const FAST_DEBOUNCE_MS = 150;
const FAST_MAX_WAIT_MS = 600;
/** Quiet time before what other files see is worked out. */
const SLOW_DEBOUNCE_MS = 750;

interface Pending {
  readonly since: number;
  cancel: () => void;
}

/**
 * When findings are told. Fast lane: the edited file, for exactly the text analysed. Slow lane: on idle or save, the
 * snapshot (where the texts themselves teach) and the files that depend on what changed. A newer edit restarts both.
 */
export class Lanes {
  private readonly context: ServerContext;
  private readonly fast = new Map<string, Pending>();
  private slow: (() => void) | null = null;
  private running: Promise<void> = Promise.resolve();

  constructor(context: ServerContext) {
    this.context = context;
  }

  /** A document changed: schedules both lanes. */
  changed(place: Place): void {
    const { host } = this.context.session.options;
    const now = host.now();
    const known = this.fast.get(place.uri);
    known?.cancel();
    const since = known?.since ?? now;
    const wait = Math.max(0, Math.min(FAST_DEBOUNCE_MS, since + FAST_MAX_WAIT_MS - now));
    if (!this.context.features.pullDiagnostics) {
      this.fast.set(place.uri, { since, cancel: host.delay(wait, () => void this.runFast(place)) });
    }
    this.scheduleSlow(SLOW_DEBOUNCE_MS);
  }

  /** A document was opened: no delay. */
  opened(place: Place): void {
    if (!this.context.features.pullDiagnostics) void this.runFast(place);
    this.scheduleSlow(SLOW_DEBOUNCE_MS);
  }

  /** Files were saved, or changed on disk behind the editor's back: the disk and git may say something new. */
  diskChanged(root: Root, files: readonly FileId[]): void {
    this.enqueue(async () => {
      if (!root.workspace.loaded) return;
      await root.workspace.reread(files, root.controller.signal);
      keepFacts(this.context, root);
      await root.workspace.feedback.read();
      await root.workspace.refreshBaseline(root.controller.signal);
    });
    this.flush();
  }

  /** What people said about findings changed on disk: everything is judged again, nothing is parsed again. */
  feedbackChanged(root: Root): void {
    this.enqueue(async () => {
      await root.workspace.feedback.read();
      // What people said also weighs on how sure a convention is.
      if (root.workspace.loaded) await root.workspace.relearn();
    });
    this.flush();
  }

  /** A document was saved or closed, or files changed on disk: the slow lane runs now. */
  flush(): void {
    this.scheduleSlow(0);
  }

  /** Appends a step; one that fails is told and the ones after it still run. */
  private enqueue(step: () => Promise<void>): void {
    this.running = this.running.then(step).catch((error: unknown) => {
      this.context.connection.console.error(
        maskText(`Drift: ${error instanceof Error ? error.message : String(error)}`),
      );
    });
  }

  private scheduleSlow(ms: number): void {
    this.slow?.();
    this.slow = this.context.session.options.host.delay(ms, () => {
      this.slow = null;
      this.enqueue(() => this.runSlow());
    });
  }

  private async runFast(place: Place): Promise<void> {
    this.fast.delete(place.uri);
    const document = openAt(this.context.session, place);
    if (document === undefined) return;
    const { revision } = document;
    const diagnostics = await diagnosticsAt(this.context, place);
    // A newer text has its own run coming.
    if (document.revision !== revision || openAt(this.context.session, place) !== document) return;
    await this.publish(place.uri, document, diagnostics);
    await this.tellSettled({ lane: 'fast', uri: place.uri, version: document.version });
  }

  private async tellSettled(settled: z.infer<typeof settledSchema>): Promise<void> {
    const { connection, init } = this.context;
    if (init.clientFeatures.settled) await connection.sendNotification(Method.settled, settled);
  }

  private async publish(
    uri: string,
    document: OpenDocument,
    diagnostics: Awaited<ReturnType<typeof diagnosticsAt>>,
  ): Promise<void> {
    await this.context.connection.sendDiagnostics({
      uri,
      diagnostics,
      ...(document.version === null ? {} : { version: document.version }),
    });
  }

  private async runSlow(): Promise<void> {
    const { session } = this.context;
    for (const root of [...session.roots]) {
      if (!root.workspace.loaded) continue;
      for (const document of root.documents.all()) await this.refreshAnalysis(root, document);
      const reconfigured = await this.reconfigure(root);
      if (reconfigured || root.workspace.baseline.kind === 'none') await root.workspace.relearn();
      recordLater(this.context, root);
    }
    await this.tellAll();
    await followFeedback(this.context);
    await this.tellSettled({ lane: 'slow' });
  }

  /** Takes over the texts of open settings; true when findings may be others now. */
  private async reconfigure(root: Root): Promise<boolean> {
    const open = openSettingsOf(root);
    const decided = open.decisions !== null && (await root.workspace.decide(open.decisions));
    if (root.workspace.stale) {
      startLoading(this.context, this, root);
      return true;
    }
    if (open.config === null || open.config === root.workspace.config?.text) return decided;
    if (await root.workspace.configure(open.config)) startLoading(this.context, this, root);
    return true;
  }

  /** The decisions file changed on disk, by a command or behind the editor's back. */
  decisionsChanged(root: Root): void {
    this.enqueue(async () => {
      if (root.workspace.loaded && (await root.workspace.decide(openSettingsOf(root).decisions)))
        tellDecisionFaults(this.context, root);
    });
    this.flush();
  }

  private async refreshAnalysis(root: Root, document: OpenDocument): Promise<void> {
    if (document.id.kind !== 'file') return;
    const place = placeOf(this.context.session, uriOf(this.context, root, document.id.file));
    if (place !== null) await analyzeOpen(this.context, place, document);
  }

  /** Tells every client that findings may have changed: push clients get the open files, pull clients are asked to pull. */
  async tellAll(): Promise<void> {
    const { session, features, connection } = this.context;
    this.context.changes.notify();
    this.context.status.note();
    if (features.pullDiagnostics) {
      // Not awaited: the client may itself be waiting for an answer that waits for this lane.
      if (features.refreshDiagnostics) void connection.languages.diagnostics.refresh().catch(() => undefined);
      return;
    }
    for (const root of [...session.roots]) {
      for (const document of [...root.documents.all()]) {
        if (document.id.kind === 'file') await this.retell(root, document.id.file, document);
      }
    }
  }

  private async retell(root: Root, file: FileId, document: OpenDocument): Promise<void> {
    const place = placeOf(this.context.session, uriOf(this.context, root, file));
    if (place === null) return;
    const { revision } = document;
    const diagnostics = await diagnosticsAt(this.context, place);
    if (document.revision !== revision || root.documents.get(document.id) !== document) return;
    await this.publish(place.uri, document, diagnostics);
    // The same text under another name of the folder; another text was told when it was the one that counts.
    for (const other of root.documents.asideOf(document.id)) {
      const uri = this.context.uris.get(other);
      if (uri !== undefined && other.text === document.text) await this.publish(uri, other, diagnostics);
    }
  }

  /** Resolves when the slow lane that is running or due has finished. */
  async settled(): Promise<void> {
    if (this.slow !== null) {
      this.slow();
      this.slow = null;
      this.enqueue(() => this.runSlow());
    }
    await this.running;
  }

  stop(): void {
    for (const pending of this.fast.values()) pending.cancel();
    this.fast.clear();
    this.slow?.();
    this.slow = null;
  }
}
