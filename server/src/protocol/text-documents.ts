import { grammarOfPath } from '@drift/shared';
import { CONFIG_FILE } from '../session/project-config.ts';
import { openAt, openedAt, placeOf, type ServerContext } from './context.ts';
import { tookFeedbackChange } from './feedback-watch.ts';
import type { Lanes } from './lanes.ts';
import type { Lifecycle } from './lifecycle.ts';
import { startLoading } from './load.ts';
import { lookAtDisk } from './look-at-disk.ts';
import { contentChanges, versionOf } from './narrow.ts';
import { resynchronise } from './resynchronise.ts';
import { applyChanges } from './text-sync.ts';

/** `textDocument/didOpen`, `didChange`, `didSave`, `didClose`. Tolerates every order and bad ranges. */
export function registerTextDocuments(context: ServerContext, lanes: Lanes, lifecycle: Lifecycle): void {
  const { connection, session } = context;
  connection.onDidOpenTextDocument(({ textDocument }) => {
    const place = placeOf(session, textDocument.uri);
    if (place === null) return;
    context.languageIds.set(place.uri, textDocument.languageId);
    openedAt(context, place, textDocument.text, versionOf(textDocument.version));
    lanes.opened(place);
  });
  connection.onDidChangeTextDocument((params) => {
    const place = placeOf(session, params.textDocument.uri);
    if (place === null) return;
    openAt(session, place);
    const store = place.root?.documents ?? session.loose;
    const document = store.change(place.id, versionOf(params.textDocument.version));
    if (document === null) return;
    const changes = contentChanges(params.contentChanges);
    if (changes === null) document.markSuspect();
    else applyChanges(document, changes, context.encoding);
    lanes.changed(place);
  });
  connection.onDidSaveTextDocument(({ textDocument }) => {
    const place = placeOf(session, textDocument.uri);
    if (place?.root != null && place.id.kind === 'file') {
      const { file } = place.id;
      const document = openAt(session, place);
      // What comes next is about the text that was saved.
      if (document?.suspect === true) lifecycle.holdUntil(resynchronise(context, lanes, place, document));
      if (tookFeedbackChange(lanes, place.root, file)) return;
      // A file that was saved for the first time is not known yet.
      const isFirst = grammarOfPath(file) !== null && !place.root.workspace.has(file);
      if (file === CONFIG_FILE || isFirst) startLoading(context, lanes, place.root);
      else lanes.diskChanged(place.root, [place.id.file]);
      if (!context.features.watchedFiles) lookAtDisk(context, lanes, place.root);
    }
  });
  connection.onDidCloseTextDocument(({ textDocument }) => {
    const place = placeOf(session, textDocument.uri);
    if (place === null) return;
    const document = openAt(session, place);
    (place.root?.documents ?? session.loose).close(place.id);
    context.languageIds.delete(place.uri);
    if (document !== undefined) session.release(place.root, document);
    if (!context.features.pullDiagnostics) void connection.sendDiagnostics({ uri: textDocument.uri, diagnostics: [] });
    if (place.root !== null && place.id.kind === 'file' && place.id.file === CONFIG_FILE)
      startLoading(context, lanes, place.root);
    lanes.flush();
  });
}
