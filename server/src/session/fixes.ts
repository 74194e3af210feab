import type { FileId, Finding, Fix, RuleId, Span, TextEdit } from '@drift/shared';
import { stateFor } from '../analysis/conventions/snapshot.ts';
import type { Leaf } from '../facts/leaves.ts';
import { FileView } from '../rules/engine/file-view.ts';
import type { FixContext, NameToken } from '../rules/engine/rule.ts';
import { CONVENTIONS, FILE_RULES, NUMERIC_FEATURES, PROJECT_RULES, SUPPRESSION_RULES } from '../rules/registry.ts';
import type { FileAnalysis, FileAnalyzer } from './file-analyzer.ts';
import { breach, type JudgedText, judgedText } from './fix-contract.ts';
import type { Workspace } from './workspace.ts';

const NO_EDIT = 'the rule knows no edit for this place';
const NOT_ANALYSED = 'the file is no longer analysed';
const OLD_TEXT = 'the file has changed since it was looked at';

/** A fix, or why there is none. */
export type FixResult = { readonly ok: true; readonly fix: Fix } | { readonly ok: false; readonly reason: string };

/** The edits that fix some findings of a file together, and the findings they mend. */
export interface FileEdits {
  readonly edits: readonly TextEdit[];
  readonly mended: readonly Finding[];
}

/** Computes the fix of one finding against a text; nothing is changed, and what is given keeps the contract. */
export async function fixOf(
  workspace: Workspace,
  analyzer: FileAnalyzer,
  finding: Finding,
  text: string,
): Promise<FixResult> {
  const target = await targetOf(workspace, analyzer, finding.file, text);
  if (typeof target === 'string') return { ok: false, reason: target };
  return firstKept(target, finding);
}

/** The first edit for a finding that keeps the contract, or why none does. */
function firstKept(target: FixTarget, finding: Finding): FixResult {
  const fixes = compute(target, finding);
  if (typeof fixes === 'string') return { ok: false, reason: fixes };
  let refusal: string | null = null;
  for (const fix of fixes) {
    const reason = breach(target, [finding], fix.edits);
    if (reason === null) return { ok: true, fix };
    refusal ??= reason;
  }
  return { ok: false, reason: refusal ?? NO_EDIT };
}

/** The edits that fix findings of one file together, or why none does; of edits that touch each other the first counts. */
export async function editsFor(
  workspace: Workspace,
  analyzer: FileAnalyzer,
  findings: readonly Finding[],
  text: string,
): Promise<FileEdits | string> {
  const [first] = findings;
  const target = first === undefined ? NOT_ANALYSED : await targetOf(workspace, analyzer, first.file, text);
  if (typeof target === 'string') return target;
  if (first !== undefined && findings.length === 1) {
    const only = firstKept(target, first);
    return only.ok ? { edits: only.fix.edits, mended: [first] } : only.reason;
  }
  const fixes: Fixed[] = [];
  let refusal: string | null = null;
  for (const finding of findings) {
    const made = compute(target, finding);
    const fix = typeof made === 'string' ? undefined : made[0];
    if (fix === undefined) refusal ??= typeof made === 'string' ? made : NO_EDIT;
    else if (!fixes.some((f) => overlap(f.edits, fix.edits))) fixes.push({ finding, edits: fix.edits });
  }
  if (fixes.length === 0) return refusal ?? NO_EDIT;
  // The text is judged once for all fixes, and once for each only where one of them breaks the contract.
  const reason = breach(target, ...together(fixes));
  const kept = reason === null ? fixes : keeping(target, fixes);
  const [mended, edits] = together(kept);
  return kept.length === 0 ? (reason ?? NO_EDIT) : { edits, mended };
}

interface Fixed {
  readonly finding: Finding;
  readonly edits: readonly TextEdit[];
}

function together(fixes: readonly Fixed[]): [mended: readonly Finding[], edits: readonly TextEdit[]] {
  return [fixes.map((f) => f.finding), fixes.flatMap((f) => f.edits)];
}

/** The fixes that keep the contract with those before them. */
function keeping(target: FixTarget, fixes: readonly Fixed[]): readonly Fixed[] {
  let kept: readonly Fixed[] = [];
  for (const fix of fixes) if (breach(target, ...together([...kept, fix])) === null) kept = [...kept, fix];
  return kept;
}

