import { nextQuestion } from '../session/contested.ts';
import type { Root } from '../session/root.ts';
import type { ServerContext } from './context.ts';
import { decide } from './conventions.ts';
import type { Lanes } from './lanes.ts';

const LEAVE_OPEN = 'Either is fine';

/** Asks an editor's user about one question on which the code base is divided, once ever; never in `drift check`. */
export async function askContested(context: ServerContext, lanes: Lanes, root: Root): Promise<void> {
  if (context.init.mode !== 'editor' || !context.features.messageActions) return;
  const question = await nextQuestion(root.workspace, context.session.options.host);
  if (question === null) return;
  const { key, language, population, title, answers } = question;
  const options = answers.map((a) => ({ title: `Use ${a.text}`, value: a.value }));
  const chosen = await context.connection.window.showInformationMessage(
    `Drift: ${title} (${language}) is done in two ways: ${answers.map((a) => a.text).join(' and ')}. Which shall hold?`,
    ...options.map((o) => ({ title: o.title })),
    { title: LEAVE_OPEN },
  );
  if (chosen === undefined || chosen === null) return;
  const value = options.find((o) => o.title === chosen.title)?.value;
  const about = { key, language, population, unseen: false };
  await decide(
    context,
    lanes,
    root,
    value === undefined ? { ...about, status: 'rejected' } : { ...about, status: 'pinned', value },
  );
}
