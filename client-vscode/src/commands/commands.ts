import * as vscode from 'vscode';
import { wordsOf } from '../connection/connection.ts';
import { noticeText } from '../plain-text.ts';
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

/** Runs a command where it can run; says why where it cannot, and what went wrong where something did. */
export async function runCommand(drift: Drift, id: CommandId, argument: unknown): Promise<unknown> {
  const { needs, run }: Command = COMMANDS[id];
  drift.log.debug(`command ${id}`);
  try {
    if (needs.includes('trust') && !vscode.workspace.isTrusted)
      throw new Error('this writes files, and the folder is not trusted');
    if (needs.includes('server') && drift.connection.client === null)
      throw new Error(`the server is not running (${drift.connection.state.kind})`);
    return await run(drift, argument);
  } catch (error) {
    drift.log.error(`${id}: ${wordsOf(error)}`);
    void vscode.window.showErrorMessage(`Drift: ${noticeText(wordsOf(error))}`, 'Show logs').then((picked) => {
      if (picked !== undefined) drift.log.show();
    });
    return undefined;
  }
}
