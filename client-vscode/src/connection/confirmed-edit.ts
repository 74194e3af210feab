import type { ChangeAnnotation, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageclient/node';

const PREVIEW = 'drift.preview';

/**
 * An edit that changes more than one file, marked so that the editor shows it before it is made; an edit of one file as it
 * is. Drift's server sends texts only, and always in `documentChanges` to a client that takes them.
 */
export function withPreview(edit: WorkspaceEdit, label: string): WorkspaceEdit {
  const changes = edit.documentChanges ?? [];
  const files = new Set(changes.flatMap((c) => ('textDocument' in c ? [c.textDocument.uri] : [])));
  if (files.size <= 1 && changes.every((c) => 'textDocument' in c)) return edit;
  const annotation: ChangeAnnotation = { label, needsConfirmation: true };
  return {
    ...edit,
    changeAnnotations: { ...edit.changeAnnotations, [PREVIEW]: annotation },
    documentChanges: changes.map((c) => ('textDocument' in c ? annotated(c) : { ...c, annotationId: PREVIEW })),
  };
}

function annotated(change: TextDocumentEdit): TextDocumentEdit {
  return {
    ...change,
    edits: change.edits.map((e) => ('newText' in e ? { ...e, annotationId: PREVIEW } : e)),
  };
}
