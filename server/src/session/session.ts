import {
  DEFAULT_CONFIG,
  type DriftConfig,
  type FileId,
  grammarOfPath,
  type Problem,
  resolveConfig,
  type ServerInit,
} from '@drift/shared';
import type { Host } from '../host/host.ts';
import { toFileId } from '../host/narrow.ts';
import { Database } from '../store/database/database.ts';
import type { IncrementalTree } from '../syntax/incremental-tree.ts';
import { AnalysisPool } from './analysis-pool.ts';
import { type DocumentId, mergeEdits, type OpenDocument, OpenDocuments } from './document.ts';
import { FactCache } from './fact-cache.ts';
import type { FileAnalysis, FileAnalyzer, TextIdentity } from './file-analyzer.ts';
import { grammarOfLanguageId } from './language-hint.ts';
import { Root } from './root.ts';
import { classifyRole } from './scan/role.ts';
import { Workspace } from './workspace.ts';

/** Upper bound of worker threads, whatever is configured. */
const MAX_THREADS = 16;

/** What a session is made with. */
export interface SessionOptions {
  readonly host: Host;
  readonly analyzer: FileAnalyzer;
  readonly workerScript: string;
  /** Script of the thread that owns a root's database. */
  readonly databaseScript: string;
  /** Folder of the grammars' wasm and of their checksums. */
  readonly wasmFolder: string;
  /** Version of this build, for people. */
  readonly version: string;
  /** Names the build, so that nothing another one kept is read; `null` keeps nothing. */
  readonly engine: Promise<string | null>;
  readonly init: ServerInit;
}

interface LiveDocument {
  readonly identity: TextIdentity;
  readonly tree: IncrementalTree;
  text: string;
  revision: number;
  analysis: FileAnalysis;
}

/** Everything one connection holds: roots, open documents, the analysis of each. The only owner of mutable state. */
export class Session {
  readonly options: SessionOptions;
  readonly roots: Root[] = [];
  /** Documents that belong to no root: unsaved ones, single files. */
  readonly loose = new OpenDocuments();
  /** Settings for documents without a root: what was given explicitly over the defaults. */
  readonly looseConfig: DriftConfig;
  private readonly pool: AnalysisPool;
  /** Databases of roots that were taken away, until they are saved. */
  private readonly going = new Set<Promise<void>>();
  private readonly live = new Map<OpenDocument, LiveDocument>();
  /** What went wrong outside any file. */
  readonly problems: Problem[] = [];
  /** Told what a person should know of a root's database. It is no problem of the code and stands in no report. */
  onDatabaseProblem: (problem: Problem) => void = () => {};

  constructor(options: SessionOptions) {
    this.options = options;
    const { host, init, workerScript } = options;
    const wanted = init.threads > 0 ? init.threads : Math.max(1, Math.min(host.processors(), 8));
    this.looseConfig = resolveConfig({
      defaults: DEFAULT_CONFIG,
      environment: (name) => host.environment(name),
      flags: new Map(Object.entries(init.flags)),
    }).config;
    this.pool = new AnalysisPool(host, workerScript, Math.min(wanted, MAX_THREADS));
  }

  /** Adds a workspace root; it is not loaded yet. */
  addRoot(path: string): Root {
    const known = this.roots.find((r) => r.names.includes(path));
    if (known !== undefined) return known;
    const { host, analyzer, init, engine } = this.options;
    const workspace = new Workspace({
      host,
      root: path,
      pool: this.pool,
      analyzer,
      cache: new FactCache({ host, root: path, engine: init.cache ? engine : Promise.resolve(null) }),
      flags: new Map(Object.entries(init.flags)),
      observe: init.observe,
      ...(init.base === undefined ? {} : { base: init.base }),
    });
    const database = new Database({
      host,
      root: path,
      script: this.options.databaseScript,
      command: init.command,
      onProblem: (problem) => this.onDatabaseProblem(problem),
    });
    const root = new Root(path, workspace, database);
    this.roots.push(root);
    return root;
  }

