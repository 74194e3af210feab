import type { Host } from '../host/host.ts';
import type { OpenDocument } from '../session/document.ts';
import type { Root } from '../session/root.ts';
import type { Session } from '../session/session.ts';
import { BYTE_ORDER_MARK } from '../syntax/decode-text.ts';
import { openedAt, placeOf, type ServerContext } from './context.ts';
import type { Lanes } from './lanes.ts';
import type { Lifecycle } from './lifecycle.ts';
import { startLoading } from './load.ts';
import { folderPaths } from './narrow.ts';

/** Where folders lie once every link is followed, by the path they were opened under. */
export type RealPaths = ReadonlyMap<string, string>;

/** `workspace/didChangeWorkspaceFolders`: open documents stay open and go over to the root they now lie in. */
export function registerWorkspaceFolders(context: ServerContext, lanes: Lanes, lifecycle: Lifecycle): void {
  const { connection, session } = context;
  connection.onNotification('workspace/didChangeWorkspaceFolders', (params: unknown) => {
    const { added, removed } = folderPaths(params);
    const paths = [...session.roots.flatMap((r) => r.names), ...added];
    // What comes next is about the folders as they then are.
    lifecycle.holdUntil(
      realPathsOf(session.options.host, paths).then((real) => changeFolders(context, lanes, { added, removed, real })),
    );
  });
}

/** Where folders lie, to know one again under another name. */
export async function realPathsOf(host: Host, paths: readonly string[]): Promise<RealPaths> {
  const found = paths.map(async (path): Promise<[string, string]> => {
    const real = await host.realPath(path);
    return [path, real.ok ? real.value : path];
  });
  return new Map(await Promise.all(found));
}

/** Opens a folder; one that is open already, under this name or another, is the same root. */
export function addFolder(session: Session, path: string, real: RealPaths): Root {
  const same = session.roots.find((r) => real.has(path) && real.get(r.path) === real.get(path));
  if (same === undefined) return session.addRoot(path);
  if (!same.names.includes(path)) same.names.push(path);
  return same;
}

/** Closes a folder; where it is open under other names too, gives those under which it has to be opened anew. */
function removeFolder(session: Session, path: string): readonly string[] {
  const root = session.roots.find((r) => r.names.includes(path));
  if (root === undefined) return [];
  if (root.path !== path) {
    root.names.splice(root.names.indexOf(path), 1);
    return [];
  }
  session.removeRoot(path);
  return root.names.slice(1);
}

function changeFolders(
  context: ServerContext,
  lanes: Lanes,
  change: { readonly added: readonly string[]; readonly removed: readonly string[]; readonly real: RealPaths },
): void {
  const { session } = context;
  const open = openDocuments(context);
  const left = change.removed.flatMap((path) => removeFolder(session, path));
  const before = new Set(session.roots);
  for (const path of [...left.filter((p) => !change.removed.includes(p)), ...change.added])
    addFolder(session, path, change.real);
  for (const { uri, root, document } of open) {
    const now = placeOf(session, uri);
    if (now === null || now.root === root) continue;
    const store = root?.documents ?? session.loose;
    session.turnTo(root, document.id, document.name);
    store.close(document.id);
    session.release(root, document);
    openedAt(context, now, document.hasBom ? BYTE_ORDER_MARK + document.text : document.text, document.version);
    lanes.opened(now);
  }
  for (const root of session.roots) if (!before.has(root)) startLoading(context, lanes, root);
  lanes.flush();
}

interface Opened {
  readonly uri: string;
  readonly root: Root | null;
  readonly document: OpenDocument;
}

/** Every document the client has open, under each of its names. */
function openDocuments({ session, uris }: ServerContext): readonly Opened[] {
  return [...session.roots, null].flatMap((root) => {
    const store = root?.documents ?? session.loose;
    const all = [...store.all()].flatMap((document) => [...store.asideOf(document.id), document]);
    return all.flatMap((document) => {
      const uri = uris.get(document);
      return uri === undefined ? [] : [{ uri, root, document }];
    });
  });
}
