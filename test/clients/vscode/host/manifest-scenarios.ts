import { deepEqual } from 'node:assert/strict';
import * as vscode from 'vscode';
import * as z from 'zod';
import { ready } from './extension-api.ts';
import { scenario } from './scenario.ts';

const manifestSchema = z.object({
  contributes: z.object({
    commands: z.array(z.object({ command: z.string() })),
    views: z.record(z.string(), z.array(z.object({ id: z.string() }))),
  }),
});

const MADE_FOR_VIEWS = ['focus', 'open', 'removeView', 'resetViewLocation', 'toggleVisibility'];

/** Commands that the editor itself makes for each view. */
function madeForViews(views: readonly string[], command: string): boolean {
  return views.some((id) => MADE_FOR_VIEWS.some((name) => command === `${id}.${name}`));
}

scenario('the commands of the manifest are those that are registered', async () => {
  await ready();
  const extension = vscode.extensions.getExtension('drift.drift-vscode');
  const { contributes } = manifestSchema.parse(extension?.packageJSON);
  const views = Object.values(contributes.views).flatMap((v) => v.map(({ id }) => id));
  const registered = (await vscode.commands.getCommands(true)).filter(
    (c) => c.startsWith('drift.') && !madeForViews(views, c),
  );
  deepEqual(registered.sort(), contributes.commands.map((c) => c.command).sort());
});
