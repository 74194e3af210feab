import { type BaselineAnswer, byCodeUnit, counted, type Finding } from '@drift/shared';

/** The answer of what wrote nothing, with the reason. */
export function nothingDone(message: string): BaselineAnswer {
  return { done: false, message, state: null, added: 0, removed: 0, moved: 0, byRule: [] };
}

/** The answer of what would accept more where nobody may. */
export function refusedInCi(added: number): BaselineAnswer {
  return {
    ...nothingDone(`the baseline would grow by ${counted(added, 'entry', 'entries')}, which CI refuses`),
    hint: 'Mend the findings, or accept them where people review it: run this outside of CI and commit the file.',
  };
}

/** How many of some findings each rule has, in code-unit order. */
export function byRule(findings: readonly Finding[]): { ruleId: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { ruleId } of findings) counts.set(ruleId, (counts.get(ruleId) ?? 0) + 1);
  return [...counts].map(([ruleId, count]) => ({ ruleId, count })).sort((a, b) => byCodeUnit(a.ruleId, b.ruleId));
}
