import {
  byCodeUnit,
  type DriftConfig,
  displayText,
  type FileId,
  type Finding,
  type RuleFinding,
  type RuleId,
  type Severity,
} from '@drift/shared';
import type { Snapshot } from '../analysis/conventions/snapshot.ts';
import type { PatternSnapshot } from '../analysis/shapes/pattern-snapshot.ts';
import type { Suppression } from '../facts/suppression-comments.ts';
import { maskText } from '../knowledge/secrets/mask-text.ts';
import type { LocalAnalysis } from '../rules/engine/analyze-file.ts';
import type { FileView } from '../rules/engine/file-view.ts';
import { LineTable } from '../syntax/line-table.ts';
import { type AcceptedIn, acceptance, NOTHING_ACCEPTED } from './accepted-findings.ts';
import { type Deviation, deviations } from './convention-findings.ts';
import { applyFeedback, type DismissedFinding, type FeedbackEffects, NO_FEEDBACK } from './feedback-effects.ts';
import { contentKey, fingerprints } from './fingerprint.ts';
import { type LeftToTools, NOTHING_LEFT } from './left-to-tools.ts';
import { type OutlierSnapshot, outlierFindings } from './outlier-findings.ts';
import { patternFindings } from './pattern-findings.ts';
import { RULES, severityOf } from './rule-settings.ts';
import { allSuppressionsOf, suppressionOf } from './suppression.ts';
import { suppressionFindings } from './suppression-findings.ts';

/** Deviations from one convention shown in one file; the last one tells how many more there are. */
const MAX_DEVIATIONS_PER_KEY = 3;

/** Everything one file's findings depend on. */
export interface JudgeInput {
  readonly view: FileView;
  readonly local: LocalAnalysis;
  /** What the rules that read other files said; `null` where they were not asked. */
  readonly project: readonly RuleFinding[] | null;
  readonly snapshot: Snapshot;
  readonly outliers: OutlierSnapshot;
  readonly patterns: PatternSnapshot;
  readonly config: DriftConfig;
  /** True where a line (0-based) counts as new. */
  readonly isNewLine: (line: number) => boolean;
  /** False where nothing tells old lines from new ones, and all count as new. */
  readonly hasBaseline: boolean;
  /** False for files whose text differs from what the snapshot was built on. */
  readonly mayCite: (file: FileId) => boolean;
  /** What people said about findings; nothing when left out. */
  readonly feedback?: FeedbackEffects;
  /** What is left to formatters; nothing when left out. */
  readonly left?: LeftToTools;
  /** What the committed baseline accepts of this file: it is not new, wherever it lies. */
  readonly accepted?: AcceptedIn;
  /** The day (`YYYY-MM-DD`) of the commit that is compared with, after which suppressions end; none without one. */
  readonly day?: string | null;
}

/** A finding that a comment, or a mark of the language, keeps from being shown. */
export interface SuppressedFinding {
  readonly finding: Finding;
  readonly suppression: Suppression;
}

/** The findings of one file in order of position, and those that a person dismissed. */
export interface Judgement {
  /** What is shown: the deviations from one convention are cut at a bound. */
  readonly findings: readonly Finding[];
  /** The same before the cut, for whatever mends or looks up findings. */
  readonly uncut: readonly Finding[];
  readonly dismissed: readonly DismissedFinding[];
  /** In order of position. */
  readonly suppressed: readonly SuppressedFinding[];
}

/** Of a file that was not analysed. */
export const NOTHING_JUDGED: Judgement = { findings: [], uncut: [], dismissed: [], suppressed: [] };

interface Candidate {
  readonly finding: RuleFinding;
  readonly severity: Severity;
  readonly isConvention: boolean;
  readonly isNew: boolean;
  readonly suppression: Suppression | null;
}

/** The findings of one file, in order of position: a pure function of its input. */
export function judgement(input: JudgeInput): Judgement {
  const { facts } = input.view;
  const settings = { config: input.config.suppression, day: input.day ?? null };
  // Nothing is found in most files: only a finding is worth asking for lines and comments.
  let lines: LineTable | null = null;
  const candidates: Candidate[] = [];
  const found = new Map<RuleId, number[]>();
  const consider = ({ finding, severity, newOnly }: Deviation, isConvention: boolean): void => {
    lines ??= LineTable.fromRows(facts.lineStarts, facts.textLength);
    const first = lines.lineOf(finding.start);
    const known = found.get(finding.ruleId);
    if (known === undefined) found.set(finding.ruleId, [first]);
    else known.push(first);
    const suppression = suppressionOf(allSuppressionsOf(facts), finding.ruleId, { line: first, settings });
    const isNew = anyNew(input, first, lines.lineOf(Math.max(finding.start, finding.end - 1)));
    if (newOnly && !isNew) return;
    candidates.push({ finding, severity, isConvention, isNew, suppression });
  };
  const considerRule = (finding: RuleFinding): void => {
    const info = RULES.get(finding.ruleId);
    const severity = info === undefined ? null : severityOf(input.config, info, input.view.language, info.severity);
    if (severity !== null) consider({ finding, severity, newOnly: false }, false);
  };
  for (const finding of [...input.local.findings, ...(input.project ?? [])]) considerRule(finding);
  const { left = NOTHING_LEFT } = input;
  for (const deviation of deviations(input.view, input.local.observations, { ...input, left }))
    consider(deviation, true);
  for (const outlier of outlierFindings(input.view, input.local.measures, input)) consider(outlier, true);
  for (const odd of patternFindings(input.view, input)) consider(odd, true);
  // Last, for they tell what the suppressions were good for.
  const question = { config: input.config, settings, found: input.project === null ? null : found };
  for (const finding of suppressionFindings(input.view, question)) considerRule(finding);
  return judged(input, ordered(candidates));
}

