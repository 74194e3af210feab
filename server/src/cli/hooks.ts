import { accessSync, chmodSync, constants, lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CheckoutAnswer, checkoutAnswerSchema, displayText, Method } from '@drift/shared';
import type { Client } from './client.ts';
import { printJson } from './conventions.ts';
import { HOOKS, type HookName, hasBlock, isShellScript, withBlock, withoutBlock } from './hook-script.ts';
import type { Terminal } from './terminal.ts';

/** What is to be done about the hooks. */
export type HookAction = 'install' | 'uninstall' | 'status';

/** How one hook stands after what was done. */
interface HookState {
  readonly hook: HookName;
  readonly path: string;
  /** `foreign`: a hook of somebody else's that a block cannot be added to. */
  readonly state: 'installed' | 'absent' | 'foreign';
  /** False where git will not run it. */
  readonly runs: boolean;
  readonly note: string;
}

const EXIT_CANNOT_RUN = 2;

/** `drift hooks`: 0 done, 2 where a hook could not be put in, taken out or will not be run. */
export async function hooks(
  client: Client,
  terminal: Terminal,
  options: { readonly action: HookAction; readonly json: boolean; readonly program: readonly string[] },
): Promise<number> {
  const checkout = await client.ask(Method.checkout, {}, checkoutAnswerSchema);
  const { hooks: place } = checkout;
  if (place === null) {
    const [why] = checkout.problems;
    terminal.complain(`drift: ${displayText(why ?? 'there is no git repository here to put hooks into')}\n`);
    return EXIT_CANNOT_RUN;
  }
  const states = HOOKS.map(({ name }) => act(name, options, checkout, place));
  if (options.json) printJson(terminal, { folder: place.folder, shared: place.shared, hooks: states });
  else for (const s of states) terminal.print(`${displayText(`${s.hook}: ${s.state}, ${s.path}`)}\n`);
  for (const s of states) if (s.note !== '') terminal.complain(`drift: ${displayText(`${s.hook}: ${s.note}`)}\n`);
  const isBad = (s: HookState): boolean => (options.action === 'install' && s.state !== 'installed') || !s.runs;
  return states.some(isBad) ? EXIT_CANNOT_RUN : 0;
}

function act(
  hook: HookName,
  { action, program }: { readonly action: HookAction; readonly program: readonly string[] },
  { prefix }: CheckoutAnswer,
  { folder, shared }: NonNullable<CheckoutAnswer['hooks']>,
): HookState {
  const path = join(folder, hook);
  try {
    const text = textAt(path);
    if (text === null && isThere(path)) return foreign(hook, path, 'it is a link or no file, which is left alone');
    if (action === 'install') {
      if (text !== null && !isShellScript(text)) return foreign(hook, path, FOREIGN);
      mkdirSync(folder, { recursive: true });
      // A folder that others use as well must not name a place on this machine.
      const call = { hook, prefix, program: shared ? [] : program };
      write(path, withBlock(text, call));
    } else if (action === 'uninstall' && text !== null && hasBlock(text)) {
      const rest = withoutBlock(text);
      if (rest === null) rmSync(path);
      else write(path, rest);
    }
    return stateOf(hook, path);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { hook, path, state: 'absent', runs: false, note: message };
  }
}

const FOREIGN = 'a hook that is no shell script is there and stays as it is; call drift check from it';

function foreign(hook: HookName, path: string, note: string): HookState {
  return { hook, path, state: 'foreign', runs: true, note };
}

function stateOf(hook: HookName, path: string): HookState {
  const text = textAt(path);
  if (text === null || !hasBlock(text)) return { hook, path, state: 'absent', runs: true, note: '' };
  const runs = mayRun(path);
  const note = runs ? '' : 'git will not run it: the file system or its rights do not let it be executed';
  return { hook, path, state: 'installed', runs, note };
}

/** Keeps the rights of a file that is there, and lets everybody run a new one. */
function write(path: string, text: string): void {
  writeFileSync(path, text);
  // Some file systems know no such right; whether git will run the file is looked at afterwards.
  if (!mayRun(path)) chmodSync(path, 0o755);
}

function mayRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** The text of a regular file; `null` where there is none. */
function textAt(path: string): string | null {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() === true ? readFileSync(path, 'utf8') : null;
}
