import {
  DISMISSAL_REASONS,
  type DismissalReason,
  explainAnswerSchema,
  feedbackAnswerSchema,
  feedbackRecordParamsSchema,
  Method,
} from '@drift/shared';
import * as vscode from 'vscode';
import { ExecuteCommandRequest } from 'vscode-languageclient/node';
import { explanationText } from '../documents/explanation.ts';
import { GROUPINGS } from '../findings/findings-rows.ts';
import { noticeText } from '../plain-text.ts';
import { TreeNode } from '../trees/live-tree.ts';
import type { Command, Drift } from './command.ts';
import { editorInFront, findingMeant, openRow } from './finding-at.ts';
import { applyAction, clientOf, type ServerAction, serverActions } from './server-actions.ts';
import { withReason } from './with-reason.ts';

/** Commands about findings. */
export const FINDING_COMMANDS = {
  'drift.showFindings': { needs: [], run: () => focus('drift.findings') },
  'drift.groupFindings': { needs: [], run: groupFindings },
  'drift.showMore': { needs: [], run: async (_, node) => node instanceof TreeNode && node.tree.showMore(node) },
  'drift.explain': { needs: ['server'], run: explain },
  'drift.quickFix': { needs: ['server'], run: quickFix },
  'drift.fixAllInFile': { needs: ['server'], run: fixAllInFile },
  'drift.ignoreOnce': { needs: ['server'], run: ignoreOnce },
  'drift.dismissFinding': { needs: ['server', 'trust'], run: dismissFinding },
  'drift.feedback.record': { needs: ['server', 'trust'], run: record },
  'drift.feedback.undo': { needs: ['server', 'trust'], run: undo },
} as const satisfies Record<string, Command>;

/** Brings a view of Drift to the front. */
export async function focus(view: string): Promise<void> {
  await vscode.commands.executeCommand(`${view}.focus`);
}

const GROUPING_WORDS = {
  file: 'By file',
  severity: 'By severity',
  rule: 'By rule',
  new: 'New code first',
} as const;

async function groupFindings(drift: Drift): Promise<void> {
  const items = GROUPINGS.map((by) => ({
    label: GROUPING_WORDS[by],
    description: by === drift.findings.by ? 'now' : '',
    by,
  }));
  const chosen = await vscode.window.showQuickPick(items, { title: 'Drift: group findings' });
  if (chosen !== undefined) drift.findings.groupBy(chosen.by);
}

async function explain(drift: Drift, argument: unknown): Promise<void> {
  const finding = await findingMeant(drift, argument);
  if (finding === null) return;
  const { id, uri } = finding;
  const { explanation } = await drift.connection.ask(Method.explain, { id, uri }, explainAnswerSchema);
  if (explanation === null) throw new Error(`the finding ${id} is not there any more`);
  await drift.texts.show(`Finding ${id}.txt`, explanationText(explanation));
}

/** The server's actions at the cursor that do one of some things, and can be done. */
async function actionsHere(drift: Drift, kinds: readonly string[]): Promise<readonly ServerAction[]> {
  const { document, selection } = editorInFront();
  const actions = await serverActions(clientOf(drift), document, selection);
  return actions.filter(({ data, action }) => kinds.includes(data.kind) && action.disabled === undefined);
}

async function chosen(actions: readonly ServerAction[], title: string): Promise<ServerAction | undefined> {
  if (actions.length <= 1) return actions[0];
  const items = actions.map((a) => ({ label: a.action.title, a }));
  return (await vscode.window.showQuickPick(items, { title }))?.a;
}

async function quickFix(drift: Drift, argument: unknown): Promise<void> {
  await openRow(argument);
  const fixes = await actionsHere(drift, ['fix', 'rename']);
  if (fixes.length === 0) throw new Error('no finding at the cursor has a fix that can be made');
  const fix = await chosen(fixes, 'Drift: which fix?');
  if (fix !== undefined) await applyAction(clientOf(drift), fix.action);
}

