import { type GrammarId, grammarOfPath, type RuleFinding } from '@drift/shared';
import { leavesOf } from '../../server/src/facts/leaves.ts';
import type { FixContext } from '../../server/src/rules/engine/rule.ts';
import { extractFunction } from '../../server/src/rules/fixes/extract-function/extract-function.ts';
import { applyEdits } from '../../server/src/session/apply-edits.ts';
import { withTree } from './facts.ts';
import { viewOf } from './rules.ts';

/** The text after the first edit that is offered for its function `load`, or why there is none. */
export async function extracted(path: string, text: string): Promise<string> {
  const grammar: GrammarId | null = grammarOfPath(path);
  if (grammar === null) throw new Error(`${path} has no grammar`);
  const view = await viewOf(path, text);
  const all = await withTree(grammar, text, leavesOf);
  const context: FixContext = {
    view,
    text,
    identifiers: () => [],
    leaves: ({ start, end }) => all.filter((l) => l.start >= start && l.end <= end),
    usual: () => null,
  };
  const around = [...view.table('symbols')].find((s) => s.name.toLowerCase() === 'load');
  const finding: RuleFinding = {
    ruleId: 'drift/pattern/outlier-nesting-depth',
    start: around?.nameStart ?? -1,
    end: around?.nameEnd ?? -1,
    message: '',
    symbol: '',
    snippet: '',
    confidence: 1,
    tier: 'established',
  };
  const fixes = extractFunction(context, finding);
  if (typeof fixes === 'string') return fixes;
  return fixes[0] === undefined ? 'no edit' : applyEdits(text, fixes[0].edits);
}
