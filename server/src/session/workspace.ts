import { byCodeUnit, type DriftConfig, type FileId, type Problem, sortedJson } from '@drift/shared';
import { directoryOf } from '../analysis/conventions/scopes.ts';
import type { Snapshot } from '../analysis/conventions/snapshot.ts';
import type { FileVotes } from '../analysis/conventions/tally.ts';
import { type Judgement, judgement, NOTHING_JUDGED } from '../enforcement/judge.ts';
import { LeftToTools, NOTHING_LEFT, type ToolSettings } from '../enforcement/left-to-tools.ts';
import { NO_OUTLIERS, type OutlierSnapshot } from '../enforcement/outlier-findings.ts';
import { activeRules } from '../enforcement/rule-settings.ts';
import { joinPath } from '../host/paths.ts';
import { ProjectIndex } from '../index/project-index.ts';
import { type ActiveRules, sameRules } from '../rules/engine/active-rules.ts';
import { FileView } from '../rules/engine/file-view.ts';
import { decodeText } from '../syntax/decode-text.ts';
import type { AnalysisPool } from './analysis-pool.ts';
import { type Baseline, findBaseline, noBaseline } from './baseline.ts';
import type { ContentBook } from './content-book.ts';
import { type DecisionsState, NO_DECISIONS, readDecisions } from './decisions.ts';
import type { OnFiles } from './errand.ts';
import type { CacheView, FactCache, Recalled } from './fact-cache.ts';
import { FeedbackFile } from './feedback-file.ts';
import type { FileAnalysis, TextIdentity } from './file-analyzer.ts';
import { observed } from './first-look.ts';
import type { NamedInputs, RootInputs } from './inputs-digest.ts';
import { type Judged, type JudgedFrom, sameBasis } from './judged.ts';
import { learnOutliers } from './learn-outliers.ts';
import { Learner, type LearnSettings } from './learner.ts';
import type { LeftOut } from './left-out.ts';
import { Newcomers } from './newcomers.ts';
import { Novelties } from './novelties.ts';
import { observationsOf } from './observations-of.ts';
import { Pacer } from './pacer.ts';
import { PatternKeeper } from './pattern-keeper.ts';
import { type ProjectConfigState, readProjectConfig } from './project-config.ts';
import { ProjectFindings } from './project-findings.ts';
import { type RootState, readRoot } from './root-state.ts';
import { scanOptionsOf } from './scan/scan-options.ts';
import type { ScannedFile, ScanResult } from './scan/scan-result.ts';
import { skippedCounts } from './skipped-counts.ts';
import { analyzeOldTexts, type CurrentFile, teachersOf } from './teachers.ts';
import type { ContentName, JobOutcome } from './worker-job.ts';
import { WorkspaceFiles } from './workspace-files.ts';
import { NOTHING_OPEN, type OpenSettings, type WorkspaceOptions } from './workspace-options.ts';

/** Told while a workspace loads: files done and files in all. */
export type OnProgress = (done: number, total: number) => void;

/**
 * One workspace root: its files, what is open over them, what was learned, and the findings that follow. Holds all
 * state of a root; everything it computes is a pure function of texts, configuration and baseline.
 */
export class Workspace {
  readonly root: string;
  readonly flags: ReadonlyMap<string, string>;
  readonly pool: AnalysisPool;
  readonly cache: FactCache;
  readonly feedback: FeedbackFile;
  readonly patterns = new PatternKeeper();
  private readonly options: WorkspaceOptions;
  private readonly known = new WorkspaceFiles();
  private oldAnalyses: ReadonlyMap<FileId, FileAnalysis> = new Map();
  readonly novelties: Novelties;
  readonly index = new ProjectIndex();
  readonly projectFindings = new ProjectFindings(this.index);
  private scan: ScanResult | null = null;
  /** What was read ahead for the next load. */
  private ahead: Awaited<ReturnType<Workspace['readRoot']>> | null = null;
  private manifests: ReadonlyMap<FileId, string> = new Map();
  private settings: ProjectConfigState | null = null;
  private baselineState: Baseline = noBaseline('none (not read yet)');
  private readonly learner = new Learner();
  private decided: DecisionsState = NO_DECISIONS;
  private packages: ReadonlySet<string> = new Set();
  private tools: readonly ToolSettings[] = [];
  /** What is left to formatters; the same object as long as that is the same. */
  left: LeftToTools = NOTHING_LEFT;
  /** What is ordinary in numbers, frozen with the snapshot. */
  outliers: OutlierSnapshot = NO_OUTLIERS;
  /** What is run over files; `null` before the configuration is read. */
  activeRules: ActiveRules | null = null;
  private staleState = false;
  private loadedState = false;
  /** While everything is read anew nobody waits for what depends on what. */
  private bulk = false;
  private readonly judged = new Map<FileId, Judged>();
  readonly newcomers: Newcomers;

