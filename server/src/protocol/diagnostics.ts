import { counted, DECISIONS_FILE, displayText, type Finding } from '@drift/shared';
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import { NO_PATTERNS } from '../analysis/shapes/pattern-snapshot.ts';
import { type Judgement, judgement, NOTHING_JUDGED } from '../enforcement/judge.ts';
import { NO_OUTLIERS } from '../enforcement/outlier-findings.ts';
import { FileFlag } from '../facts/file-facts.ts';
import { toFileId } from '../host/narrow.ts';
import { FileView } from '../rules/engine/file-view.ts';
import type { OpenDocument } from '../session/document.ts';
import { LEFT_OUT_TEXTS } from '../session/left-out.ts';
import { CONFIG_FILE } from '../session/project-config.ts';
import type { Root } from '../session/root.ts';
import { LineTable } from '../syntax/line-table.ts';
import { openAt, type Place, type ServerContext } from './context.ts';
import { rangeOf } from './positions.ts';
import { DiagnosticWriter, diagnosticData, SEVERITY } from './to-diagnostic.ts';

/** Diagnostics an editor is shown of one file; the last one tells how many more there are. */
const MAX_SHOWN = 100;

/** The current findings of a place as they are shown, its open text brought up to date first. */
export async function findingsAt(context: ServerContext, place: Place): Promise<readonly Finding[]> {
  return (await judgementAt(context, place)).findings;
}

/** As `findingsAt`, with what is beyond the cut and what a person dismissed. */
export async function judgementAt(context: ServerContext, place: Place): Promise<Judgement> {
  const document = openAt(context.session, place);
  const analysed = document === undefined ? null : await analyzeOpen(context, place, document);
  if (place.root === null)
    return analysed === null || document === undefined
      ? NOTHING_JUDGED
      : looseJudgement(context, analysed.analysis, place);
  if (place.id.kind !== 'file') return NOTHING_JUDGED;
  const { workspace } = place.root;
  if (workspace.analysisOf(place.id.file) === null) return NOTHING_JUDGED;
  await workspace.prepare([place.id.file]);
  return workspace.judgementOf(place.id.file, workspace.loaded);
}

/** Brings the analysis of an open document up to its text. */
export async function analyzeOpen(
  context: ServerContext,
  place: Place,
  document: OpenDocument,
): ReturnType<ServerContext['session']['analyze']> {
  if (place.root !== null && place.id.kind === 'file') {
    // Whoever asks about a document has its root read, where that was put off.
    void place.root.loading;
    await place.root.workspace.newcomers.placed(place.id.file);
  }
  const analysed = await context.session.analyze(place.root, document, context.languageIds.get(place.uri) ?? '');
  if (analysed?.analysis.facts.has(FileFlag.unparsed) === true) tellLeftOut(context, place, document);
  return analysed;
}

/** No finding says why a text has none: findings are the same here and in a report, which tells it by itself. */
function tellLeftOut(context: ServerContext, { id }: Place, document: OpenDocument): void {
  if (context.init.mode === 'batch' || context.toldLeftOut.has(document)) return;
  context.toldLeftOut.add(document);
  const { code, message } = LEFT_OUT_TEXTS.notParsed;
  context.connection.console.info(
    displayText(`Drift: ${id.kind === 'file' ? id.file : id.name}: ${message} (${code})`),
  );
}

/** A text without a root: what its own rules say, every line being new. */
function looseJudgement(
  context: ServerContext,
  analysis: NonNullable<Awaited<ReturnType<typeof analyzeOpen>>>['analysis'],
  place: Place,
): Judgement {
  const file = place.id.kind === 'file' ? place.id.file : toFileId(place.id.name);
  return judgement({
    view: new FileView(file, analysis.role, analysis.facts),
    local: analysis,
    project: null,
    snapshot: new Map(),
    outliers: NO_OUTLIERS,
    patterns: NO_PATTERNS,
    config: context.session.looseConfig,
    isNewLine: () => true,
    hasBaseline: false,
    mayCite: () => false,
  });
}

/** Diagnostics of a place as the client is shown them. */
export async function diagnosticsAt(context: ServerContext, place: Place): Promise<Diagnostic[]> {
  if (place.root !== null && place.id.kind === 'file' && place.id.file === CONFIG_FILE)
    return configDiagnostics(place.root);
  if (place.root !== null && place.id.kind === 'file' && place.id.file === DECISIONS_FILE)
    return decisionDiagnostics(context, place.root);
  const findings = await findingsAt(context, place);
  const all = await toDiagnostics(context, place, findings);
  if (context.init.mode === 'batch' || all.length <= MAX_SHOWN) return all;
  const more = all.length - MAX_SHOWN;
  return [
    ...all.slice(0, MAX_SHOWN),
    {
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      severity: DiagnosticSeverity.Hint,
      source: 'drift',
      code: 'drift/internal/truncated',
      message: `${counted(more, 'more finding')} in this file`,
    },
  ];
}

async function toDiagnostics(
  context: ServerContext,
  place: Place,
  findings: readonly Finding[],
): Promise<Diagnostic[]> {
  if (place.root !== null) {
    const writer = new DiagnosticWriter(context, place.root);
    await writer.prepare(findings);
    return findings.map((f) => writer.write(f));
  }
  const document = openAt(context.session, place);
  if (document === undefined) return [];
  return findings.map((f) => ({
    range: rangeOf(document, f, context.encoding),
    severity: SEVERITY[f.severity],
    source: 'drift',
    code: f.ruleId,
    message: f.message,
    data: diagnosticData(f),
  }));
}

/** What is wrong with `drift.toml`, on the keys themselves. */
async function configDiagnostics(root: Root): Promise<Diagnostic[]> {
  const open = root.documents.get({ kind: 'file', file: toFileId(CONFIG_FILE) });
  if (root.workspace.config === null) await root.workspace.configure(open?.text ?? null);
  const state = root.workspace.config;
  if (state === null || state.text === null) return [];
  return state.faults.map((f) => ({
    range: {
      start: { line: f.line - 1, character: f.column - 1 },
      end: { line: f.line - 1, character: f.column - 1 + Math.max(1, f.end - f.start) },
    },
    severity: f.severity === 'error' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
    source: 'drift',
    code: `drift/config/${f.kind}`,
    message: f.message,
  }));
}

/** What is wrong or odd in the decisions file, on the entries themselves. */
function decisionDiagnostics({ encoding }: ServerContext, { workspace: { decisions } }: Root): Diagnostic[] {
  const text = decisions.text ?? '';
  const view = { text, lines: LineTable.of(text) };
  return decisions.notes.map((n) => ({
    range: rangeOf(view, n, encoding),
    severity: n.isFault ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
    source: 'drift',
    code: n.isFault ? 'drift/config/decision-fault' : 'drift/config/decision-warning',
    message: n.message,
  }));
}