/** Why findings of one file have no fix, by their ids. The text after a fix is not judged, which those who apply one do. */
export async function refusalsOf(
  workspace: Workspace,
  analyzer: FileAnalyzer,
  findings: readonly Finding[],
  text: string,
): Promise<ReadonlyMap<string, string>> {
  const out = new Map<string, string>();
  const [first] = findings;
  const target = first === undefined ? NOT_ANALYSED : await targetOf(workspace, analyzer, first.file, text);
  if (typeof target === 'string') return out;
  for (const f of findings) {
    const fix = compute(target, f);
    if (typeof fix === 'string') out.set(f.id, fix);
  }
  return out;
}

interface FixTarget extends JudgedText {
  /** Tokens of the text by what they read; parsed for at the first need. */
  readonly tokens: () => Tokens;
  /** Tokens of the text in order. */
  readonly leaves: () => readonly Leaf[];
}

/** A text of a file as fixes are computed against it, or why none can be: only the text that was judged is edited. */
async function targetOf(
  workspace: Workspace,
  analyzer: FileAnalyzer,
  file: FileId,
  text: string,
): Promise<FixTarget | string> {
  const standing = await workspace.textOf(file);
  const analysis = workspace.analysisOf(file);
  const identity = workspace.identityOf(file);
  if (analysis === null || identity === null) return NOT_ANALYSED;
  if (standing !== text || analysis.facts.textLength !== text.length) return OLD_TEXT;
  await analyzer.ensure(identity.grammar);
  return {
    ...judgedText({ workspace, analyzer, identity, analysis, text }),
    tokens: () => {
      const known = parsedTokens.get(analysis);
      if (known?.text === text) return known.tokens;
      const tokens = analyzer.tokens(identity, text);
      parsedTokens.set(analysis, { text, tokens });
      return tokens;
    },
    leaves: () => {
      const known = parsedLeaves.get(analysis);
      if (known?.text === text) return known.leaves;
      const leaves = analyzer.leaves(identity, text);
      parsedLeaves.set(analysis, { text, leaves });
      return leaves;
    },
  };
}

type Tokens = ReadonlyMap<string, readonly NameToken[]>;

/** An editor asks for the actions again at every move of the cursor: a text is parsed for its tokens once. */
const parsedTokens = new WeakMap<FileAnalysis, { readonly text: string; readonly tokens: Tokens }>();

const parsedLeaves = new WeakMap<FileAnalysis, { readonly text: string; readonly leaves: readonly Leaf[] }>();

/** The edits that may mend a finding, the best first, or why there are none. */
function compute({ workspace, analysis, text, tokens, leaves }: FixTarget, finding: Finding): readonly Fix[] | string {
  const view = new FileView(finding.file, analysis.role, analysis.facts);
  const context: FixContext = {
    view,
    text,
    identifiers: (name: string, within: Span) =>
      (tokens().get(name) ?? []).filter((t) => t.start >= within.start && t.end <= within.end),
    leaves: (within) => leaves().filter((l) => l.start >= within.start && l.end <= within.end),
    usual: (id) => usualAnswer(workspace, view, id),
  };
  const feature = NUMERIC_FEATURES.find((f) => f.id === finding.ruleId);
  if (feature !== undefined) return feature.fixes?.(context, finding) ?? NO_EDIT;
  const fix = single(context, finding);
  return typeof fix === 'string' ? fix : [fix];
}

/** The one edit that a rule or a convention knows for a finding, or why there is none. */
function single(context: FixContext, finding: Finding): Fix | string {
  const rule = [...FILE_RULES, ...PROJECT_RULES, ...SUPPRESSION_RULES].find((r) => r.meta.id === finding.ruleId);
  if (rule !== undefined) return rule.fix?.(context, finding) ?? NO_EDIT;
  const convention = CONVENTIONS.find((c) => c.id === finding.ruleId);
  const expected = finding.evidence?.expected;
  return expected === undefined ? NO_EDIT : (convention?.fixFor?.(context, finding, expected) ?? NO_EDIT);
}

/** What the project does about a question where the file lies, or `null` where that is not settled. */
function usualAnswer(workspace: Workspace, view: FileView, id: RuleId): string | null {
  const convention = CONVENTIONS.findIndex((c) => c.id === id);
  const population = view.role === 'test' ? 'test' : 'source';
  const state = stateFor(workspace.conventions, { convention, language: view.language, population }, view.file);
  return state?.enforcement?.expected ?? null;
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
