import { DECISIONS_FILE, EXTENSIONS, FEEDBACK_FILE, type FileId } from '@drift/shared';
import { DidChangeWatchedFilesNotification, FileChangeType } from 'vscode-languageserver';
import { mayTellOfSorting, SORTER_FILES } from '../knowledge/import-sorters.ts';
import { CONFIG_FILE } from '../session/project-config.ts';
import type { Root } from '../session/root.ts';
import { placeOf, type ServerContext } from './context.ts';
import { tookFeedbackChange } from './feedback-watch.ts';
import type { Lanes } from './lanes.ts';
import { startLoading } from './load.ts';

/** Files that decide what is read at all. */
const STEERING = new Set([CONFIG_FILE, '.driftignore', '.gitignore']);

/** `workspace/didChangeWatchedFiles`: one batch of events is one piece of work. */
export function registerWatchedFiles(context: ServerContext, lanes: Lanes): void {
  context.connection.onDidChangeWatchedFiles(({ changes }) => {
    const reload = new Set<Root>();
    const reread = new Map<Root, FileId[]>();
    for (const change of changes) {
      const place = placeOf(context.session, change.uri);
      if (place?.root == null || place.id.kind !== 'file') continue;
      const { root, id } = { root: place.root, id: place.id };
      if (id.file === DECISIONS_FILE) {
        lanes.decisionsChanged(root);
        continue;
      }
      if (tookFeedbackChange(lanes, root, id.file)) continue;
      const name = id.file.slice(id.file.lastIndexOf('/') + 1);
      if (
        STEERING.has(name) ||
        mayTellOfSorting(name) ||
        change.type !== FileChangeType.Changed ||
        !root.workspace.has(id.file)
      )
        reload.add(root);
      else reread.set(root, [...(reread.get(root) ?? []), id.file]);
    }
    for (const root of reload) startLoading(context, lanes, root);
    for (const [root, files] of reread) if (!reload.has(root)) lanes.diskChanged(root, files);
  });
}

/** Asks the client to watch source files and what steers the scan, where it can. */
export async function watchFiles(context: ServerContext): Promise<void> {
  if (!context.features.watchedFiles) return;
  const globs = [
    `**/*.{${EXTENSIONS.join(',')}}`,
    `**/{${CONFIG_FILE},.driftignore,.gitignore}`,
    `**/{${SORTER_FILES.join(',')}}`,
    `**/${DECISIONS_FILE}`,
    `**/${FEEDBACK_FILE}`,
  ];
  await context.connection.client.register(DidChangeWatchedFilesNotification.type, {
    watchers: globs.map((globPattern) => ({ globPattern })),
  });
}
