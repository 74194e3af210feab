import {
  type CancellationToken,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { toFileId } from '../host/narrow.ts';
import { CONFIG_FILE } from '../session/project-config.ts';
import { openAt, placeOf, type ServerContext, uriOf } from './context.ts';
import { diagnosticsAt } from './diagnostics.ts';
import type { Lanes } from './lanes.ts';
import { resultIdOf } from './to-diagnostic.ts';

/** Files sent in one partial result. */
const CHUNK_FILES = 100;

/** `textDocument/diagnostic` and `workspace/diagnostic`. */
export function registerPullDiagnostics(context: ServerContext, lanes: Lanes): void {
  const { connection } = context;
  connection.languages.diagnostics.on(async (params): Promise<DocumentDiagnosticReport> => {
    const place = placeOf(context.session, params.textDocument.uri);
    if (place === null) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    // A client that cannot be asked to pull again gets the whole answer the first time.
    if (!context.features.refreshDiagnostics) await place.root?.loading;
    const items = await diagnosticsAt(context, place);
    const resultId = resultIdOf(items);
    return resultId === params.previousResultId
      ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
      : { kind: DocumentDiagnosticReportKind.Full, resultId, items };
  });
  let answered = false;
  connection.languages.diagnostics.onWorkspace(
    async (params, token, _progress, partial): Promise<WorkspaceDiagnosticReport> => {
      const previous = new Map(params.previousResultIds.map((p) => [p.uri, p.value]));
      for (;;) {
        const { revision } = context.changes;
        await Promise.all(context.session.roots.map((r) => r.loading));
        await lanes.settled();
        const items = await changedReports(context, previous, token);
        if (
          !answered ||
          items.length > 0 ||
          token.isCancellationRequested ||
          context.init.mode === 'batch' ||
          !context.features.pullDiagnostics
        ) {
          answered = true;
          if (partial === undefined) return { items };
          for (let i = 0; i < items.length; i += CHUNK_FILES)
            partial.report({ items: items.slice(i, i + CHUNK_FILES) });
          return { items: [] };
        }
        // Clients ask again every two seconds: an answer that says nothing new waits until there is something.
        await Promise.race([context.changes.after(revision), cancelled(token)]);
        if (token.isCancellationRequested) return { items: [] };
      }
    },
  );
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
    for (const file of [...root.workspace.files(), toFileId(CONFIG_FILE)]) {
      if (token.isCancellationRequested) return out;
      const uri = uriOf(root, file);
      seen.add(uri);
      const place = placeOf(context.session, uri);
      if (place === null) continue;
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
