import { Mod } from '@drift/grammars';
import type { Fix, RuleFinding } from '@drift/shared';
import type { FixContext } from '../engine/rule.ts';
import { functionAround } from './enclosing.ts';

/** Awaits the call that a finding is about, where the function around it can wait: what follows then runs later. */
export function addAwait({ view }: FixContext, { start, end }: RuleFinding): Fix | string {
  const call = view.callsStartingIn(start, start + 1).find((c) => c.end === end);
  if (call === undefined) return 'the call is not there any more';
  const around = functionAround(view, call.symbol);
  if (around === null || (around.modifiers & Mod.async) === 0) return 'the function around it is not async';
  return {
    title: `Await ${call.name}`,
    kind: 'unsafe',
    edits: [{ file: view.file, start, end: start, newText: 'await ' }],
  };
}
