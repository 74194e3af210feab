import { BASELINE_FILE, DECISIONS_FILE, EXTENSIONS, FEEDBACK_FILE, type FileId } from '@drift/shared';
import { DidChangeWatchedFilesNotification, FileChangeType } from 'vscode-languageserver';
import { mayTellOfSorting, SORTER_FILES } from '../knowledge/import-sorters.ts';
import { DRIFT_FOLDER } from '../session/drift-folder.ts';
import { CONFIG_FILE } from '../session/project-config.ts';
import type { Root } from '../session/root.ts';
import { SUBMODULES_FILE } from '../session/scan/submodules.ts';
import { readersOf, type ServerContext } from './context.ts';
import { tookFeedbackChange } from './feedback-watch.ts';
import type { Lanes } from './lanes.ts';
import { startLoading } from './load.ts';

/** Files that decide what is read at all. */
const STEERING = new Set([CONFIG_FILE, '.driftignore', '.gitignore', SUBMODULES_FILE]);

/** `workspace/didChangeWatchedFiles`: one batch of events is one piece of work. */
export function registerWatchedFiles(context: ServerContext, lanes: Lanes): void {
  context.connection.onDidChangeWatchedFiles(({ changes }) => {
    const reload = new Set<Root>();
    const reread = new Map<Root, FileId[]>();
    for (const change of changes) {
      for (const { root, file } of readersOf(context.session, change.uri)) {
        if (file === DECISIONS_FILE) lanes.decisionsChanged(root);
        if (file === DECISIONS_FILE || tookFeedbackChange(lanes, root, file)) continue;
        // What Drift keeps for a folder inside this one.
        if (file.includes(`/${DRIFT_FOLDER}/`)) continue;
        const name = file.slice(file.lastIndexOf('/') + 1);
        const steers = STEERING.has(name) || mayTellOfSorting(name);
        if (steers || change.type !== FileChangeType.Changed || !root.workspace.has(file)) reload.add(root);
        else reread.set(root, [...(reread.get(root) ?? []), file]);
      }
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
    `**/{${CONFIG_FILE},.driftignore,.gitignore,${SUBMODULES_FILE}}`,
    `**/{${SORTER_FILES.join(',')}}`,
    `**/${DECISIONS_FILE}`,
    `**/${FEEDBACK_FILE}`,
    `**/${BASELINE_FILE}`,
  ];
  await context.connection.client.register(DidChangeWatchedFilesNotification.type, {
    watchers: globs.map((globPattern) => ({ globPattern })),
  });
}
