import { displayText } from '@drift/shared';
import { type CodeAction, type Command, MessageType, ShowMessageNotification } from 'vscode-languageserver';
import { actionDataSchema, editOf } from './action-edit.ts';
import { placeOf, type ServerContext } from './context.ts';
import { expectFixed } from './feedback-watch.ts';
import { invalidParams } from './on-request.ts';

/** Does what an action does, for a client that knows commands only. */
export const APPLY_COMMAND = 'drift.applyAction';

/** The action as a command; `null` where it needs an edit and the client lets nobody make one. */
export function asCommand({ features }: ServerContext, action: CodeAction): Command | null {
  if (action.disabled !== undefined) return null;
  if (action.command !== undefined) return action.command;
  if (!features.appliesEdits) return null;
  return { title: action.title, command: APPLY_COMMAND, arguments: [action.data] };
}

/** Runs the command: the client is asked to make the edit, and a person is told where there is none. */
export async function applyAction(
  context: ServerContext,
  args: readonly unknown[] | undefined,
): Promise<{ readonly success: boolean; readonly message: string }> {
  const data = actionDataSchema.safeParse(args?.[0]);
  if (!data.success) throw invalidParams(`${APPLY_COMMAND} takes what its code action carries`);
  const made = await editOf(context, data.data);
  if (typeof made === 'string') return told(context, made);
  const { applied, failureReason } = await context.connection.workspace.applyEdit(made.edit);
  if (!applied) return told(context, `The editor did not make the change: ${failureReason ?? 'it gives no reason'}.`);
  const root = placeOf(context.session, data.data.uri)?.root ?? null;
  if (root !== null) expectFixed(context, root, made.mended);
  return { success: true, message: 'The change is made.' };
}

/** Few clients show what became of a command. */
function told({ connection }: ServerContext, reason: string): { readonly success: false; readonly message: string } {
  const message = displayText(reason);
  void connection.sendNotification(ShowMessageNotification.type, {
    type: MessageType.Warning,
    message: `Drift: ${message}`,
  });
  return { success: false, message };
}
