import {
  type DismissalReason,
  type FeedbackAnswer,
  type Finding,
  feedbackRecordParamsSchema,
  feedbackUndoParamsSchema,
} from '@drift/shared';
import { type CodeAction, CodeActionKind, ErrorCodes, ResponseError } from 'vscode-languageserver';
import type { FeedbackOutcome } from '../session/feedback-actions.ts';
import type { ServerContext } from './context.ts';
import { recordFeedback, undoFeedback } from './feedback.ts';
import type { Lanes } from './lanes.ts';
import { invalidParams } from './on-request.ts';

/** Commands that record what a person says about a finding. */
export const FEEDBACK_COMMANDS = ['drift.feedback.record', 'drift.feedback.undo'] as const;
/** One of the commands. */
export type FeedbackCommand = (typeof FEEDBACK_COMMANDS)[number];

const REASONS: Readonly<Record<DismissalReason, string>> = {
  false_positive: 'false positive',
  not_applicable: 'does not apply here',
  duplicate: 'told already elsewhere',
  wont_fix: "won't fix (say why)",
};

/** The reasons in the order in which they are offered. */
const DISMISSALS: readonly DismissalReason[] = ['false_positive', 'not_applicable', 'duplicate', 'wont_fix'];

/** What people mostly say; whoever has another reason writes it into an ignore comment or on the command line. */
const WONT_FIX_REASONS: readonly string[] = [
  'It is meant to be so',
  'Old code that is not worth the change',
  'A framework or an interface asks for it',
  'It will be replaced',
];
const CANCEL = 'Cancel';

/** True for a command of this file. */
export function isFeedbackCommand(command: string): command is FeedbackCommand {
  return FEEDBACK_COMMANDS.some((c) => c === command);
}

/**
 * `Not useful` on a finding. A client that can show a choice gets one action, and the server asks for the reason when it is
 * run; others get one action a reason. The first argument is what the command takes; a client that can ask for a line of text
 * puts it into the empty `text` before it sends a `wont_fix`.
 */
export function feedbackActions({ features }: ServerContext, uri: string, finding: Finding): readonly CodeAction[] {
  const { id, ruleId } = finding;
  const base = { uri, id, action: 'dismissed' };
  if (features.messageActions) return [feedbackAction(`Not useful: say why (${ruleId})`, base)];
  return DISMISSALS.map((reason) => {
    const argument = { ...base, reason, ...(reason === 'wont_fix' ? { text: '' } : {}) };
    return feedbackAction(`Not useful: ${REASONS[reason]} (${ruleId})`, argument);
  });
}

function feedbackAction(title: string, argument: object): CodeAction {
  const command = { title, command: 'drift.feedback.record', arguments: [argument] };
  return { title, kind: CodeActionKind.QuickFix, command };
}

/** Runs a command, `null` where the person was asked and did not answer; a refusal is an error whose message says what to do and whose data is the answer itself. */
export async function executeFeedback(
  context: ServerContext,
  lanes: Lanes,
  command: FeedbackCommand,
  argument: unknown,
): Promise<FeedbackAnswer | null> {
  const answer =
    command === 'drift.feedback.record' ? record(context, lanes, argument) : undo(context, lanes, argument);
  const outcome = await answer;
  if (outcome === null) return null;
  if (!outcome.ok) {
    const { message, hint } = outcome.error;
    throw new ResponseError(ErrorCodes.InvalidRequest, `${message}. ${hint}`, outcome.error);
  }
  for (const notice of outcome.notices) context.connection.console.warn(`Drift: ${notice}`);
  return outcome;
}

async function record(context: ServerContext, lanes: Lanes, argument: unknown): Promise<FeedbackOutcome | null> {
  const params = feedbackRecordParamsSchema.safeParse(argument);
  if (!params.success) throw invalidParams(`drift.feedback.record: ${params.error.issues[0]?.message ?? ''}`);
  const { action } = params.data;
  const reason = params.data.reason ?? (action === 'dismissed' ? await askReason(context) : undefined);
  // Asked and not answered: the person thought better of it.
  const mayAsk = context.features.messageActions && action === 'dismissed';
  if (mayAsk && reason === undefined) return null;
  const isUnsaid = reason === 'wont_fix' && (params.data.text ?? '').trim() === '';
  const text = isUnsaid ? await askWhy(context) : params.data.text;
  if (mayAsk && isUnsaid && text === undefined) return null;
  return recordFeedback(context, lanes, { ...params.data, reason, text });
}

/** Asks what is wrong with a finding; nothing where nobody answers. */
async function askReason({ connection, features }: ServerContext): Promise<DismissalReason | undefined> {
  if (!features.messageActions) return undefined;
  const titles = DISMISSALS.map((reason) => ({ title: REASONS[reason] }));
  const chosen = await connection.window.showInformationMessage('Drift: why is this finding of no use?', ...titles, {
    title: CANCEL,
  });
  return DISMISSALS.find((reason) => REASONS[reason] === chosen?.title);
}

/** Asks for one of the usual reasons, where the client can ask nothing else; nothing where it cannot even do that. */
async function askWhy({ connection, features }: ServerContext): Promise<string | undefined> {
  if (!features.messageActions) return undefined;
  const chosen = await connection.window.showInformationMessage(
    "Drift: why won't this be fixed?",
    ...WONT_FIX_REASONS.map((title) => ({ title })),
    { title: CANCEL },
  );
  // What comes back is a client's word.
  return WONT_FIX_REASONS.find((reason) => reason === chosen?.title);
}

async function undo(context: ServerContext, lanes: Lanes, argument: unknown): ReturnType<typeof undoFeedback> {
  const params = feedbackUndoParamsSchema.safeParse(argument);
  if (!params.success) throw invalidParams(`drift.feedback.undo: ${params.error.issues[0]?.message ?? ''}`);
  return undoFeedback(context, lanes, params.data);
}
