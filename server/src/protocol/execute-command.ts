import { counted, type DecideAnswer } from '@drift/shared';
import {
  ErrorCodes,
  type ExecuteCommandParams,
  MessageType,
  ResponseError,
  ShowMessageNotification,
} from 'vscode-languageserver';
import { APPLY_COMMAND, applyAction } from './apply-action.ts';
import type { ServerContext } from './context.ts';
import { DECIDE_COMMAND, decideArgument } from './convention-actions.ts';
import { decide } from './conventions.ts';
import { executeFeedback } from './feedback-commands.ts';
import type { Lanes } from './lanes.ts';
import { startLoading } from './load.ts';
import { settledRoot } from './report.ts';
import { checked } from './request-schemas.ts';
import { backupCommand, doctorCommand, setupCommand } from './workspace-commands.ts';

/** What a command tells its caller: whether it was done, and in words what was done or why not. */
export interface CommandAnswer {
  readonly success: boolean;
  readonly message: string;
}

type Command = (context: ServerContext, lanes: Lanes, args: readonly unknown[] | undefined) => Promise<object | null>;

/** Every command a client may ask for, by name. */
const COMMANDS = {
  'drift.rescan': rescan,
  'drift.setup': setupCommand,
  'drift.doctor': doctorCommand,
  'drift.backup': backupCommand,
  [DECIDE_COMMAND]: decideByCommand,
  'drift.feedback.record': (c, l, args) => executeFeedback(c, l, 'drift.feedback.record', args?.[0]),
  'drift.feedback.undo': (c, l, args) => executeFeedback(c, l, 'drift.feedback.undo', args?.[0]),
} as const satisfies Record<string, Command>;

/** Names of the commands, each doing what its name says. */
export const EXECUTABLE: readonly string[] = Object.keys(COMMANDS);

/** Commands that only a client needs that knows nothing else. */
const FOR_PLAIN_CLIENTS = {
  [APPLY_COMMAND]: (context, _lanes, args) => applyAction(context, args),
} as const satisfies Record<string, Command>;

/** The commands that are of use to a client. */
function commandsFor({ features }: ServerContext): Readonly<Record<string, Command>> {
  return features.codeActions === 'commands' ? { ...COMMANDS, ...FOR_PLAIN_CLIENTS } : COMMANDS;
}

/** Names of the commands a client is offered. */
export function executableFor(context: ServerContext): string[] {
  return Object.keys(commandsFor(context));
}

/** `workspace/executeCommand`. */
export function registerExecuteCommand(context: ServerContext, lanes: Lanes): void {
  const commands: ReadonlyMap<string, Command> = new Map(Object.entries(commandsFor(context)));
  context.connection.onExecuteCommand(
    checked(
      'workspace/executeCommand',
      async ({ command, arguments: args }: ExecuteCommandParams): Promise<object | null> => {
        const run = commands.get(command);
        if (run === undefined)
          throw new ResponseError(
            ErrorCodes.InvalidParams,
            `unknown command ${command}; known: ${[...commands.keys()].join(', ')}`,
          );
        return run(context, lanes, args);
      },
    ),
  );
}

async function rescan(context: ServerContext, lanes: Lanes): Promise<CommandAnswer> {
  for (const root of context.session.roots) startLoading(context, lanes, root);
  await Promise.all(context.session.roots.map((r) => r.loading));
  const files = context.session.roots.reduce((sum, r) => sum + r.workspace.files().length, 0);
  return { success: true, message: `${counted(files, 'file')} read` };
}

async function decideByCommand(
  context: ServerContext,
  lanes: Lanes,
  args: readonly unknown[] | undefined,
): Promise<CommandAnswer> {
  const params = decideArgument(args);
  if (typeof params === 'string') throw new ResponseError(ErrorCodes.InvalidParams, params);
  const answer: DecideAnswer = await decide(context, lanes, await settledRoot(context, lanes, params.uri), params);
  if (!answer.done) {
    void context.connection.sendNotification(ShowMessageNotification.type, {
      type: MessageType.Error,
      message: `Drift: ${answer.message}`,
    });
  }
  return { success: answer.done, message: answer.message };
}
