import { byCodeUnit, type Finding, matchesRule } from '@drift/shared';
import type { LineSpan } from '../../facts/code-lines.ts';
import type { ForeignTool } from '../../knowledge/foreign-rules/foreign-row.ts';
import { rulesForForeign, rulesForTool } from '../../knowledge/foreign-rules/foreign-rules.ts';
import type { ElsewhereEntry } from './accepted-elsewhere.ts';

/** A finding as it is now, and how it stands already. */
export interface PresentFinding {
  readonly finding: Finding;
  /** 0-based. */
  readonly lines: LineSpan;
  /** `settled`: a comment or a person keeps it from being shown. */
  readonly state: 'open' | 'accepted' | 'settled';
}

/** What the entries of one list came to; every entry is counted in one of the four. */
export interface Covering {
  /** Findings that are to be accepted and are not yet. */
  readonly toAccept: readonly Finding[];
  readonly matched: number;
  /** Entries that name rules Drift has none for. */
  readonly unknown: number;
  /** Entries whose findings are kept from being shown by something else. */
  readonly settled: number;
  /** Entries that match nothing any more. */
  readonly gone: number;
  /** Names of rules that Drift has none for, each once, in code-unit order. */
  readonly unknownNames: readonly string[];
}

/**
 * Which present findings the entries of a tool's list accept. A finding is taken by one entry; where an entry accepts
 * fewer findings than there are, those that are accepted already come first, then old ones, then by their place.
 */
export function coverFindings(
  tool: ForeignTool,
  entries: readonly ElsewhereEntry[],
  presentIn: (path: string) => readonly PresentFinding[],
): Covering {
  const counts = { matched: 0, unknown: 0, settled: 0, gone: 0 };
  const unknownNames = new Set<string>();
  const taken = new Set<Finding>();
  const toAccept: Finding[] = [];
  for (const entry of entries) {
    for (const name of entry.names) if (rulesForForeign(tool, name).length === 0) unknownNames.add(name);
    const patterns = patternsOf(tool, entry);
    if (patterns.length === 0) {
      counts.unknown++;
      continue;
    }
    const covered = presentIn(entry.path).filter(
      (p) => !taken.has(p.finding) && isIn(entry, p) && patterns.some((r) => matchesRule(r, p.finding.ruleId)),
    );
    const standing = covered
      .filter((p) => p.state !== 'settled')
      .sort(firstToAccept)
      .slice(0, entry.most);
    for (const { finding, state } of standing) {
      taken.add(finding);
      if (state === 'open') toAccept.push(finding);
    }
    if (standing.length > 0) counts.matched++;
    else if (covered.length > 0) counts.settled++;
    else counts.gone++;
  }
  return { ...counts, toAccept, unknownNames: [...unknownNames].sort(byCodeUnit) };
}

function patternsOf(tool: ForeignTool, { names }: ElsewhereEntry): readonly string[] {
  return names.length === 0 ? rulesForTool(tool) : names.flatMap((name) => rulesForForeign(tool, name));
}

function isIn({ lines }: ElsewhereEntry, { lines: own }: PresentFinding): boolean {
  return lines === null || lines.some(({ first, last }) => first <= own.last && last >= own.first);
}

function firstToAccept(a: PresentFinding, b: PresentFinding): number {
  const rank = ({ state, finding }: PresentFinding): number => (state === 'accepted' ? 0 : finding.isNew ? 2 : 1);
  return rank(a) - rank(b) || a.finding.start - b.finding.start || byCodeUnit(a.finding.ruleId, b.finding.ruleId);
}
