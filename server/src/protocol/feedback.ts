import {
  type FeedbackList,
  type FeedbackRecordParams,
  type FeedbackUndoParams,
  feedbackHealthParamsSchema,
  feedbackListParamsSchema,
  feedbackRecordParamsSchema,
  feedbackReEnableParamsSchema,
  feedbackStatsParamsSchema,
  feedbackUndoParamsSchema,
  Method,
} from '@drift/shared';
import {
  type FeedbackOutcome,
  type FeedbackPlace,
  listedRecords,
  recordAction,
  reEnableRule,
  undoAction,
} from '../session/feedback-actions.ts';
import { feedbackHealth, feedbackStats, sentence } from '../session/feedback-report.ts';
import type { Root } from '../session/root.ts';
import { placeOf, type ServerContext } from './context.ts';
import { findingsAt } from './diagnostics.ts';
import type { Lanes } from './lanes.ts';
import { onRequest } from './on-request.ts';
import { settledRoot } from './report.ts';
import { rootMeant } from './root-meant.ts';

/** The requests below `drift/feedback/`: what people say about findings, and what follows from it. */
export function registerFeedback(context: ServerContext, lanes: Lanes): void {
  const { host } = context.session.options;
  onRequest(context, Method.feedbackRecord, feedbackRecordParamsSchema, (p) => recordFeedback(context, lanes, p));
  onRequest(context, Method.feedbackUndo, feedbackUndoParamsSchema, (p) => undoFeedback(context, lanes, p));
  onRequest(context, Method.feedbackReEnable, feedbackReEnableParamsSchema, async ({ rule, why, uri }) => {
    const root = await readRoot(context, lanes, uri);
    return followed(lanes, root, await reEnableRule({ host, workspace: root.workspace }, rule, why));
  });
  onRequest(context, Method.feedbackStats, feedbackStatsParamsSchema, async ({ rule, uri }) => {
    const { workspace } = await readRoot(context, lanes, uri);
    return feedbackStats(host, workspace, rule ?? null);
  });
  onRequest(context, Method.feedbackHealth, feedbackHealthParamsSchema, async ({ uri }) => {
    const { workspace } = await readRoot(context, lanes, uri);
    if (workspace.config === null) await workspace.configure(null);
    return feedbackHealth(workspace);
  });
  onRequest(context, Method.feedbackList, feedbackListParamsSchema, async ({ uri }): Promise<FeedbackList> => {
    const { feedback } = (await readRoot(context, lanes, uri)).workspace;
    return { records: listedRecords(feedback.records), problems: feedback.problems().map(sentence) };
  });
}

/** Records an action on a finding of a document, or of a root where no document is named. */
export async function recordFeedback(
  context: ServerContext,
  lanes: Lanes,
  params: FeedbackRecordParams,
): Promise<FeedbackOutcome> {
  const { id, uri, ...request } = params;
  const place = uri === undefined ? null : placeOf(context.session, uri);
  // The URI of a workspace folder names no document, also where the folder lies in another one.
  if (place?.root == null || place.root !== rootMeant(context, uri)) {
    const root = await settledRoot(context, lanes, uri);
    return followed(lanes, root, await recordAction(placeIn(context, root), { id, file: null }, request));
  }
  await place.root.loading;
  // Brings the open text up to date, so that the id is looked for among what the person sees.
  await findingsAt(context, place);
  const file = place.id.kind === 'file' ? place.id.file : null;
  return followed(lanes, place.root, await recordAction(placeIn(context, place.root), { id, file }, request));
}

/** Takes back an action: the one named, or the last dismissal of this person. */
export async function undoFeedback(
  context: ServerContext,
  lanes: Lanes,
  { id, uri }: FeedbackUndoParams,
): Promise<FeedbackOutcome> {
  const root = await readRoot(context, lanes, uri);
  return followed(lanes, root, await undoAction(placeIn(context, root), id ?? null));
}

function placeIn(context: ServerContext, root: Root): FeedbackPlace {
  return { host: context.session.options.host, workspace: root.workspace };
}

/** What was recorded may change what every document shows. */
function followed(lanes: Lanes, root: Root, outcome: FeedbackOutcome): FeedbackOutcome {
  if (outcome.ok) lanes.feedbackChanged(root);
  return outcome;
}

/** The root meant with its feedback as it lies on the disk; its code need not have been read. */
async function readRoot(context: ServerContext, lanes: Lanes, uri: string | undefined): Promise<Root> {
  const root = rootMeant(context, uri);
  if (await root.workspace.feedback.read()) lanes.flush();
  return root;
}
