import type { Fix, RuleFinding } from '@drift/shared';
import type { FixContext } from '../engine/rule.ts';

const FLAG = /(?<![\w.])(true|false|True|False)(?!\w)/g;
const OTHER: ReadonlyMap<string, string> = new Map([
  ['true', 'false'],
  ['false', 'true'],
  ['True', 'False'],
  ['False', 'True'],
]);

/** Turns the one switch over that a finding is about; where there are several, or none, it is refused. */
export function flipFlag({ view, text }: FixContext, { start, end }: RuleFinding): Fix | string {
  const flags = [...text.slice(start, end).matchAll(FLAG)];
  const [only] = flags;
  if (only === undefined) return 'it is no switch with one value';
  if (flags.length > 1) return 'more than one switch is set here';
  const newText = OTHER.get(only[0]) ?? only[0];
  const at = start + only.index;
  return {
    title: `Set it to ${newText}`,
    kind: 'unsafe',
    edits: [{ file: view.file, start: at, end: at + only[0].length, newText }],
  };
}