  constructor(options: WorkspaceOptions) {
    this.options = options;
    this.root = options.root;
    this.flags = options.flags;
    this.pool = options.pool;
    this.cache = options.cache;
    this.novelties = new Novelties({
      baseline: () => this.baselineState,
      isOpen: (file) => this.known.isOpen(file),
      textOf: (file) => this.textOf(file),
      diskText: (file) => this.diskText(file),
    });
    this.feedback = new FeedbackFile(options.host, options.root);
    this.newcomers = new Newcomers({
      host: options.host,
      root: options.root,
      known: this.known,
      config: () => this.settings?.config ?? null,
      tracked: () => this.baselineState.trackedIgnored,
    });
  }

  /** True once every file was read and the snapshot stands. */
  get loaded(): boolean {
    return this.loadedState;
  }

  get config(): ProjectConfigState | null {
    return this.settings;
  }

  get baseline(): Baseline {
    return this.baselineState;
  }

  get decisions(): DecisionsState {
    return this.decided;
  }

  get conventions(): Snapshot {
    return this.learner.snapshot;
  }

  /** The votes a question was learned from. */
  votesOn(key: string): readonly FileVotes[] {
    return this.learner.votesOn(key);
  }

  get lastScan(): ScanResult | null {
    return this.scan;
  }

  /** Every file that takes part, in path order; open files that exist only in the editor included. */
  files(): readonly FileId[] {
    return this.known.inOrder();
  }

  /** Problems of scanning, reading and configuration, in a fixed order. */
  problems(): readonly Problem[] {
    return [
      ...(this.settings?.problems ?? []),
      ...this.decided.problems,
      ...this.decided.warnings,
      ...(this.scan?.problems ?? []),
      ...this.baselineState.problems,
      ...this.baselineState.warnings,
      ...this.known.problems(),
      ...this.projectFindings.problems(),
      ...this.feedback.problems(),
    ];
  }

  /** Files looked at but not analysed, by reason. */
  skipped(): ReadonlyMap<string, number> {
    return skippedCounts(this.scan, this.known.skips());
  }

  /**
   * Reads the configuration again; `openText` is the text of `drift.toml` when it is open. A file that is no TOML at all
   * leaves the last settings in force. True when other files may have to be read now.
   */
  async configure(openText: string | null): Promise<boolean> {
    const { host, root, flags } = this.options;
    const before = this.settings;
    const next = await readProjectConfig(host, root, flags, openText);
    const unreadable = before !== null && next.faults.some((f) => f.kind === 'parse');
    this.settings = unreadable ? { ...next, config: before.config, provenance: before.provenance } : next;
    const isOther = this.activate();
    this.newcomers.settings.come();
    return before === null || isOther || sortedJson(before.config.scan) !== sortedJson(this.settings.config.scan);
  }

  /** Works out what is on; true when that is something else now. */
  private activate(): boolean {
    if (this.settings === null) return false;
    const left = new LeftToTools(this.tools, this.settings.config, this.decided.decisions);
    if (!left.equals(this.left)) this.left = left;
    const { isFirstRun, scan } = this;
    const next = activeRules(this.settings.config, this.decided.decisions);
    const active = observed(next, this.options.observe, { isFirstRun, files: scan?.files.length ?? 0 });
    if (this.activeRules !== null && sameRules(this.activeRules, active)) return false;
    this.activeRules = active;
    this.projectFindings.clear();
    return true;
  }

