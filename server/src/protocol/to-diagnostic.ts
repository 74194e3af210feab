import { createHash } from 'node:crypto';
import type { FileId, Finding, Severity } from '@drift/shared';
import { type Diagnostic, DiagnosticSeverity, type Range } from 'vscode-languageserver';
import { RULES } from '../enforcement/rule-settings.ts';
import { FileFlag } from '../facts/file-facts.ts';
import { linesOf, shownEvidence } from '../session/positions-of.ts';
import type { Root } from '../session/root.ts';
import { type ServerContext, uriOf } from './context.ts';
import { rangeOf, type TextView, utf16PositionOf } from './positions.ts';

/** Severities as the protocol numbers them. */
export const SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Converts findings of files of one root; texts are read where the client's encoding needs them. */
export class DiagnosticWriter {
  private readonly context: ServerContext;
  private readonly root: Root;
  private readonly views = new Map<FileId, TextView>();
  /** Closed files whose positions need no text. */
  private readonly simple = new Set<FileId>();

  constructor(context: ServerContext, root: Root) {
    this.context = context;
    this.root = root;
  }

  /** Reads the texts that positions in these findings need. */
  async prepare(findings: readonly Finding[]): Promise<void> {
    for (const finding of findings) {
      for (const file of [finding.file, ...(finding.related ?? []).map((r) => r.file)]) {
        if (!this.views.has(file)) this.views.set(file, await this.viewOf(file));
      }
    }
  }

  private async viewOf(file: FileId): Promise<TextView> {
    const { workspace, documents } = this.root;
    const open = documents.get({ kind: 'file', file });
    if (open !== undefined) return open;
    const lines = linesOf(workspace, file);
    const simple = this.context.encoding === 'utf-16' || workspace.analysisOf(file)?.facts.has(FileFlag.ascii) === true;
    if (simple) this.simple.add(file);
    return { lines, text: simple ? '' : ((await workspace.textOf(file)) ?? ''), hasBom: false };
  }

  range(file: FileId, start: number, end: number): Range {
    const view = this.views.get(file);
    if (view === undefined) return { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    if (this.simple.has(file))
      return { start: utf16PositionOf(view.lines, start), end: utf16PositionOf(view.lines, end) };
    return rangeOf(view, { start, end }, this.context.encoding);
  }

  /** One diagnostic; `prepare` must have seen the finding. */
  write(finding: Finding): Diagnostic {
    const related = (finding.related ?? []).map((r) => ({
      location: { uri: uriOf(this.context, this.root, r.file), range: this.range(r.file, r.start, r.end) },
      message: r.message,
    }));
    return {
      range: this.range(finding.file, finding.start, finding.end),
      severity: SEVERITY[finding.severity],
      source: 'drift',
      code: finding.ruleId,
      message: finding.message,
      ...(related.length > 0 && this.context.features.relatedInformation ? { relatedInformation: related } : {}),
      data: diagnosticData(finding),
    };
  }
}

/** What a client hands back with a code action request, and what the evidence was. */
export function diagnosticData(finding: Finding): Record<string, unknown> {
  const rule = RULES.get(finding.ruleId);
  const evidence = finding.evidence === undefined ? undefined : shownEvidence(finding.evidence);
  return {
    v: 1,
    id: finding.id,
    detectorId: finding.ruleId,
    category: rule?.category ?? '',
    confidence: finding.confidence,
    tier: finding.tier,
    ...(evidence === undefined
      ? {}
      : {
          conforming: evidence.conforming,
          deviating: evidence.total - evidence.conforming,
          expected: evidence.expected,
          actual: evidence.actual,
          conventionCategory: evidence.category,
          scope: evidence.scope,
        }),
    ...(finding.outlier === undefined ? {} : { outlier: finding.outlier }),
    cwe: finding.cwe,
    owasp: rule?.owasp ?? [],
    fixable: finding.fixable ?? 'none',
    isNew: finding.isNew,
  };
}

/** Identity of a set of diagnostics: equal ids mean equal content. */
export function resultIdOf(diagnostics: readonly Diagnostic[]): string {
  return createHash('sha256').update(JSON.stringify(diagnostics)).digest('hex').slice(0, 16);
}
