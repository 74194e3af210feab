import type { Fix, RuleFinding } from '@drift/shared';
import type { FixContext } from '../engine/rule.ts';

/** How a type that may be anything is written, by the answer of the convention. */
const WRITTEN: Readonly<Record<string, RegExp>> = {
  any: /(?<![\w.$])any(?![\w$])/g,
  Any: /(?<![\w.])(?:typing\.)?Any(?!\w)/g,
  'interface{}': /(?<![\w.])interface ?\{\}/g,
};

/** Writes the type of a parameter or a result as the convention has it. Only in Go are both the same type. */
export function exchangeType({ view, text }: FixContext, finding: RuleFinding, expected: string): Fix | string {
  const actual = finding.evidence?.actual ?? '';
  const written = WRITTEN[actual];
  if (written === undefined) return `\`${actual}\` is written in many ways`;
  const { file } = view;
  const result = [...view.table('symbols')].find((s) => s.nameStart === finding.start && s.nameEnd === finding.end);
  const from = result === undefined ? finding.start : resultStart(text, result.nameEnd, result.bodyStart, result.returns);
  const to = result === undefined ? finding.end : result.bodyStart;
  if (from === null || to <= from) return 'the type of the result could not be found for certain';
  const places = [...text.slice(from, to).matchAll(written)];
  if (places.length === 0) return 'the type could not be found for certain';
  const kind = view.language === 'go' ? 'safe' : 'unsafe';
  const edits = places.map((m) => ({ file, start: from + m.index, end: from + m.index + m[0].length, newText: expected }));
  return { title: `Write \`${expected}\``, kind, edits };
}

/** Where the type of a result begins: right before the body, so that no parameter is meant. */
function resultStart(text: string, from: number, to: number, returns: string): number | null {
  if (returns === '' || to <= from) return null;
  const at = text.slice(from, to).lastIndexOf(returns);
  return at < 0 ? null : from + at;
}