  /** True when something is on that the files were not read for: they must be loaded again. */
  get stale(): boolean {
    return this.staleState;
  }

  /** True where nobody has configured or decided anything. */
  get isFirstRun(): boolean {
    return this.settings?.text == null && this.decided.text === null && this.feedback.records.length === 0;
  }

  /** Reads everything: configuration, files, baseline; then learns. Safe to call again. */
  async load(onProgress: OnProgress, signal: AbortSignal, open: OpenSettings = NOTHING_OPEN): Promise<void> {
    this.pool.warm();
    this.staleState = false;
    await this.configure(open.config);
    const { ahead } = this;
    this.ahead = null;
    const { state, book, opening } = ahead ?? (await this.readRoot(signal, open, null));
    await opening.begin();
    if (state === null || signal.aborted) return;
    this.take(state);
    this.bulk = true;
    await this.analyzeOnDisk(state.scan.files, onProgress, signal, state.contents);
    this.bulk = false;
    if (signal.aborted) return;
    await this.readOldTexts(signal);
    if (!signal.aborted) this.cache.endRound();
    await this.relearn();
    this.projectFindings.clear();
    this.judged.clear();
    this.loadedState = true;
    this.known.tell(book, state, this.settings?.config.scan.skip_binary ?? true);
  }

  /** Reads the root; the texts are named as well where it is read ahead, and what is kept is then opened as `late` says. */
  private async readRoot(signal: AbortSignal, open: OpenSettings, ahead: { readonly late: ContentBook | null } | null) {
    const { host, root, pool, base } = this.options;
    const { settings, feedback, cache } = this;
    const book = await cache.book();
    const opening = cache.opening(ahead?.late ?? null, pool, signal);
    const onNamed: OnFiles | null = ahead && ((files) => opening.met(files));
    const scan = settings && scanOptionsOf(settings.config);
    const query = scan && { host, root, pool, feedback, base, scan, openDecisions: open.decisions, book, onNamed };
    return { book, opening, state: query && (await readRoot(query, signal)) };
  }

  /** Reads what the next load begins with, and names the texts; nothing else of the workspace changes. */
  async readAhead(late: ContentBook | null, signal: AbortSignal): Promise<NamedInputs | null> {
    await this.configure(null);
    this.ahead = await this.readRoot(signal, NOTHING_OPEN, { late });
    const { state } = this.ahead;
    const inputs = this.inputsOf(state);
    return inputs === null || state === null ? null : { ...inputs, ...state };
  }

  /** Gives up what was read ahead. */
  forgetAhead(): void {
    this.ahead = null;
  }

  /** What the findings follow from besides the texts; `null` before the root was read. */
  get inputs(): RootInputs | null {
    const { scan, baselineState: baseline, decided: decisions, manifests, tools } = this;
    return this.inputsOf(scan === null ? null : { scan, baseline, decisions, manifests, tools });
  }

  private inputsOf(state: Omit<RootState, 'contents' | 'lookedAt' | 'read'> | null): RootInputs | null {
    const { settings, feedback, root } = this;
    if (state === null || settings === null) return null;
    return { ...state, root, settings, feedback, observe: this.options.observe };
  }

  private take(state: RootState): void {
    const { scan, baseline, decisions, manifests, tools } = state;
    this.decided = decisions;
    this.tools = tools;
    this.scan = scan;
    this.activate();
    this.baselineState = baseline;
    this.novelties.clear();
    for (const file of this.known.list(scan.files)) {
      // Open or not it takes no part; one that exists only in an editor is adopted anew.
      this.known.close(file);
      this.forget(file);
    }
    this.newcomers.files.come();
    this.packages = new Set(scan.manifests.map(directoryOf));
    this.manifests = manifests;
    this.index.setManifests(manifests);
  }

