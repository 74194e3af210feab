import type { Fix, RuleFinding } from '@drift/shared';
import type { Row } from '../../facts/schema.ts';
import type { FixContext } from '../engine/rule.ts';

/** How a type that may be anything is written, by the answer of the convention. */
const WRITTEN: Readonly<Record<string, RegExp>> = {
  any: /(?<![\w.$])any(?![\w$])/g,
  Any: /(?<![\w.])(?:typing\.)?Any(?!\w)/g,
  'interface{}': /(?<!\w)interface ?\{\}/g,
};

/** Writes the type of a parameter or a result as the convention has it. Only in Go are both the same type. */
export function exchangeType({ view, text }: FixContext, finding: RuleFinding, expected: string): Fix | string {
  const actual = finding.evidence?.actual ?? '';
  const written = WRITTEN[actual];
  if (written === undefined) return `\`${actual}\` is written in many ways`;
  const { file } = view;
  const result = [...view.table('symbols')].find((s) => s.nameStart === finding.start && s.nameEnd === finding.end);
  const { from, to } = result === undefined ? parameterRange(text, finding) : resultRange(text, result);
  const places = [...text.slice(from, to).matchAll(written)];
  if (places.length === 0) return 'the type could not be found for certain';
  const kind = view.language === 'go' ? 'safe' : 'unsafe';
  const edits = places.map((m) => ({
    file,
    start: from + m.index,
    end: from + m.index + m[0].length,
    newText: expected,
  }));
  return { title: `Write \`${expected}\``, kind, edits };
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** A parameter with its type, which in Go may stand behind the names after it. */
function parameterRange(text: string, { start, end }: RuleFinding): Range {
  const shared = /^(?:\s*,\s*\w+)*\s+(?:\.\.\.)?[\w.{}[\]*]+/.exec(text.slice(end, end + SHARED_LENGTH));
  return { from: start, to: /^[\w, ]+$/.test(text.slice(start, end)) ? end + (shared?.[0].length ?? 0) : end };
}

/** Code units behind a name within which the type that it shares is looked for. */
const SHARED_LENGTH = 200;

/** What stands between the parameters of a function and its body. */
function resultRange(text: string, { nameEnd, bodyStart }: Row<'symbols'>): Range {
  let depth = 0;
  for (let i = text.indexOf('(', nameEnd); i >= 0 && i < bodyStart; i++) {
    if (text[i] === '(') depth++;
    if (text[i] === ')' && --depth === 0) return { from: i + 1, to: bodyStart };
  }
  return { from: nameEnd, to: nameEnd };
}
