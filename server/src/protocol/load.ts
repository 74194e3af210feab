import { counted, DECISIONS_FILE } from '@drift/shared';
import { MessageType, ShowMessageNotification } from 'vscode-languageserver';
import { toFileId } from '../host/narrow.ts';
import { maskText } from '../knowledge/secrets/mask-text.ts';
import { CONFIG_FILE } from '../session/project-config.ts';
import type { ReadingProgress, Root } from '../session/root.ts';
import type { OpenSettings } from '../session/workspace-options.ts';
import { askContested } from './ask-contested.ts';
import type { ServerContext } from './context.ts';
import { keepFacts } from './keep-facts.ts';
import { scanStarted, timeOf } from './keep-scan.ts';
import type { Lanes } from './lanes.ts';

/** Work shorter than this is not announced. */
const PROGRESS_AFTER_MS = 1_000;
/** Files between two progress messages. */
const PROGRESS_STEP = 200;

/** Reads a root in the background, with cancellable progress once it takes longer than a moment. Never rejects. */
export function startLoading(context: ServerContext, lanes: Lanes, root: Root): void {
  root.controller.abort();
  root.controller = new AbortController();
  const { signal } = root.controller;
  const started = timeOf(context);
  stands(context, root, { phase: 'reading', done: 0, total: 0, problem: '' });
  root.loading = load(context, root, signal)
    .then(async () => {
      if (signal.aborted) return;
      scanStarted(root, started);
      stands(context, root, { ...root.progress, phase: 'ready' });
      tellHowRead(context, root);
      await lanes.tellAll();
      tellDecisionFaults(context, root);
      // What was typed while the files were read has not been learned from yet.
      lanes.flush();
      // Not awaited: a person answers when it suits them.
      void askContested(context, lanes, root).catch(() => undefined);
    })
    .catch((error: unknown) => {
      root.workspace.newcomers.unknown();
      const message = maskText(error instanceof Error ? error.message : String(error));
      stands(context, root, { ...root.progress, phase: 'failed', problem: message });
      context.session.problems.push({ code: 'SCAN_ERROR', message: `${root.path} could not be read: ${message}` });
      context.connection.console.error(`Drift could not read ${root.path}: ${message}`);
    });
}

function stands(context: ServerContext, root: Root, progress: ReadingProgress): void {
  root.progress = progress;
  context.status.note();
}

/** For whoever looks into the log: how much of the files had to be worked out. No answer depends on it. */
function tellHowRead(context: ServerContext, root: Root): void {
  const { parsed, judged, kept } = root.workspace.cache.counts;
  context.connection.console.log(`Drift read ${root.path}: ${parsed} parsed, ${judged} judged anew, ${kept} as kept`);
  keepFacts(context, root);
}

async function load(context: ServerContext, root: Root, signal: AbortSignal): Promise<void> {
  const progress = announced(context, root);
  // A load that was called off, or whose root was taken away, may still be looking for files: nobody waits for that.
  signal.addEventListener('abort', () => root.workspace.newcomers.unknown(), { once: true });
  try {
    await root.workspace.load(
      (done, total) => {
        progress.report(done, total);
        if (!signal.aborted) stands(context, root, { phase: 'reading', done, total, problem: '' });
      },
      signal,
      openSettingsOf(root),
    );
  } finally {
    progress.end();
  }
}

interface Progress {
  report(done: number, total: number): void;
  end(): void;
}

function announced(context: ServerContext, root: Root): Progress {
  const { host } = context.session.options;
  let shown: { report(percentage: number, message?: string): void; done(): void } | null = null;
  let ended = false;
  const cancelTimer = host.delay(PROGRESS_AFTER_MS, () => {
    if (!context.features.workDoneProgress) return;
    void context.connection.window.createWorkDoneProgress().then(
      (created) => {
        if (ended) return;
        created.begin('Drift: reading', 0, undefined, true);
        created.token.onCancellationRequested(() => {
          root.controller.abort();
          stands(context, root, { ...root.progress, phase: 'failed', problem: 'reading was called off' });
        });
        shown = created;
      },
      () => undefined,
    );
  });
  return {
    report(done, total) {
      if (shown !== null && done % PROGRESS_STEP === 0)
        shown.report(Math.floor((done / Math.max(1, total)) * 100), `${done} of ${counted(total, 'file')}`);
    },
    end() {
      ended = true;
      cancelTimer();
      shown?.done();
    },
  };
}

/** Tells an editor's user that no decision holds, and why: findings that were decided come back. */
export function tellDecisionFaults(context: ServerContext, root: Root): void {
  const [fault] = root.workspace.decisions.problems;
  if (fault === undefined || context.init.mode !== 'editor') return;
  void context.connection.sendNotification(ShowMessageNotification.type, {
    type: MessageType.Error,
    message: `Drift: ${DECISIONS_FILE}${fault.line === undefined ? '' : `:${fault.line}:${fault.column}`} ${fault.message}. ${fault.hint ?? ''}`,
  });
}

/** Texts of what steers Drift where it is open: they count before what lies on disk. */
export function openSettingsOf(root: Root): OpenSettings {
  const textOf = (file: string): string | null =>
    root.documents.get({ kind: 'file', file: toFileId(file) })?.text ?? null;
  return { config: textOf(CONFIG_FILE), decisions: textOf(DECISIONS_FILE) };
}
