import type { FileId, ServerInit } from '@drift/shared';
import type { CodeActionClientCapabilities, Connection, InitializeParams } from 'vscode-languageserver';
import type { DocumentId, OpenDocument } from '../session/document.ts';
import type { Root } from '../session/root.ts';
import type { Session } from '../session/session.ts';
import type { PositionEncoding } from './positions.ts';
import type { StatusTeller } from './status.ts';
import { fileIdWithin, isAtOrBelow, pathToUri, schemeOf, uriToPath } from './uri.ts';

/** What the connected client can do, as far as the server cares. */
export interface ClientFeatures {
  readonly pullDiagnostics: boolean;
  readonly refreshDiagnostics: boolean;
  readonly workDoneProgress: boolean;
  readonly watchedFiles: boolean;
  readonly documentChanges: boolean;
  /** The client lets the server ask for an edit. */
  readonly appliesEdits: boolean;
  /** How it takes code actions: their edits when it asks for them, at once, or as commands that ask for an edit. */
  readonly codeActions: 'resolved' | 'whole' | 'commands';
  readonly markdownHover: boolean;
  readonly relatedInformation: boolean;
  /** The client shows an action that cannot be taken, with the reason. */
  readonly disabledActions: boolean;
  /** The client shows buttons with a message. */
  readonly messageActions: boolean;
}

/** A document's place: in a root, or on its own. */
export interface Place {
  readonly uri: string;
  readonly root: Root | null;
  readonly id: DocumentId;
}

/** Everything the handlers of one connection share. */
export interface ServerContext {
  readonly connection: Connection;
  readonly session: Session;
  readonly init: ServerInit;
  readonly features: ClientFeatures;
  readonly encoding: PositionEncoding;
  /** Runs the listeners that wait for findings to change. */
  readonly changes: ChangeSignal;
  /** Tells clients that ask for it how the roots stand. */
  readonly status: StatusTeller;
  /** Language ids the client gave for open documents, by URI. */
  readonly languageIds: Map<string, string>;
  /** What the client calls its open documents. */
  readonly uris: WeakMap<OpenDocument, string>;
  /** Open documents of which the client's log says that they are not analysed. */
  readonly toldLeftOut: WeakSet<OpenDocument>;
}

/** Lets long-polling requests sleep until findings may have changed. */
export class ChangeSignal {
  private waiting: (() => void)[] = [];
  revision = 0;

  notify(): void {
    this.revision++;
    for (const wake of this.waiting.splice(0)) wake();
  }

  /** Resolves at the next `notify`, or at once when one happened since `revision`. */
  after(revision: number): Promise<void> {
    if (this.revision !== revision) return Promise.resolve();
    return new Promise((resolve) => this.waiting.push(resolve));
  }
}

/** Schemes of texts that exist only in an editor and that a person writes: new ones, and cells of notebooks. */
const IN_MEMORY: ReadonlySet<string> = new Set(['untitled', 'vscode-notebook-cell']);

/** Where a URI belongs, a file below several roots to the innermost; `null` for schemes Drift does not read. */
export function placeOf(session: Session, uri: string): Place | null {
  const scheme = schemeOf(uri);
  if (scheme !== null && IN_MEMORY.has(scheme)) return { uri, root: null, id: { kind: 'memory', name: uri } };
  const path = uriToPath(uri);
  if (path === null) return null;
  const root = innermost(session, (name) => fileIdWithin(name, path) !== null);
  const file = root === null ? null : fileOf(root, path);
  return file === null
    ? { uri, root: null, id: { kind: 'memory', name: path } }
    : { uri, root, id: { kind: 'file', file } };
}

/** What a path is called in a root, by the longest of its names that leads there. */
function fileOf(root: Root, path: string): FileId | null {
  const ids = root.names.flatMap((name) => fileIdWithin(name, path) ?? []);
  return ids.reduce<FileId | null>((best, id) => (best === null || id.length < best.length ? id : best), null);
}

/** Every root that reads the file a URI names, and what the file is called there: roots may lie inside each other. */
export function readersOf(session: Session, uri: string): readonly { readonly root: Root; readonly file: FileId }[] {
  const path = uriToPath(uri);
  if (path === null) return [];
  return session.roots.flatMap((root) => {
    const file = fileOf(root, path);
    return file === null ? [] : [{ root, file }];
  });
}

/** The root whose folder a URI names, or else the innermost one that holds what it names; `null` where it is in none. */
export function rootNamed(session: Session, uri: string): Root | null {
  const path = uriToPath(uri);
  return path === null ? null : innermost(session, (name) => isAtOrBelow(name, path));
}

/** Of the roots that hold something, as one of their names tells, the one that lies deepest. */
function innermost(session: Session, holds: (name: string) => boolean): Root | null {
  let best: { readonly root: Root; readonly depth: number } | null = null;
  for (const root of session.roots)
    for (const name of root.names)
      if (holds(name) && (best === null || name.length > best.depth)) best = { root, depth: name.length };
  return best?.root ?? null;
}

/** The open document at a place, if it is open. Where its file is open under other names too, its text counts now. */
export function openAt(session: Session, place: Place): OpenDocument | undefined {
  session.turnTo(place.root, place.id, nameOf(place.uri));
  return (place.root?.documents ?? session.loose).get(place.id);
}

/** Takes in a document that the client opened, or opened anew. */
export function openedAt(context: ServerContext, place: Place, text: string, version: number | null): void {
  const { session } = context;
  const before = openAt(session, place);
  const document = (place.root?.documents ?? session.loose).open(place.id, text, version, nameOf(place.uri));
  if (before !== undefined && before !== document) session.release(place.root, before);
  context.uris.set(document, place.uri);
}

/** All spellings of a URI are one name. */
function nameOf(uri: string): string {
  return uriToPath(uri) ?? uri;
}

/** URI of a file of a root: the client's own where it is open. */
export function uriOf(context: ServerContext, root: Root, file: FileId): string {
  const open = root.documents.get({ kind: 'file', file });
  const own = open === undefined ? undefined : context.uris.get(open);
  if (own !== undefined) return own;
  const separator = root.path.includes('\\') ? '\\' : '/';
  return pathToUri(`${root.path.replace(/[\\/]$/, '')}${separator}${file}`) ?? `file://${root.path}/${file}`;
}

/** Reads the capabilities that decide how the server talks. */
export function featuresOf(params: InitializeParams): ClientFeatures {
  const { textDocument, workspace, window } = params.capabilities;
  return {
    pullDiagnostics: textDocument?.diagnostic !== undefined,
    refreshDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    workDoneProgress: window?.workDoneProgress === true,
    watchedFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    appliesEdits: workspace?.applyEdit === true,
    codeActions: codeActionsOf(textDocument?.codeAction),
    markdownHover: textDocument?.hover?.contentFormat?.includes('markdown') === true,
    disabledActions: textDocument?.codeAction?.disabledSupport === true,
    messageActions: window?.showMessage !== undefined,
    relatedInformation:
      textDocument?.publishDiagnostics?.relatedInformation ?? textDocument?.diagnostic?.relatedInformation ?? true,
  };
}

function codeActionsOf(client: CodeActionClientCapabilities | undefined): ClientFeatures['codeActions'] {
  if (client?.resolveSupport?.properties.includes('edit') === true) return 'resolved';
  return client?.codeActionLiteralSupport === undefined ? 'commands' : 'whole';
}
