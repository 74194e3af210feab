import type { RuleFinding, Span } from '@drift/shared';
import type { Row } from '../../../facts/schema.ts';
import type { FixContext } from '../../engine/rule.ts';
import { lineAt, standsAlone } from '../lines.ts';
import { isIn } from './crossing.ts';
import { MIN_LINES } from './parameters.ts';

/** Words that statements with a block begin with, in any of the languages. */
const STATEMENT = /^(?:if|unless|for|foreach|while|until|loop|do)\b/;

/** The statements of a function that may be taken out of it, those first that leave two parts of like size. */
export function blocksOf(context: FixContext, around: Row<'symbols'>, finding: RuleFinding): readonly Span[] {
  const { text } = context;
  const regions = regionsOf(context, around)
    .filter((r) => STATEMENT.test(text.slice(r.start, r.start + 10)))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const weight = (span: Span): number =>
    finding.ruleId === 'drift/pattern/outlier-cyclomatic-complexity'
      ? regionsOf(context, around).filter((r) => isIn(r, span)).length
      : span.end - span.start;
  const half = weight(around) / 2;
  const depths = regions.map((r) => regions.filter((o) => o.start < r.start && r.end <= o.end).length);
  const deepest = Math.max(...depths, 0) + 1;
  const isDeep = finding.ruleId === 'drift/pattern/outlier-nesting-depth';
  return regions
    .map((r, i) => {
      const height = regions.reduce(
        (m, o, k) => (r.start <= o.start && o.end <= r.end ? Math.max(m, depths[k] ?? 0) : m),
        0,
      );
      const rest = Math.abs((depths[i] ?? 0) - deepest / 2) + (deepest - height);
      return { span: wholeLines(text, r), cost: isDeep ? rest : Math.abs(weight(r) - half) };
    })
    .filter(({ span }) => standsAlone(text, span) && text.slice(span.start, span.end).split('\n').length >= MIN_LINES)
    .sort((a, b) => a.cost - b.cost || a.span.start - b.span.start)
    .map(({ span }) => span);
}

/** Everything in a function that runs under a condition or again. */
function regionsOf({ view }: FixContext, around: Row<'symbols'>): readonly Span[] {
  return [...view.table('branches'), ...view.table('loops')].filter((r) => r.symbol === around.index);
}

/** A statement with the comment behind its last line. */
function wholeLines(text: string, { start, end }: Span): Span {
  const rest = text.slice(end, lineAt(text, end).end);
  return { start, end: /^[ \t]*(?:\/\/|#)/.test(rest) ? end + rest.trimEnd().length : end };
}