  /** Takes a root away with everything open in it. */
  removeRoot(path: string): void {
    const at = this.roots.findIndex((r) => r.path === path);
    const root = this.roots[at];
    if (root === undefined) return;
    root.controller.abort();
    for (const document of root.documents.all()) this.release(root, document);
    this.roots.splice(at, 1);
    const gone: Promise<void> = root.recording.then(() => root.database.close()).finally(() => this.going.delete(gone));
    this.going.add(gone);
  }

  /** What an open document is: a file that takes part in its root, or a text of its own. `null` for other languages. */
  identityOf(root: Root | null, id: DocumentId, languageHint: string): TextIdentity | null {
    if (root !== null && id.kind === 'file') return root.workspace.identityOf(id.file);
    const name = id.kind === 'file' ? id.file : id.name;
    const grammar = grammarOfPath(name) ?? grammarOfLanguageId(languageHint);
    return grammar === null ? null : { file: toFileId(name), grammar, role: classifyRole(name), active: null };
  }

  /**
   * Brings the analysis of an open document up to its text. Returns null where the document is not analysed; `others`
   * are the files whose findings may have changed with it.
   */
  async analyze(
    root: Root | null,
    document: OpenDocument,
    languageHint: string,
  ): Promise<{ analysis: FileAnalysis; others: readonly FileId[] } | null> {
    let identity = this.identityOf(root, document.id, languageHint);
    if (
      identity === null &&
      root !== null &&
      document.id.kind === 'file' &&
      (await root.workspace.newcomers.adopt(document.id.file))
    ) {
      identity = this.identityOf(root, document.id, languageHint);
    }
    if (identity === null) return null;
    await this.options.analyzer.ensure(identity.grammar);
    // While this waited the document may have been closed: its text must not be laid over the file any more.
    if ((root?.documents ?? this.loose).get(document.id) !== document) return null;
    return this.analyzeNow(root, document, identity);
  }

  private analyzeNow(
    root: Root | null,
    document: OpenDocument,
    identity: TextIdentity,
  ): { analysis: FileAnalysis; others: readonly FileId[] } {
    const { analyzer } = this.options;
    let live = this.live.get(document);
    if (
      live !== undefined &&
      live.revision === document.revision &&
      live.identity.role === identity.role &&
      live.identity.active === identity.active &&
      this.isLaid(root, document, live.analysis)
    ) {
      return { analysis: live.analysis, others: [] };
    }
    const edits = document.takeEdits();
    const steps = live === undefined || edits.length === 0 ? [] : [{ edit: mergeEdits(edits), before: live.text }];
    const tree = live?.tree ?? analyzer.openTree(identity.grammar);
    const analysis = analyzer.update(tree, identity, document.text, steps);
    live = { identity, tree, text: document.text, revision: document.revision, analysis };
    this.live.set(document, live);
    const others =
      root !== null && document.id.kind === 'file'
        ? root.workspace.setOverlay(document.id.file, document.text, analysis)
        : [];
    return { analysis, others };
  }

  /** Whether the text counts for its file: a load may have taken it away. */
  private isLaid(root: Root | null, { id }: OpenDocument, analysis: FileAnalysis): boolean {
    return root === null || id.kind !== 'file' || root.workspace.analysisOf(id.file) === analysis;
  }

  /** Of a file that is open under several names, the text under this one counts from now on. */
  turnTo(root: Root | null, id: DocumentId, name: string): void {
    const before = (root?.documents ?? this.loose).turnTo(id, name);
    if (before !== null) this.release(root, before);
  }

  /** Frees what an open document held; the file on disk counts again. Returns the files whose findings may change. */
  release(root: Root | null, document: OpenDocument): readonly FileId[] {
    this.live.get(document)?.tree.dispose();
    this.live.delete(document);
    return root !== null && document.id.kind === 'file' ? root.workspace.removeOverlay(document.id.file) : [];
  }

  async close(): Promise<void> {
    for (const root of this.roots) root.controller.abort();
    for (const live of this.live.values()) live.tree.dispose();
    this.live.clear();
    await Promise.all([
      ...this.roots.map((r) => r.workspace.cache.save()),
      ...this.roots.map((r) => r.recording.then(() => r.database.close())),
      ...this.going,
    ]);
    await this.pool.close();
    this.options.analyzer.dispose();
  }
}
