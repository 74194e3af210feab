import type { FileId, Finding, Fix, Span, TextEdit } from '@drift/shared';
import { FileView } from '../rules/engine/file-view.ts';
import type { FixContext, NameToken } from '../rules/engine/rule.ts';
import { CONVENTIONS, FILE_RULES, PROJECT_RULES, SUPPRESSION_RULES } from '../rules/registry.ts';
import type { FileAnalysis, FileAnalyzer, TextIdentity } from './file-analyzer.ts';
import type { Workspace } from './workspace.ts';

const NO_EDIT = 'the rule knows no edit for this place';
const NOT_PARSED = 'the file would not parse any more';

/** A fix, or why there is none. */
export type FixResult = { readonly ok: true; readonly fix: Fix } | { readonly ok: false; readonly reason: string };

/** A text of a file that is analysed as it stands. */
interface FixTarget {
  readonly analyzer: FileAnalyzer;
  readonly analysis: FileAnalysis;
  readonly identity: TextIdentity;
  readonly text: string;
  /** Tokens of the text by what they read; parsed for at the first need. */
  readonly tokens: () => Tokens;
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
  if (typeof fix === 'string') return { ok: false, reason: fix };
  return parsesWith(target, fix.edits) ? { ok: true, fix } : { ok: false, reason: NOT_PARSED };
}

/** The edits that fix findings of one file together, or why none does; of edits that touch each other the first counts. */
export async function editsFor(
  workspace: Workspace,
  analyzer: FileAnalyzer,
  findings: readonly Finding[],
  text: string,
): Promise<readonly TextEdit[] | string> {
  const [first] = findings;
  const target = first === undefined ? null : await targetOf(workspace, analyzer, first.file, text);
  if (target === null) return 'the file is no longer analysed';
  const computed = findings.map((f) => compute(target, f));
  const fixes = computed.filter((f) => typeof f !== 'string');
  const refusal = computed.find((f) => typeof f === 'string');
  if (fixes.length === 0) return refusal ?? NO_EDIT;
  const edits = apart(fixes);
  // The text is parsed once for all fixes, and once for each only where one of them breaks it.
  if (parsesWith(target, edits)) return edits;
  const parsing = apart(fixes.filter((f) => parsesWith(target, f.edits)));
  return parsing.length === 0 ? NOT_PARSED : parsing;
}

/** Why findings of one file have no fix, by their ids. The text after a fix is not parsed, which those who apply one do. */
export async function refusalsOf(
  workspace: Workspace,
  analyzer: FileAnalyzer,
  findings: readonly Finding[],
  text: string,
): Promise<ReadonlyMap<string, string>> {
  const out = new Map<string, string>();
  const [first] = findings;
  const target = first === undefined ? null : await targetOf(workspace, analyzer, first.file, text);
  if (target === null) return out;
  for (const f of findings) {
    const fix = compute(target, f);
    if (typeof fix === 'string') out.set(f.id, fix);
  }
  return out;
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
  return {
    analyzer,
    analysis,
    identity,
    text,
    tokens: () => {
      const known = parsedTokens.get(analysis);
      if (known?.text === text) return known.tokens;
      const tokens = analyzer.tokens(identity, text);
      parsedTokens.set(analysis, { text, tokens });
      return tokens;
    },
  };
}

type Tokens = ReadonlyMap<string, readonly NameToken[]>;

/** An editor asks for the actions again at every move of the cursor: a text is parsed for its tokens once. */
const parsedTokens = new WeakMap<FileAnalysis, { readonly text: string; readonly tokens: Tokens }>();

function parsesWith({ analyzer, analysis, identity, text }: FixTarget, edits: readonly TextEdit[]): boolean {
  const next = analyzer.analyze(identity, applyEdits(text, edits));
  return next.facts.table('damage').length <= analysis.facts.table('damage').length;
}

/** The fix of a finding, or why there is none. */
function compute({ analysis, text, tokens }: FixTarget, finding: Finding): Fix | string {
  const context: FixContext = {
    view: new FileView(finding.file, analysis.role, analysis.facts),
    text,
    identifiers: (name: string, within: Span) =>
      (tokens().get(name) ?? []).filter((t) => t.start >= within.start && t.end <= within.end),
  };
  const rule = [...FILE_RULES, ...PROJECT_RULES, ...SUPPRESSION_RULES].find((r) => r.meta.id === finding.ruleId);
  if (rule !== undefined) return rule.fix?.(context, finding) ?? NO_EDIT;
  const convention = CONVENTIONS.find((c) => c.id === finding.ruleId);
  const expected = finding.evidence?.expected;
  return expected === undefined ? NO_EDIT : (convention?.fixFor?.(context, finding, expected) ?? NO_EDIT);
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
