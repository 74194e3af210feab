import * as vscode from 'vscode';
import { COMMAND_IDS } from './commands/command-ids.ts';
import type { DriftExtension } from './drift-extension.ts';
import type { TestApi } from './test-api.ts';

/**
 * Starts the extension; the editor calls it once, and waits. It registers the commands; everything else is loaded when the
 * editor has gone on, and a command that is run before waits for it. Tests of the extension get a view inside, nobody else.
 */
export function activate(context: vscode.ExtensionContext): Promise<TestApi> | undefined {
  const started = performance.now();
  let activationMs = 0;
  const drift = loaded(context, () => activationMs);
  for (const id of COMMAND_IDS) {
    const run = async (argument: unknown): Promise<unknown> => (await drift).run(id, argument);
    context.subscriptions.push(vscode.commands.registerCommand(id, run));
  }
  drift.catch((error: unknown) => vscode.window.showErrorMessage(`Drift could not be loaded: ${String(error)}`));
  activationMs = performance.now() - started;
  return context.extensionMode === vscode.ExtensionMode.Test ? drift.then((d) => d.testApi(activationMs)) : undefined;
}

async function loaded(context: vscode.ExtensionContext, activationMs: () => number): Promise<DriftExtension> {
  await new Promise<void>((resolve) => setImmediate(resolve));
  const { DriftExtension } = await import('./drift-extension.ts');
  const drift = new DriftExtension(context);
  context.subscriptions.push(drift);
  drift.start(activationMs());
  return drift;
}