async function fixAllInFile(drift: Drift): Promise<void> {
  const { document } = editorInFront();
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  const actions = await serverActions(clientOf(drift), document, whole, 'source.fixAll.drift');
  const all = actions.find(({ data }) => data.kind === 'fixAll' && data.ruleId === '');
  if (all === undefined) throw new Error('no finding in this file has a safe fix');
  await applyAction(clientOf(drift), all.action);
}

async function ignoreOnce(drift: Drift, argument: unknown): Promise<void> {
  await openRow(argument);
  const ignores = await actionsHere(drift, ['ignore']);
  if (ignores.length === 0) throw new Error('there is no finding at the cursor');
  const ignore = await chosen(ignores, 'Drift: ignore which finding?');
  if (ignore === undefined) return;
  const reason = await askWhy('Why is this meant to be so? The reason stands in the comment.');
  if (reason === undefined) return;
  await applyAction(clientOf(drift), ignore.action, (edit) => withReason(edit, reason));
}

/** Asks for a line of text; `undefined` where nobody gives one. */
async function askWhy(prompt: string): Promise<string | undefined> {
  const text = await vscode.window.showInputBox({
    title: 'Drift',
    prompt,
    validateInput: (value) => (value.trim() === '' ? 'A reason is needed' : undefined),
  });
  return text === undefined || text.trim() === '' ? undefined : text.replace(/\s+/g, ' ').trim();
}

const REASON_WORDS: Readonly<Record<DismissalReason, string>> = {
  false_positive: 'False positive: what it says is not so',
  not_applicable: 'Does not apply here',
  duplicate: 'Told already elsewhere',
  wont_fix: "Won't fix: say why",
};

async function dismissFinding(drift: Drift, argument: unknown): Promise<void> {
  const finding = await findingMeant(drift, argument);
  if (finding !== null) await record(drift, { uri: finding.uri, id: finding.id, action: 'dismissed' });
}

/** Records feedback; asks for what a dismissal needs and does not have, and records nothing where nobody answers. */
async function record(drift: Drift, argument: unknown): Promise<void> {
  const params = feedbackRecordParamsSchema.parse(argument);
  let { reason, text } = params;
  if (params.action === 'dismissed' && reason === undefined) {
    const items = DISMISSAL_REASONS.map((r) => ({ label: REASON_WORDS[r], reason: r }));
    reason = (await vscode.window.showQuickPick(items, { title: 'Drift: why is this finding of no use?' }))?.reason;
    if (reason === undefined) return;
  }
  if (reason === 'wont_fix' && (text ?? '').trim() === '') {
    text = await askWhy("Why won't this be fixed?");
    if (text === undefined) return;
  }
  await told(drift, 'drift.feedback.record', { ...params, reason, text }, 'recorded: this finding is not shown again');
}

async function undo(drift: Drift, argument: unknown): Promise<void> {
  const uri = vscode.window.activeTextEditor?.document.uri ?? vscode.workspace.workspaceFolders?.[0]?.uri;
  const given = typeof argument === 'object' && argument !== null && !(argument instanceof TreeNode) ? argument : {};
  const params = { ...(uri === undefined ? {} : { uri: uri.toString() }), ...given };
  await told(drift, 'drift.feedback.undo', params, 'taken back: the finding is shown again');
}

async function told(drift: Drift, command: string, argument: object, done: string): Promise<void> {
  const answer: unknown = await clientOf(drift).sendRequest(ExecuteCommandRequest.type, {
    command,
    arguments: [argument],
  });
  const { success, data } = feedbackAnswerSchema.safeParse(answer);
  if (!success) throw new Error(`the server gave no answer to ${command}`);
  if (!data.ok) throw new Error(`${data.error.message}. ${data.error.hint}`);
  void vscode.window.showInformationMessage(noticeText([`Drift: ${done}`, ...data.notices].join('. ')));
}
