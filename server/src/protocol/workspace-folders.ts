import { BYTE_ORDER_MARK } from '../syntax/decode-text.ts';
import { openAt, type Place, placeOf, type ServerContext } from './context.ts';
import type { Lanes } from './lanes.ts';
import { startLoading } from './load.ts';
import { folderPaths } from './narrow.ts';

/** `workspace/didChangeWorkspaceFolders`: open documents stay open and go over to the root they now lie in. */
export function registerWorkspaceFolders(context: ServerContext, lanes: Lanes): void {
  const { connection, session } = context;
  connection.onNotification('workspace/didChangeWorkspaceFolders', (params: unknown) => {
    const { added, removed } = folderPaths(params);
    const before = [...context.languageIds.keys()].flatMap((uri) => placeOf(session, uri) ?? []);
    const open = before.map((place) => ({ place, document: openAt(session, place) }));
    for (const path of removed) session.removeRoot(path);
    const fresh = added.filter((path) => session.roots.every((r) => r.path !== path));
    for (const path of fresh) session.addRoot(path);
    for (const { place, document } of open) {
      const now = placeOf(session, place.uri);
      if (document === undefined || now === null || now.root === place.root) continue;
      storeOf(context, place).close(place.id);
      session.release(place.root, document);
      const text = document.hasBom ? BYTE_ORDER_MARK + document.text : document.text;
      storeOf(context, now).open(now.id, text, document.version);
      lanes.opened(now);
    }
    for (const root of session.roots) if (fresh.includes(root.path)) startLoading(context, lanes, root);
    lanes.flush();
  });
}

function storeOf(context: ServerContext, place: Place) {
  return place.root?.documents ?? context.session.loose;
}
