import { createHash } from 'node:crypto';
import type { GrammarId, LanguageId, RuleId } from '@drift/shared';
import { byCodeUnit, sortedJson } from '@drift/shared';
import type { ActiveRules, OnByLanguage } from '../rules/engine/active-rules.ts';
import { keyText } from '../store/key-text.ts';
import type { TextIdentity } from './file-analyzer.ts';

// SHA-256 and not something shorter or faster: a repository may hold two texts made to collide, and one would then be
// judged by the facts of the other. Over 13,000 files SHA-1 would save a tenth of a second of one core.

/** The key of the facts of a file with these bytes. */
export function factsKey(grammar: GrammarId, bytes: Uint8Array): Uint32Array {
  return wordsOf(createHash('sha256').update(`${grammar}\0`).update(bytes).digest());
}

/** A name of these bytes as a text of this grammar. */
export function contentName(grammar: GrammarId, bytes: Uint8Array): string {
  return keyText(factsKey(grammar, bytes));
}

/** The key of what is said about facts in one place: everything else it depends on takes part. */
export function localKey(facts: Uint32Array, { file, role }: TextIdentity, rules: string): Uint32Array {
  return wordsOf(
    createHash('sha256')
      .update(facts)
      .update(JSON.stringify([file, role, rules]))
      .digest(),
  );
}

/** A digest of what is on; `null` stands for everything. */
export function rulesDigest(active: ActiveRules | null): string {
  const text = active === null ? 'everything' : sortedJson([listed(active.rules), listed(active.conventions)]);
  return createHash('sha256').update(text).digest('hex');
}

function listed(on: OnByLanguage): readonly (readonly [LanguageId, readonly RuleId[]])[] {
  return [...on]
    .sort(([a], [b]) => byCodeUnit(a, b))
    .map(([language, ids]) => [language, [...ids].sort(byCodeUnit)] as const);
}

/** A copy of its own: a digest may lie in a buffer shared with others, and travels to another thread. */
function wordsOf(digest: Uint8Array): Uint32Array {
  return new Uint32Array(Uint8Array.from(digest).buffer);
}
