import { FEEDBACK_FILE, type Finding } from '@drift/shared';
import { MessageType, ShowMessageNotification } from 'vscode-languageserver';
import { feedbackNotices } from '../enforcement/feedback-effects.ts';
import { hasDriftFolder, isKeptByDrift } from '../session/drift-folder.ts';
import { sentence } from '../session/feedback-report.ts';
import { ImplicitSignals } from '../session/implicit-signals.ts';
import { observationOf } from '../session/observations.ts';
import type { Root } from '../session/root.ts';
import { ToldOnce } from '../session/told-once.ts';
import type { ServerContext } from './context.ts';
import type { Lanes } from './lanes.ts';

const signalsByRoot = new WeakMap<Root, ImplicitSignals>();
const toldByRoot = new WeakMap<Root, Set<string>>();

/** Takes a change on disk that is about Drift's own folder; true when nothing else needs to be done about it. */
export function tookFeedbackChange(lanes: Lanes, root: Root, file: string): boolean {
  if (file === FEEDBACK_FILE) lanes.feedbackChanged(root);
  return file === FEEDBACK_FILE || isKeptByDrift(file);
}

/** After a pause in an editor: tells once of each rule that went off, and infers what became of findings. */
export async function followFeedback(context: ServerContext): Promise<void> {
  if (context.init.mode !== 'editor') return;
  for (const root of [...context.session.roots]) {
    if (!root.workspace.loaded) continue;
    await tellNotices(context, root);
    await observe(context, root);
  }
}

/** A fix was handed to the editor; if its findings go now, it was that. */
export function expectFixed(context: ServerContext, root: Root, findings: readonly Finding[]): void {
  if (context.init.mode === 'editor') signalsOf(context, root).expect(findings);
}

/** Tells what the records did to rules, once on a machine. */
async function tellNotices(context: ServerContext, root: Root): Promise<void> {
  const told = toldByRoot.get(root) ?? new Set<string>();
  toldByRoot.set(root, told);
  const kept = new ToldOnce(context.session.options.host, root.path, 'told.txt');
  for (const notice of feedbackNotices(root.workspace.feedback.effects)) {
    if (told.has(notice.message)) continue;
    told.add(notice.message);
    if ((await kept.read()).has(notice.message)) continue;
    // Where it cannot be kept it is told again at the next start rather than never.
    await kept.note(notice.message);
    void context.connection.sendNotification(ShowMessageNotification.type, {
      type: MessageType.Warning,
      message: `Drift: ${sentence(notice)}`,
    });
  }
}

async function observe(context: ServerContext, root: Root): Promise<void> {
  if (!(await hasDriftFolder(context.session.options.host, root.path))) return;
  const seen = [...root.documents.all()].flatMap(({ id }) =>
    id.kind === 'file' ? (observationOf(root.workspace, id.file) ?? []) : [],
  );
  await signalsOf(context, root).observe(seen);
}

function signalsOf(context: ServerContext, root: Root): ImplicitSignals {
  const known = signalsByRoot.get(root) ?? new ImplicitSignals(context.session.options.host, root.path);
  signalsByRoot.set(root, known);
  return known;
}
