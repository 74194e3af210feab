import * as vscode from 'vscode';
import * as z from 'zod';
import { dataOf, ruleOf } from '../findings/diagnostic-data.ts';
import { TreeNode } from '../trees/live-tree.ts';
import type { Drift } from './command.ts';

/** A finding a command is about. */
export interface FindingMeant {
  readonly uri: string;
  readonly id: string;
  readonly ruleId: string;
}

const namedSchema = z.object({ uri: z.string(), id: z.string(), ruleId: z.string().default('') });

/** The document in front. */
export function editorInFront(): vscode.TextEditor {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) throw new Error('no document is open');
  return editor;
}

/** The finding that is meant: that of the row, the one named, or that at the cursor; `null` where a person picks none of several. */
export async function findingMeant(drift: Drift, argument: unknown): Promise<FindingMeant | null> {
  if (argument instanceof TreeNode && argument.row.about?.kind === 'finding') return argument.row.about;
  const named = namedSchema.safeParse(argument);
  if (named.success) return named.data;
  const { document, selection } = editorInFront();
  const found = drift.shown.sentFor(document.uri).flatMap((d) => {
    const data = dataOf(d);
    return data !== null && d.range.intersection(selection) !== undefined
      ? [{ label: d.message, description: ruleOf(d), uri: document.uri.toString(), id: data.id, ruleId: ruleOf(d) }]
      : [];
  });
  const [only] = found;
  if (only === undefined) throw new Error('there is no finding at the cursor');
  if (found.length === 1) return only;
  return (await vscode.window.showQuickPick(found, { title: 'Drift: which finding?' })) ?? null;
}

/** Opens the place a row of the findings leads to, so that commands about documents can work there. */
export async function openRow(argument: unknown): Promise<void> {
  if (!(argument instanceof TreeNode) || argument.row.place === null) return;
  const { rootUri, path, line, character, endLine, endCharacter } = argument.row.place;
  const selection = new vscode.Range(line, character, endLine, endCharacter);
  await vscode.window.showTextDocument(vscode.Uri.joinPath(vscode.Uri.parse(rootUri), path), { selection });
}
