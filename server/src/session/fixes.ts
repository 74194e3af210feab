import type { Finding, Fix, Span, TextEdit } from '@drift/shared';
import { FileView } from '../rules/engine/file-view.ts';
import type { FixContext } from '../rules/engine/rule.ts';
import { CONVENTIONS, FILE_RULES, PROJECT_RULES } from '../rules/registry.ts';
import type { FileAnalyzer } from './file-analyzer.ts';
import type { Workspace } from './workspace.ts';

/** A fix, or why there is none. */
export type FixResult = { readonly ok: true; readonly fix: Fix } | { readonly ok: false; readonly reason: string };

/** Computes the fix of one finding against a text; nothing is changed. */
export async function fixOf(
  workspace: Workspace,
  analyzer: FileAnalyzer,
  finding: Finding,
  text: string,
): Promise<FixResult> {
  const analysis = workspace.analysisOf(finding.file);
  const identity = workspace.identityOf(finding.file);
  if (analysis === null || identity === null) return { ok: false, reason: 'the file is no longer analysed' };
  await analyzer.ensure(identity.grammar);
  const context: FixContext = {
    view: new FileView(finding.file, analysis.role, analysis.facts),
    identifiers: (name: string, within: Span) => analyzer.tokens(identity, text, name, within),
  };
  const fix = compute(context, finding);
  if (fix === null) return { ok: false, reason: 'the rule has no safe edit for this place' };
  const after = applyEdits(text, fix.edits);
  if (workspace.config === null) return { ok: false, reason: 'the configuration is not read yet' };
  const next = analyzer.analyze(identity, after);
  if (next.facts.table('damage').length > analysis.facts.table('damage').length) {
    return { ok: false, reason: 'the edit would not parse' };
  }
  return { ok: true, fix };
}

function compute(context: FixContext, finding: Finding): Fix | null {
  const rule = [...FILE_RULES, ...PROJECT_RULES].find((r) => r.meta.id === finding.ruleId);
  if (rule !== undefined) return rule.fix?.(context, finding) ?? null;
  const convention = CONVENTIONS.find((c) => c.id === finding.ruleId);
  const expected = finding.evidence?.expected;
  return expected === undefined ? null : (convention?.fixFor?.(context, finding, expected) ?? null);
}

/** A text with edits applied; the edits are of one file and must not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let out = '';
  let at = 0;
  for (const e of [...edits].sort((a, b) => a.start - b.start)) {
    out += text.slice(at, e.start) + e.newText;
    at = e.end;
  }
  return out + text.slice(at);
}

/** True when two fixes touch the same place. */
export function overlap(a: readonly TextEdit[], b: readonly TextEdit[]): boolean {
  return a.some(
    (x) => b.some((y) => x.start < y.end && y.start < x.end) || b.some((y) => x.start === y.start && x.end === y.end),
  );
}

/** The edit that suppresses one finding on its line; the reason is left for the person to write, and has no effect without. */
export function ignoreEdit(text: string, lineStart: number, lineComment: string, finding: Finding): TextEdit {
  const indent = /^[ \t]*/.exec(text.slice(lineStart, lineStart + 200))?.[0] ?? '';
  const end = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
  return {
    file: finding.file,
    start: lineStart,
    end: lineStart,
    newText: `${indent}${lineComment} drift-ignore-next-line ${finding.ruleId}: ${end}`,
  };
}