function judged(input: JudgeInput, candidates: readonly Candidate[]): Judgement {
  // Suppressed ones have their part in identities: another comment changes nobody else's.
  const all = identified(input, candidates);
  const suppressed: SuppressedFinding[] = [];
  const standing: Finding[] = [];
  all.forEach((finding, i) => {
    const suppression = candidates[i]?.suppression ?? null;
    if (suppression === null) standing.push(finding);
    else suppressed.push({ finding, suppression });
  });
  const { findings, dismissed } = applyFeedback(standing, input.feedback ?? NO_FEEDBACK);
  // Last: identities must not depend on the cut, and what is dismissed must not take up the places of others.
  return { findings: capped(findings), uncut: findings, dismissed, suppressed };
}

function anyNew(input: JudgeInput, first: number, last: number): boolean {
  for (let line = first; line <= last; line++) if (input.isNewLine(line)) return true;
  return false;
}

/** Cuts the deviations from one convention at a bound, new ones first. */
function capped(findings: readonly Finding[]): readonly Finding[] {
  const byKey = new Map<RuleId, Finding[]>();
  for (const f of findings) {
    if (RULES.get(f.ruleId)?.kind !== 'convention') continue;
    const list = byKey.get(f.ruleId);
    if (list === undefined) byKey.set(f.ruleId, [f]);
    else list.push(f);
  }
  const replaced = new Map<Finding, Finding | null>();
  for (const list of byKey.values()) {
    if (list.length <= MAX_DEVIATIONS_PER_KEY) continue;
    const ranked = [...list].sort(
      (a, b) => Number(b.isNew) - Number(a.isNew) || b.confidence - a.confidence || a.start - b.start,
    );
    const more = ranked.length - MAX_DEVIATIONS_PER_KEY;
    ranked.forEach((f, i) => {
      if (i === MAX_DEVIATIONS_PER_KEY - 1)
        replaced.set(f, { ...f, message: `${f.message} (and ${more} more in this file)` });
      else if (i >= MAX_DEVIATIONS_PER_KEY) replaced.set(f, null);
    });
  }
  if (replaced.size === 0) return findings;
  return findings.flatMap((f) => {
    const other = replaced.get(f);
    return other === undefined ? [f] : other === null ? [] : [other];
  });
}

/** In order of position. */
function ordered(candidates: readonly Candidate[]): readonly Candidate[] {
  return [...candidates].sort(
    (a, b) =>
      a.finding.start - b.finding.start ||
      a.finding.end - b.finding.end ||
      byCodeUnit(a.finding.ruleId, b.finding.ruleId),
  );
}

function identified(
  { view: { file }, config, accepted = NOTHING_ACCEPTED }: JudgeInput,
  ordered: readonly Candidate[],
): readonly Finding[] {
  const findings = ordered.map((c) => c.finding);
  const ids = fingerprints(file, findings);
  const keys = findings.map(contentKey);
  const isAccepted = acceptance(accepted);
  // What is old anyway takes up what was accepted of its like, so that a new copy of it does not.
  const old = ordered.map((c, i) => c.suppression === null && !c.isNew && isAccepted(keys[i] ?? '', true));
  return ordered.map((c, i) => {
    const key = keys[i] ?? '';
    const known = old[i] === true || (c.suppression === null && c.isNew && isAccepted(key, false));
    const isNew = c.isNew && !known;
    return {
      ...c.finding,
      ...shown(c.finding),
      file,
      id: ids[i] ?? '',
      key,
      accepted: known,
      severity: c.isConvention && !isNew && config.conventions.scope === 'changed' ? 'hint' : c.severity,
      isNew,
      cwe: RULES.get(c.finding.ruleId)?.cwe ?? [],
    };
  });
}

/** What a finding says, fit to be shown anywhere: names and values come from the source. Identities are made before. */
function shown({ message, symbol, related }: RuleFinding): Pick<RuleFinding, 'message' | 'symbol' | 'related'> {
  return {
    message: displayText(maskText(message)),
    symbol: maskText(symbol),
    ...(related === undefined
      ? {}
      : { related: related.map((r) => ({ ...r, message: displayText(maskText(r.message)) })) }),
  };
}
