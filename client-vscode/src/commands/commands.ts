import * as vscode from 'vscode';
import { wordsOf } from '../connection/connection.ts';
import type { Command, Drift } from './command.ts';
import type { CommandId } from './command-ids.ts';
import { CONVENTION_COMMANDS } from './convention-commands.ts';
import { FINDING_COMMANDS } from './finding-commands.ts';
import { PROJECT_COMMANDS } from './project-commands.ts';
import { SERVER_COMMANDS } from './server-commands.ts';

/** Every command and what it does. */
const COMMANDS = {
  ...CONVENTION_COMMANDS,
  ...FINDING_COMMANDS,
  ...PROJECT_COMMANDS,
  ...SERVER_COMMANDS,
} as const satisfies Record<CommandId, Command>;

/** Registers every command with the editor. */
export function registerCommands(drift: Drift): vscode.Disposable {
  return vscode.Disposable.from(
    ...Object.entries(COMMANDS).map(([id, command]: [string, Command]) =>
      vscode.commands.registerCommand(id, (argument: unknown) => run(drift, id, command, argument)),
    ),
  );
}

/** Runs a command where it can run; says why where it cannot, and what went wrong where something did. */
async function run(drift: Drift, id: string, { needs, run }: Command, argument: unknown): Promise<unknown> {
  drift.log.debug(`command ${id}`);
  try {
    if (needs.includes('trust') && !vscode.workspace.isTrusted)
      throw new Error('this writes files, and the folder is not trusted');
    if (needs.includes('server') && drift.connection.client === null)
      throw new Error(`the server is not running (${drift.connection.state.kind})`);
    return await run(drift, argument);
  } catch (error) {
    drift.log.error(`${id}: ${wordsOf(error)}`);
    void vscode.window.showErrorMessage(`Drift: ${wordsOf(error)}`, 'Show logs').then((picked) => {
      if (picked !== undefined) drift.log.show();
    });
    return undefined;
  }
}
