import type { ServerInit } from '@drift/shared';
import type { Command } from 'commander';
import type { Client } from '../cli/client.ts';
import type { Terminal } from '../cli/terminal.ts';

/** Runs one verb against a server of its own, in the workspace of the named places. */
export type RunVerb = (
  command: Command,
  named: readonly string[],
  init: Partial<ServerInit>,
  verb: (client: Client, terminal: Terminal, target: { root: string; paths: readonly string[] }) => Promise<number>,
) => Promise<void>;

/** The options of a verb that prints text or JSON. */
export interface FormatOptions {
  readonly format: 'text' | 'json';
  readonly json?: boolean;
}

/** True when JSON was asked for in either way. */
export function wantsJson({ format, json }: FormatOptions): boolean {
  return json === true || format === 'json';
}
