import { decideAnswerSchema, decideParamsSchema, Method, showConventionAnswerSchema } from '@drift/shared';
import * as vscode from 'vscode';
import { CONVENTION_GROUPINGS } from '../conventions/convention-rows.ts';
import { conventionText } from '../documents/convention-text.ts';
import { noticeText } from '../plain-text.ts';
import { TreeNode } from '../trees/live-tree.ts';
import type { RowAbout } from '../trees/row.ts';
import type { Command, Drift } from './command.ts';
import { focus } from './finding-commands.ts';
import { folderMeant } from './folder-choice.ts';
import { conventionPick } from './pick-rows.ts';

type Convention = Extract<RowAbout, { kind: 'convention' }>;

/** Commands about conventions. */
export const CONVENTION_COMMANDS = {
  'drift.showConventions': { needs: [], run: () => focus('drift.conventions') },
  'drift.groupConventions': { needs: [], run: groupConventions },
  'drift.filterConventions': { needs: [], run: filterConventions },
  'drift.clearConventionFilter': { needs: [], run: async (drift) => drift.conventions.filterBy('') },
  'drift.showConventionDetail': { needs: ['server'], run: showDetail },
  'drift.approveConvention': {
    needs: ['server', 'trust'],
    run: (drift, argument) => decideOn(drift, argument, 'approved'),
  },
  'drift.rejectConvention': {
    needs: ['server', 'trust'],
    run: (drift, argument) => decideOn(drift, argument, 'rejected'),
  },
  'drift.clearDecision': { needs: ['server', 'trust'], run: (drift, argument) => decideOn(drift, argument, 'cleared') },
  'drift.conventions.decide': { needs: ['server', 'trust'], run: decide },
  'drift.exportConventions': { needs: ['server'], run: exportConventions },
} as const satisfies Record<string, Command>;

const GROUPING_WORDS = { topic: 'By topic', status: 'By what was decided', evidence: 'By how sure it is' } as const;

async function groupConventions(drift: Drift): Promise<void> {
  const items = CONVENTION_GROUPINGS.map((by) => ({
    label: GROUPING_WORDS[by],
    description: by === drift.conventions.choice.by ? 'now' : '',
    by,
  }));
  const chosen = await vscode.window.showQuickPick(items, { title: 'Drift: group conventions' });
  if (chosen !== undefined) drift.conventions.groupBy(chosen.by);
}

async function filterConventions(drift: Drift): Promise<void> {
  const prompt = 'Show conventions with this text in their key, title, answer, language or folder';
  const value = drift.conventions.choice.text;
  const text = await vscode.window.showInputBox({ title: 'Drift: filter conventions', prompt, value });
  if (text !== undefined) drift.conventions.filterBy(text.trim());
}

/** The convention of the row, or the one a person picks. */
async function conventionMeant(drift: Drift, argument: unknown): Promise<Convention | null> {
  if (argument instanceof TreeNode && argument.row.about?.kind === 'convention') return argument.row.about;
  const folder = await folderMeant('Drift: conventions of which folder?');
  if (folder === null) return null;
  const uri = folder.uri.toString();
  const { conventions } = await drift.conventions.ask(uri);
  if (conventions.length === 0) throw new Error('no convention was learned in this folder yet');
  const items = conventions.map((c) => conventionPick(uri, c));
  return (await vscode.window.showQuickPick(items, { title: 'Drift: which convention?' }))?.about ?? null;
}

async function showDetail(drift: Drift, argument: unknown): Promise<void> {
  const convention = await conventionMeant(drift, argument);
  if (convention === null) return;
  const { key, uri } = convention;
  const answer = await drift.connection.ask(Method.showConvention, { key, uri }, showConventionAnswerSchema);
  const isMeant = (c: { language: string; population: string; scope: string }): boolean =>
    c.language === convention.language && c.population === convention.population && c.scope === convention.scope;
  const [...meant] = answer.conventions.filter(isMeant);
  if (meant.length === 0) throw new Error(`${key} is not known here any more`);
  await drift.texts.show(`${key} ${convention.language}.txt`, meant.map(conventionText).join('\n'));
}

async function decideOn(drift: Drift, argument: unknown, status: 'approved' | 'rejected' | 'cleared'): Promise<void> {
  const convention = await conventionMeant(drift, argument);
  if (convention === null) return;
  const { uri, key, language, population, scope, value } = convention;
  const where = { key, language, population, uri, ...(scope === '' ? {} : { scope }) };
  await decide(drift, { ...where, status, ...(status === 'cleared' ? {} : { value }) });
}

/** Writes a decision and says what was written, or why nothing was. */
async function decide(drift: Drift, argument: unknown): Promise<void> {
  const params = decideParamsSchema.parse(argument);
  const { done, message } = await drift.connection.ask(Method.decide, params, decideAnswerSchema);
  if (!done) throw new Error(message);
  drift.conventions.refresh();
  void vscode.window.showInformationMessage(`Drift: ${noticeText(message)}`);
}

async function exportConventions(drift: Drift): Promise<void> {
  const folder = await folderMeant('Drift: conventions of which folder?');
  if (folder === null) return;
  const answer = await drift.conventions.ask(folder.uri.toString());
  const target = await vscode.window.showSaveDialog({
    title: 'Drift: export conventions',
    defaultUri: vscode.Uri.joinPath(folder.uri, 'drift-conventions.json'),
    filters: { JSON: ['json'] },
  });
  if (target === undefined) return;
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(`${JSON.stringify(answer, null, 2)}\n`));
  await vscode.window.showTextDocument(target);
}
