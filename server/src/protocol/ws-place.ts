import type { ProjectConfigState } from '../session/project-config.ts';
import { readProjectConfig } from '../session/project-config.ts';
import type { Root } from '../session/root.ts';
import { inspectorOf, type WsPlace } from '../session/ws/place.ts';
import type { ServerContext } from './context.ts';
import { invalidParams } from './on-request.ts';
import { rootMeant } from './root-meant.ts';
import { isAtOrBelow, uriToPath } from './uri.ts';

/** Does something about the workspace of a document or folder, with what that takes; progress is shown while it lasts. */
export async function inPlace<T>(
  context: ServerContext,
  uri: string | undefined,
  work: (place: WsPlace, settings: ProjectConfigState) => Promise<T>,
): Promise<T> {
  const root = rootMeant(context, uri);
  await root.recording;
  return withProgress(context, root, work);
}

async function withProgress<T>(
  context: ServerContext,
  root: Root,
  work: (place: WsPlace, settings: ProjectConfigState) => Promise<T>,
): Promise<T> {
  const { host, init } = context.session.options;
  const settings = await readProjectConfig(host, root.path, new Map(Object.entries(init.flags)), null);
  const progress = await shownProgress(context);
  try {
    return await withPlace(context, root, { config: settings.config, onProgress: progress.report }, (place) =>
      work(place, settings),
    );
  } finally {
    progress.end();
  }
}

/**
 * As `inPlace`, for what takes something away: the folder must be named itself where more than one is open, and never by
 * something that only lies in it. No scan is recorded meanwhile: it would make again what was taken away.
 */
export async function inNamedPlace<T>(
  context: ServerContext,
  uri: string | undefined,
  work: (place: WsPlace) => Promise<T>,
): Promise<T> {
  const { roots } = context.session;
  if (uri === undefined && roots.length > 1)
    throw invalidParams('several workspace folders are open; name one by uri, as this takes something away');
  if (uri !== undefined && !isFolderItself(rootMeant(context, uri), uri))
    throw invalidParams(`${uri} is no workspace folder, and what this takes away belongs to one`);
  const root = rootMeant(context, uri);
  return root.betweenRecordings(() => withProgress(context, root, work));
}

function isFolderItself({ names }: Root, uri: string): boolean {
  const path = uriToPath(uri);
  return path !== null && names.some((name) => isAtOrBelow(path, name));
}

/** Does something about the workspace of a root that nobody else may be at meanwhile. */
export async function withPlace<T>(
  context: ServerContext,
  { path: root, database }: Root,
  asked: Pick<WsPlace, 'config' | 'onProgress' | 'goOn'>,
  work: (place: WsPlace) => Promise<T>,
): Promise<T> {
  const { host, databaseScript, version: driftVersion } = context.session.options;
  const inspector = inspectorOf(host, databaseScript);
  try {
    return await work({ host, root, database, inspect: inspector.inspect, driftVersion, ...asked });
  } finally {
    await inspector.close();
  }
}

/** What is smaller is written before anybody could read how far it is. */
const SHOWN_FROM_BYTES = 8 * 2 ** 20;

interface Shown {
  readonly report: (done: number, total: number) => void;
  readonly end: () => void;
}

async function shownProgress(context: ServerContext): Promise<Shown> {
  if (!context.features.workDoneProgress) return { report: () => {}, end: () => {} };
  const shown = await context.connection.window.createWorkDoneProgress();
  let begun = false;
  return {
    report(done, total) {
      if (total < SHOWN_FROM_BYTES) return;
      if (!begun) shown.begin('Drift: writing', 0);
      begun = true;
      const percentage = Math.floor((done / Math.max(1, total)) * 100);
      shown.report(percentage, `${Math.round(done / 2 ** 20)} of ${Math.round(total / 2 ** 20)} MiB`);
    },
    end() {
      if (begun) shown.done();
    },
  };
}
