// What an edit has to keep to be offered as a fix, in one place: the command line, the editor and the tests ask here.
import type { FileId, Finding, RuleId, TextEdit } from '@drift/shared';
import { applyEdits } from './apply-edits.ts';
import type { FileAnalysis, FileAnalyzer, TextIdentity } from './file-analyzer.ts';
import { judgedAs } from './judged-as.ts';
import type { Workspace } from './workspace.ts';

/** Why a text with edits is not taken, as part of a sentence. */
export const NOT_PARSED = 'the file would not parse any more';
const OUTSIDE = 'the edit reaches outside the file';
const STAYS = 'the edit would not remove the finding';

/** A text of a file that is analysed as it stands. */
export interface JudgedText {
  readonly workspace: Workspace;
  readonly analyzer: FileAnalyzer;
  readonly identity: TextIdentity;
  readonly analysis: FileAnalysis;
  readonly text: string;
  /** What is found in the text; worked out at the first need. */
  readonly standing: () => readonly Finding[];
}

/** Reads a text as `JudgedText`; `analysis` must be that of the text. */
export function judgedText(base: Omit<JudgedText, 'standing'>): JudgedText {
  let known: readonly Finding[] | null = null;
  return {
    ...base,
    standing: () => {
      known ??= judgedAs(base.workspace, base.identity.file, base.analysis);
      return known;
    },
  };
}

/**
 * Why edits must not be applied to a text to mend findings, or `null` where they keep the contract: they lie inside the
 * file, which the workspace holds; the text after them parses with no more damage; each finding is gone; and no rule finds
 * more than before.
 */
export function breach(base: JudgedText, mended: readonly Finding[], edits: readonly TextEdit[]): string | null {
  const { identity, text, analyzer, analysis, workspace } = base;
  const { file } = identity;
  if (edits.some((e) => e.file !== file || e.start < 0 || e.end < e.start || e.end > text.length)) return OUTSIDE;
  const next = analyzer.analyze(identity, applyEdits(text, edits));
  if (next.facts.table('damage').length > analysis.facts.table('damage').length) return NOT_PARSED;
  const before = base.standing();
  const after = judgedAs(workspace, file, next);
  if (mended.some((f) => stands(after, f, edits))) return STAYS;
  const fixed = counts(mended);
  const [had, has] = [counts(before), counts(after)];
  for (const [rule, number] of fixed)
    if ((has.get(rule) ?? 0) > (had.get(rule) ?? 0) - number && !isCut(before, rule)) return STAYS;
  return grown(had, has);
}

/** Why an edit of a file must not be made for what rules find then, or `null`: the texts before and after are analysed. */
export function adds(workspace: Workspace, file: FileId, before: FileAnalysis, after: FileAnalysis): string | null {
  return grown(counts(judgedAs(workspace, file, before)), counts(judgedAs(workspace, file, after)));
}

function grown(had: ReadonlyMap<RuleId, number>, has: ReadonlyMap<RuleId, number>): string | null {
  const added = [...has.keys()].find((rule) => (has.get(rule) ?? 0) > (had.get(rule) ?? 0));
  return added === undefined ? null : `the edit would make ${added} find something`;
}

/** True where the rule finds something at the place that a finding has after the edits. */
function stands(after: readonly Finding[], { ruleId, start }: Finding, edits: readonly TextEdit[]): boolean {
  const places = [moved(start, edits, true), moved(start, edits, false)];
  return after.some((f) => f.ruleId === ruleId && places.includes(f.start));
}

/** Where an offset lies after edits; what is inserted right there comes before it or behind it. */
function moved(offset: number, edits: readonly TextEdit[], isBefore: boolean): number {
  return edits.reduce(
    (at, e) => (e.end < offset || (e.end === offset && isBefore) ? at + e.newText.length - (e.end - e.start) : at),
    offset,
  );
}

/** A rule that finds very much tells only how much more there is: one less cannot be counted. */
function isCut(findings: readonly Finding[], rule: RuleId): boolean {
  return findings.some((f) => f.ruleId === rule && / more in this file\)$/.test(f.message));
}

function counts(findings: readonly Finding[]): ReadonlyMap<RuleId, number> {
  const out = new Map<RuleId, number>();
  for (const { ruleId } of findings) out.set(ruleId, (out.get(ruleId) ?? 0) + 1);
  return out;
}
