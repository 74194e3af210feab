import type { ServerInit } from '@drift/shared';
import { type Command, Option } from 'commander';
import type { Client } from '../cli/client.ts';
import type { Terminal } from '../cli/terminal.ts';

/** Runs one verb against a server of its own, in the workspace of the named places. */
export type RunVerb = (
  command: Command,
  named: readonly string[],
  init: Partial<ServerInit>,
  verb: (client: Client, terminal: Terminal, target: { root: string; paths: readonly string[] }) => Promise<number>,
) => Promise<void>;

/** What a verb begins with: its terminal, its workspace, and a way to start a server there. */
export interface Begun {
  readonly terminal: Terminal;
  readonly target: { readonly root: string; readonly paths: readonly string[] };
  start(init: Partial<ServerInit>, patienceMs?: number): Promise<Client>;
}

/** Finds the workspace of the named places; complains, sets the exit code and gives `null` where there is none. */
export type Begin = (command: Command, named: readonly string[]) => Begun | null;

/** Gives a verb the options of `FormatOptions`. */
export function withFormat(command: Command): Command {
  return command
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json']).default('text'))
    .option('--json', 'same as --format json');
}

/** The options of a verb that prints text or JSON. */
export interface FormatOptions {
  readonly format: 'text' | 'json';
  readonly json?: boolean;
}

/** True when JSON was asked for in either way. */
export function wantsJson({ format, json }: FormatOptions): boolean {
  return json === true || format === 'json';
}
