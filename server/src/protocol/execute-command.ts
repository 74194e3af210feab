import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import type { ServerContext } from './context.ts';
import { executeFeedback, FEEDBACK_COMMANDS, isFeedbackCommand } from './feedback-commands.ts';
import type { Lanes } from './lanes.ts';
import { startLoading } from './load.ts';

/** Commands a client may ask for, each doing what its name says. */
export const EXECUTABLE = ['drift.rescan', ...FEEDBACK_COMMANDS] as const;

/** `workspace/executeCommand`. */
export function registerExecuteCommand(context: ServerContext, lanes: Lanes): void {
  context.connection.onExecuteCommand(async ({ command, arguments: given }): Promise<object> => {
    if (isFeedbackCommand(command)) return executeFeedback(context, lanes, command, given?.[0]);
    if (command !== 'drift.rescan') {
      throw new ResponseError(ErrorCodes.InvalidParams, `unknown command ${command}; known: ${EXECUTABLE.join(', ')}`);
    }
    for (const root of context.session.roots) startLoading(context, lanes, root);
    await Promise.all(context.session.roots.map((r) => r.loading));
    const files = context.session.roots.reduce((sum, r) => sum + r.workspace.files().length, 0);
    return { success: true, message: `${files} files read` };
  });
}
