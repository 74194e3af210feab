import type { WorkspaceEdit } from 'vscode-languageclient/node';

/** What the server writes of an ignore comment: everything but the reason. */
const WITHOUT_REASON = /: (\r\n|\r|\n)$/;

/** The edit that puts an ignore comment, with the reason in it. */
export function withReason(edit: WorkspaceEdit, reason: string): WorkspaceEdit {
  return {
    ...edit,
    documentChanges: (edit.documentChanges ?? []).map((change) =>
      'textDocument' in change
        ? {
            ...change,
            edits: change.edits.map((e) =>
              'newText' in e
                ? { ...e, newText: e.newText.replace(WITHOUT_REASON, (_, end) => `: ${reason}${end}`) }
                : e,
            ),
          }
        : change,
    ),
  };
}
