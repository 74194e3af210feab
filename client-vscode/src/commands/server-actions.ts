import * as vscode from 'vscode';
import {
  type CodeAction,
  CodeActionRequest,
  CodeActionResolveRequest,
  Command,
  type LanguageClient,
  type WorkspaceEdit,
} from 'vscode-languageclient/node';
import * as z from 'zod';
import { withPreview } from '../connection/confirmed-edit.ts';
import type { Drift } from './command.ts';

/** What the server's own actions carry. */
const actionDataSchema = z.object({
  kind: z.enum(['fix', 'fixAll', 'ignore', 'rename']),
  id: z.string(),
  ruleId: z.string(),
});
/** What one of the server's actions does, and for which finding. */
export type ActionData = z.infer<typeof actionDataSchema>;

/** An action of the server with what it does. */
export interface ServerAction {
  readonly action: CodeAction;
  readonly data: ActionData;
}

/** The client of a server that answers. */
export function clientOf({ connection }: Drift): LanguageClient {
  const { client } = connection;
  if (client === null) throw new Error('the server is not running');
  return client;
}

/** What the server can change at a place: fixes, renames and ignore comments. */
export async function serverActions(
  client: LanguageClient,
  document: vscode.TextDocument,
  range: vscode.Range,
  only?: string,
): Promise<readonly ServerAction[]> {
  const answer = await client.sendRequest(CodeActionRequest.type, {
    textDocument: client.code2ProtocolConverter.asTextDocumentIdentifier(document),
    range: client.code2ProtocolConverter.asRange(range),
    context: { diagnostics: [], ...(only === undefined ? {} : { only: [only] }) },
  });
  return (answer ?? []).flatMap((action) => {
    if (Command.is(action)) return [];
    const data = actionDataSchema.safeParse(action.data);
    return data.success ? [{ action, data: data.data }] : [];
  });
}

/** Works an action out and makes its change, several files after a preview; false where there was nothing to change. */
export async function applyAction(
  client: LanguageClient,
  action: CodeAction,
  changed: (edit: WorkspaceEdit) => WorkspaceEdit = (edit) => edit,
): Promise<boolean> {
  const { edit } = await client.sendRequest(CodeActionResolveRequest.type, action);
  if (edit === undefined) return false;
  const shown = withPreview(changed(edit), action.title);
  return vscode.workspace.applyEdit(await client.protocol2CodeConverter.asWorkspaceEdit(shown));
}
