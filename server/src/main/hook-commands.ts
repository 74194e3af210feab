// The verbs about git's hooks.
import { join } from 'node:path';
import type { Command } from 'commander';
import { type HookAction, hooks } from '../cli/hooks.ts';
import { type FormatOptions, type RunVerb, wantsJson, withFormat } from './run-verb.ts';

const PROGRAM = join(__dirname, '../bin/drift.js');

/** Adds `drift hooks` and what is below it. */
export function addHooks(drift: Command, run: RunVerb): void {
  const group = drift
    .command('hooks')
    .description('check what is committed and pushed, by hooks of git')
    .action((_o: object, command: Command) => command.outputHelp());
  const add = (action: HookAction, description: string): void => {
    withFormat(group.command(action))
      .description(description)
      .action((o: FormatOptions, c: Command) =>
        run(c, [], { onlyReports: true }, (client, terminal) =>
          hooks(client, terminal, { action, json: wantsJson(o), program: [process.execPath, PROGRAM] }),
        ),
      );
  };
  add('install', 'put a block into pre-commit and pre-push; hooks of others stay in force');
  add('uninstall', 'take the block out again');
  add('status', 'say which hooks have the block, and whether git runs them');
}
