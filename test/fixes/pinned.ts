import { DECISIONS_FILE, type Decision } from '@drift/shared';

/**
 * Answers that are decided over a package, so that its own habits become findings: real code that keeps to its
 * conventions has few to mend. Each round asks for others.
 */
const ROUNDS: readonly Readonly<Record<string, string>>[] = [
  {
    'error-catch-binding': 'ex',
    'naming-constant': 'screaming',
    'naming-enum-member': 'screaming',
    'naming-function': 'snake',
    'naming-private-member': 'underscore',
    'naming-variable': 'snake',
    'test-api': 'test',
    'type-object-decl': 'interface',
    'import-type-only': 'type',
  },
  {
    'error-catch-binding': 'err',
    'naming-constant': 'pascal',
    'naming-enum-member': 'pascal',
    'naming-function': 'camel',
    'naming-private-member': 'none',
    'naming-type': 'camel',
    'naming-variable': 'camel',
    'test-api': 'it',
    'type-object-decl': 'type',
  },
];

/** Answers that only one language has. */
const BY_LANGUAGE: readonly (readonly [language: Decision['language'], key: string, value: string])[] = [
  ['csharp', 'doc-style', 'XML comment'],
  ['go', 'doc-style', 'comment'],
  ['java', 'doc-style', 'Javadoc'],
  ['kotlin', 'doc-style', 'KDoc'],
  ['php', 'doc-style', 'docblock'],
  ['python', 'doc-style', 'docstring'],
  ['ruby', 'doc-style', 'comment'],
  ['rust', 'doc-style', 'doc comment'],
  ['go', 'type-any', 'any'],
  ['python', 'type-any', 'object'],
  ['typescript', 'type-any', 'unknown'],
  ['python', 'import-path', 'relative'],
  ['ruby', 'import-path', 'relative'],
];

/** How many rounds there are. */
export const PINNED_ROUNDS = ROUNDS.length;

/** The file of decisions of a round: where it lies and what it says. */
export function decisionsOf(round: number): { readonly path: string; readonly text: string } {
  const conventions: Decision[] = Object.entries(ROUNDS[round] ?? {}).map(([key, value]) => ({
    key,
    status: 'pinned',
    value,
  }));
  for (const [language, key, value] of BY_LANGUAGE)
    if (language !== undefined) conventions.push({ key, status: 'pinned', value, language });
  return { path: DECISIONS_FILE, text: `${JSON.stringify({ version: 1, conventions }, null, 2)}\n` };
}

/** True where a round decides what a rule asks. */
export function isDecided(ruleId: string, round: number): boolean {
  const keys = [...Object.keys(ROUNDS[round] ?? {}), ...BY_LANGUAGE.map(([, key]) => key)];
  return keys.some((key) => ruleId === `drift/pattern/${key}`);
}
