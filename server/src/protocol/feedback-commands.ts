import {
  type DismissalReason,
  type FeedbackAnswer,
  type Finding,
  feedbackRecordParamsSchema,
  feedbackUndoParamsSchema,
} from '@drift/shared';
import { type CodeAction, CodeActionKind, ErrorCodes, ResponseError } from 'vscode-languageserver';
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
 * `Not useful: ...` on a finding, one action a reason. The first argument is what the command takes; a client that can
 * ask for a line of text puts it into its empty `text` before it sends a `wont_fix`; of others the server asks which of a few
 * reasons it is.
 */
export function feedbackActions(uri: string, { id, ruleId }: Finding): readonly CodeAction[] {
  const reasons: readonly DismissalReason[] = ['false_positive', 'not_applicable', 'duplicate', 'wont_fix'];
  return reasons.map((reason) => {
    const title = `Not useful: ${REASONS[reason]} (${ruleId})`;
    const argument = { uri, id, action: 'dismissed', reason, ...(reason === 'wont_fix' ? { text: '' } : {}) };
    return {
      title,
      kind: CodeActionKind.QuickFix,
      command: { title, command: 'drift.feedback.record', arguments: [argument] },
    };
  });
}

/** Runs a command; a refusal is an error whose message says what to do and whose data is the answer itself. */
export async function executeFeedback(
  context: ServerContext,
  lanes: Lanes,
  command: FeedbackCommand,
  argument: unknown,
): Promise<FeedbackAnswer> {
  const answer =
    command === 'drift.feedback.record' ? record(context, lanes, argument) : undo(context, lanes, argument);
  const outcome = await answer;
  if (!outcome.ok) {
    const { message, hint } = outcome.error;
    throw new ResponseError(ErrorCodes.InvalidRequest, `${message}. ${hint}`, outcome.error);
  }
  for (const notice of outcome.notices) context.connection.console.warn(`Drift: ${notice}`);
  return outcome;
}

async function record(context: ServerContext, lanes: Lanes, argument: unknown): ReturnType<typeof recordFeedback> {
  const params = feedbackRecordParamsSchema.safeParse(argument);
  if (!params.success) throw invalidParams(`drift.feedback.record: ${params.error.issues[0]?.message ?? ''}`);
  const isUnsaid = params.data.reason === 'wont_fix' && (params.data.text ?? '').trim() === '';
  const text = isUnsaid ? await askWhy(context) : params.data.text;
  return recordFeedback(context, lanes, { ...params.data, text });
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