  private async analyzeOnDisk(
    files: readonly ScannedFile[],
    onProgress: OnProgress,
    signal: AbortSignal,
    contents: RootState['contents'] = new Map(),
  ): Promise<void> {
    const cache = this.cache.view(this.activeRules);
    const skipBinary = this.settings?.config.scan.skip_binary ?? true;
    const { finished, unknown } = cache.recall(files, contents, skipBinary);
    const read: Recalled['finished'] = [];
    let done = finished.length;
    const reading = this.pool.run(
      unknown,
      { skipBinary, active: this.activeRules, known: cache.known },
      (job, outcome) => {
        read.push({ job, outcome });
        onProgress(++done, files.length);
      },
      signal,
    );
    // What is known is taken in while the threads read the rest.
    const pacer = this.pacer();
    for (const { job, outcome } of finished) {
      this.settleOnDisk(job.file, outcome, cache);
      await pacer.pause();
      // A newer load may be on by now, and has other rules.
      if (signal.aborted) return;
    }
    await reading;
    if (signal.aborted) return;
    read.sort((a, b) => byCodeUnit(a.job.file, b.job.file));
    for (const { job, outcome } of read) this.settleOnDisk(job.file, outcome, cache);
  }

  private settleOnDisk(file: FileId, outcome: JobOutcome, cache: CacheView): void {
    if (!this.known.has(file)) return;
    const made = outcome.kind === 'analyzed' ? cache.revive(outcome) : null;
    const analysis = this.known.settle(file, outcome, made);
    if (!this.known.has(file)) this.forget(file);
    else if (!this.known.isOpen(file)) this.replaceInIndex(file, analysis);
  }

  private replaceInIndex(file: FileId, analysis: FileAnalysis | null): readonly FileId[] {
    const change = this.index.replace(file, analysis?.facts ?? null);
    this.judged.delete(file);
    this.novelties.touch(file);
    // Telling who depends on whom would cost a pass each, and everything is forgotten at the end anyway.
    if (this.bulk) return [];
    const others = this.projectFindings.replaced(file, change);
    for (const other of others) this.judged.delete(other);
    return others;
  }

  private forget(file: FileId): void {
    this.novelties.forget(file);
    if (!this.known.isOpen(file)) this.replaceInIndex(file, null);
  }

  private async readOldTexts(signal: AbortSignal): Promise<void> {
    this.oldAnalyses = await analyzeOldTexts(this, this.baselineState, this.activeRules, signal);
  }

  /** Every file as it is now, for those who choose which texts teach. */
  currentFiles(): IterableIterator<CurrentFile> {
    return this.known.current();
  }

  /** What learning depends on besides the texts. */
  learnSettings(config: DriftConfig): LearnSettings {
    const { packages, activeRules: active, decided, feedback, left } = this;
    const { manifests } = this.index;
    return { config, active, packages, manifests, decisions: decided.decisions, feedback: feedback.records, left };
  }

  /** Freezes a new snapshot from the texts that teach. */
  async relearn(): Promise<void> {
    if (this.settings === null) return;
    const teachers = teachersOf(this.currentFiles(), this.baselineState, this.oldAnalyses);
    await this.learner.learn(teachers, this.learnSettings(this.settings.config), this.pacer());
    this.outliers = await learnOutliers(this.outliers, teachers, this.pacer());
    if (this.activeRules !== null) await this.patterns.relearn(teachers, this.activeRules, this.pacer());
  }

  /**
   * Reads what people decided, from the open text where the file is open, and learns anew when that changed; true
   * then. Where a decision turns on a convention that was off, the workspace is stale.
   */
  async decide(openText: string | null): Promise<boolean> {
    const next = await readDecisions(this.options.host, this.root, openText);
    const isSame = next.text === this.decided.text && next.problems.length === this.decided.problems.length;
    this.decided = next;
    if (isSame) return false;
    this.staleState ||= this.activate();
    // What was just turned on has not been observed: learning waits until everything is read again.
    if (!this.staleState) await this.relearn();
    return true;
  }

  /** Reads the git baseline again and learns anew when it moved. */
  async refreshBaseline(signal: AbortSignal): Promise<void> {
    const next = await findBaseline(this.options.host, this.root, this.options.base);
    if (signal.aborted) return;
    this.baselineState = next;
    this.novelties.clear();
    await this.readOldTexts(signal);
    if (!signal.aborted) await this.relearn();
  }

