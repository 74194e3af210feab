import type { FileId, Finding, Fix, Span, TextEdit } from '@drift/shared';
import { FileView } from '../rules/engine/file-view.ts';
import type { FixContext } from '../rules/engine/rule.ts';
import { CONVENTIONS, FILE_RULES, PROJECT_RULES } from '../rules/registry.ts';
import type { FileAnalysis, FileAnalyzer, TextIdentity } from './file-analyzer.ts';
import type { Workspace } from './workspace.ts';

/** A fix, or why there is none. */
export type FixResult = { readonly ok: true; readonly fix: Fix } | { readonly ok: false; readonly reason: string };

/** A text of a file that is analysed as it stands. */
interface FixTarget {
  readonly analyzer: FileAnalyzer;
  readonly analysis: FileAnalysis;
  readonly identity: TextIdentity;
  readonly text: string;
  /** Tokens of the text by what they read; parsed for at the first need. */
  readonly tokens: () => ReadonlyMap<string, readonly Span[]>;
}

/** Computes the fix of one finding against a text; nothing is changed. */
export async function fixOf(
  workspace: Workspace,
  analyzer: FileAnalyzer,
  finding: Finding,
  text: string,
): Promise<FixResult> {
  const target = await targetOf(workspace, analyzer, finding.file, text);
  if (target === null) return { ok: false, reason: 'the file is no longer analysed' };
  const fix = compute(target, finding);
  if (fix === null) return { ok: false, reason: 'the rule has no safe edit for this place' };
  return parsesWith(target, fix.edits) ? { ok: true, fix } : { ok: false, reason: 'the edit would not parse' };
}

/** The edits that fix findings of one file together; of edits that touch each other the first counts. */
export async function editsFor(
  workspace: Workspace,
  analyzer: FileAnalyzer,
  findings: readonly Finding[],
  text: string,
): Promise<readonly TextEdit[]> {
  const [first] = findings;
  const target = first === undefined ? null : await targetOf(workspace, analyzer, first.file, text);
  if (target === null) return [];
  const fixes = findings.flatMap((f) => compute(target, f) ?? []);
  const edits = apart(fixes);
  // The text is parsed once for all fixes, and once for each only where one of them breaks it.
  return parsesWith(target, edits) ? edits : apart(fixes.filter((f) => parsesWith(target, f.edits)));
}

async function targetOf(
  workspace: Workspace,
  analyzer: FileAnalyzer,
  file: FileId,
  text: string,
): Promise<FixTarget | null> {
  const analysis = workspace.analysisOf(file);
  const identity = workspace.identityOf(file);
  if (analysis === null || identity === null) return null;
  await analyzer.ensure(identity.grammar);
  let tokens: ReadonlyMap<string, readonly Span[]> | null = null;
  return {
    analyzer,
    analysis,
    identity,
    text,
    tokens: () => {
      tokens ??= analyzer.tokens(identity, text);
      return tokens;
    },
  };
}

function parsesWith({ analyzer, analysis, identity, text }: FixTarget, edits: readonly TextEdit[]): boolean {
  const next = analyzer.analyze(identity, applyEdits(text, edits));
  return next.facts.table('damage').length <= analysis.facts.table('damage').length;
}

function compute({ analysis, tokens }: FixTarget, finding: Finding): Fix | null {
  const context: FixContext = {
    view: new FileView(finding.file, analysis.role, analysis.facts),
    identifiers: (name: string, within: Span) =>
      (tokens().get(name) ?? []).filter((t) => t.start >= within.start && t.end <= within.end),
  };
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

/** The edits of fixes, less those of fixes that touch what an earlier one edits. */
function apart(fixes: readonly Fix[]): readonly TextEdit[] {
  const taken: TextEdit[] = [];
  for (const { edits } of fixes) if (!overlap(taken, edits)) taken.push(...edits);
  return taken;
}

/** True when two fixes touch the same place. */
function overlap(a: readonly TextEdit[], b: readonly TextEdit[]): boolean {
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
