import { DECISIONS_FILE } from '@drift/shared';
import {
  type CancellationToken,
  type Diagnostic,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type ResultProgressReporter,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
  type WorkspaceDiagnosticReportPartialResult,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { toFileId } from '../host/narrow.ts';
import { CONFIG_FILE } from '../session/project-config.ts';
import { unlessCancelled } from './cancellation.ts';
import { openAt, type Place, placeOf, type ServerContext, uriOf } from './context.ts';
import { diagnosticsAt } from './diagnostics.ts';
import type { Lanes } from './lanes.ts';
import { checked } from './request-schemas.ts';
import { resultIdOf } from './to-diagnostic.ts';

type PartialResults = ResultProgressReporter<WorkspaceDiagnosticReportPartialResult>;

/** Files sent in one partial result. */
const CHUNK_FILES = 100;

/** `textDocument/diagnostic` and `workspace/diagnostic`. Either ends at once, with an error, when it is cancelled. */
export function registerPullDiagnostics(context: ServerContext, lanes: Lanes): void {
  const { diagnostics } = context.connection.languages;
  diagnostics.on(
    checked('textDocument/diagnostic', (params: DocumentDiagnosticParams, token: CancellationToken) =>
      unlessCancelled(token, pullDocument(context, params)),
    ),
  );
  const poll = new WorkspacePoll(context, lanes);
  diagnostics.onWorkspace(
    checked(
      'workspace/diagnostic',
      (params: WorkspaceDiagnosticParams, token: CancellationToken, _progress: unknown, partial?: PartialResults) =>
        unlessCancelled(token, poll.answer(params, token, partial)),
    ),
  );
}

async function pullDocument(
  context: ServerContext,
  params: DocumentDiagnosticParams,
): Promise<DocumentDiagnosticReport> {
  const place = placeOf(context.session, params.textDocument.uri);
  if (place === null) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
  // A client that cannot be asked to pull again gets the whole answer the first time.
  if (!context.features.refreshDiagnostics) await place.root?.loading;
  const items = await newestAt(context, place);
  const resultId = resultIdOf(items);
  return resultId === params.previousResultId
    ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
    : { kind: DocumentDiagnosticReportKind.Full, resultId, items };
}

/** Diagnostics of the text as it is when they are told: what was typed meanwhile would have moved them. */
async function newestAt(context: ServerContext, place: Place): Promise<Diagnostic[]> {
  for (;;) {
    const revision = openAt(context.session, place)?.revision;
    const items = await diagnosticsAt(context, place);
    if (openAt(context.session, place)?.revision === revision) return items;
  }
}

/** Answers workspace pulls: the first as soon as everything is read, later ones when they say something new. */
class WorkspacePoll {
  private readonly context: ServerContext;
  private readonly lanes: Lanes;
  private answered = false;

  constructor(context: ServerContext, lanes: Lanes) {
    this.context = context;
    this.lanes = lanes;
  }

  async answer(
    params: WorkspaceDiagnosticParams,
    token: CancellationToken,
    partial: PartialResults | undefined,
  ): Promise<WorkspaceDiagnosticReport> {
    const { context } = this;
    const previous = new Map(params.previousResultIds.map((p) => [p.uri, p.value]));
    while (!token.isCancellationRequested) {
      const { revision } = context.changes;
      await Promise.all(context.session.roots.map((r) => r.loading));
      await this.lanes.settled();
      const items = await changedReports(context, previous, token);
      if (token.isCancellationRequested) break;
      const waits = this.answered && context.init.mode !== 'batch' && context.features.pullDiagnostics;
      if (!waits || items.length > 0) {
        this.answered = true;
        if (partial === undefined) return { items };
        for (let i = 0; i < items.length; i += CHUNK_FILES) partial.report({ items: items.slice(i, i + CHUNK_FILES) });
        break;
      }
      // Clients ask again every two seconds: an answer that says nothing new waits until there is something.
      await Promise.race([context.changes.after(revision), cancelled(token)]);
    }
    return { items: [] };
  }
}

function cancelled(token: CancellationToken): Promise<void> {
  return new Promise((resolve) => token.onCancellationRequested(() => resolve()));
}

/** Reports of the files whose diagnostics differ from what the client holds, in order of root and path. */
async function changedReports(
  context: ServerContext,
  previous: ReadonlyMap<string, string>,
  token: CancellationToken,
): Promise<WorkspaceDocumentDiagnosticReport[]> {
  const out: WorkspaceDocumentDiagnosticReport[] = [];
  const seen = new Set<string>();
  for (const root of context.session.roots) {
    await root.workspace.prepare(root.workspace.files());
    for (const file of [...root.workspace.files(), toFileId(CONFIG_FILE), toFileId(DECISIONS_FILE)]) {
      if (token.isCancellationRequested) return out;
      const uri = uriOf(context, root, file);
      const place = placeOf(context.session, uri);
      // A file of a folder inside this one is told once, where it belongs.
      if (place === null || place.root !== root) continue;
      seen.add(uri);
      const items = await diagnosticsAt(context, place);
      const before = previous.get(uri);
      if (items.length === 0 && before === undefined) continue;
      const resultId = resultIdOf(items);
      if (before === resultId) continue;
      const version = openAt(context.session, place)?.version ?? null;
      out.push({ kind: DocumentDiagnosticReportKind.Full, uri, version, resultId, items });
    }
  }
  for (const uri of previous.keys()) {
    if (!seen.has(uri)) out.push({ kind: DocumentDiagnosticReportKind.Full, uri, version: null, items: [] });
  }
  return out;
}