  /** For loops over many files. */
  pacer(): Pacer {
    return new Pacer(this.options.host);
  }

  /** What a file is, for analysing a text of it; `null` when the file takes no part. */
  identityOf(file: FileId): TextIdentity | null {
    const scanned = this.known.scanned(file);
    return scanned === null ? null : { file, grammar: scanned.grammar, role: scanned.role, active: this.activeRules };
  }

  /** True when the file was found by the scan. */
  has(file: FileId): boolean {
    return this.known.has(file);
  }

  /** Lays an open text over a file that takes part; returns the other files whose findings may change. */
  setOverlay(file: FileId, text: string, analysis: FileAnalysis): readonly FileId[] {
    if (!this.known.has(file)) return [];
    this.known.open(file, text, analysis);
    return this.replaceInIndex(file, analysis);
  }

  /** Takes an open text away; the file on disk counts again. */
  removeOverlay(file: FileId): readonly FileId[] {
    if (!this.known.close(file)) return [];
    this.novelties.close(file);
    return this.replaceInIndex(file, this.known.analysisOf(file));
  }

  /** Reads some files again after they changed on disk; returns the files whose findings may change. */
  async reread(files: readonly FileId[], signal: AbortSignal): Promise<void> {
    const scanned = files.flatMap((f) => this.known.scanned(f) ?? []);
    await this.analyzeOnDisk(scanned, () => {}, signal);
  }

  /** Files of a known language that were found and are not analysed, in path order. */
  leftOut(): readonly LeftOut[] {
    const large = (this.scan?.skipped.tooLarge ?? []).map((file): LeftOut => ({ file, reason: 'tooLarge' }));
    return [...large, ...this.known.leftOut()].sort((x, y) => byCodeUnit(x.file, y.file));
  }

  /** Names what lay on the disk when a file was read; `null` where nothing can be promised of it. */
  contentOf(file: FileId): ContentName {
    return this.known.contentOf(file);
  }

  /** True when a file's text was read and parsed: only then does it count as looked at. */
  isLookedAt(file: FileId): boolean {
    return this.known.isLookedAt(file);
  }

  /** Current analysis of a file: the open text's if it is open. */
  analysisOf(file: FileId): FileAnalysis | null {
    return this.known.analysisOf(file);
  }

  /** Current text of a file; reads the disk for closed files. */
  async textOf(file: FileId): Promise<string | null> {
    return this.known.openText(file) ?? this.diskText(file);
  }

  /** Prepares what `findings` needs of files that are changed or open: their new lines. */
  prepare(files: readonly FileId[]): Promise<void> {
    return this.novelties.prepare(files);
  }

  private async diskText(file: FileId): Promise<string | null> {
    const read = await this.options.host.readFile(joinPath(this.root, file));
    return read.ok ? decodeText(read.value).text : null;
  }

  /**
   * What is found in one file as it stands, also before the cut, and what a person dismissed; `withProject` adds the rules
   * that read other files.
   */
  judgementOf(file: FileId, withProject: boolean): Judgement {
    const analysis = this.analysisOf(file);
    if (analysis === null || this.settings === null) return NOTHING_JUDGED;
    const basis: JudgedFrom = {
      analysis,
      withProject,
      snapshot: this.learner.snapshot,
      outliers: this.outliers,
      patterns: this.patterns.law,
      settings: this.settings,
      novelty: this.novelties.of(file),
      citeRevision: this.novelties.citeRevision,
      feedback: this.feedback.effects,
      left: this.left,
      accepted: this.baselineState.accepted,
      day: this.baselineState.day,
    };
    const known = this.judged.get(file);
    if (known !== undefined && sameBasis(known.from, basis)) return known;
    const view = new FileView(file, analysis.role, analysis.facts);
    const outcome = judgement({
      ...basis,
      view,
      local: withProject ? { ...analysis, observations: observationsOf(this, file) } : analysis,
      project: withProject ? this.projectFindings.of(view, this.activeRules) : null,
      config: this.settings.config,
      ...this.novelties.judging(file),
    });
    this.judged.set(file, { from: basis, ...outcome });
    return outcome;
  }
}
