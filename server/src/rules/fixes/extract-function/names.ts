import type { LanguageId } from '@drift/shared';
import type { Row } from '../../../facts/schema.ts';
import type { FixContext } from '../../engine/rule.ts';
import type { Home } from './home.ts';

/** Languages that write functions in words with underscores. */
const SNAKE: ReadonlySet<LanguageId> = new Set(['python', 'ruby', 'rust']);
/** Languages whose private methods begin with a capital. */
const PASCAL: ReadonlySet<LanguageId> = new Set(['csharp']);

/** A name for a part of a function that nothing in the file bears. A person will know a better one. */
export function nameFor({ view, text, usual }: FixContext, around: Row<'symbols'>, home: Home): string {
  const { language } = view;
  const bare = around.name.replace(/[^\p{L}\p{N}_]/gu, '').replace(/^_+|_+$/g, '') || 'block';
  const isSnake = SNAKE.has(language) || (bare.includes('_') && bare === bare.toLowerCase());
  const first = PASCAL.has(language) ? (bare[0] ?? '') : (bare[0] ?? '').toLowerCase();
  const isMarked =
    language === 'python' ||
    (home.kind !== 'function' &&
      usual('drift/pattern/naming-private-member') === 'underscore' &&
      /script$/.test(language));
  const base = `${isMarked ? '_' : ''}${first}${bare.slice(1)}${isSnake ? '_part' : 'Part'}`;
  let name = base;
  for (let n = 2; new RegExp(`(?<![\\w$])${name}(?![\\w$])`).test(text); n++) name = `${base}${n}`;
  return name;
}
