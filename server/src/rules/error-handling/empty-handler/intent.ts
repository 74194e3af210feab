import { Mod } from '@drift/grammars';
import type { LanguageId } from '@drift/shared';
import type { Row } from '../../../facts/schema.ts';
import type { FileView } from '../../engine/file-view.ts';

/** Types that catch nearly everything; catching any other one is a decision about one kind of failure. */
const BROAD_TYPES: ReadonlySet<string> = new Set([
  'BaseException',
  'ErrorException',
  'Exception',
  'RuntimeException',
  'StandardError',
  'SystemException',
  'Throwable',
]);
/** Languages whose own `Error` is one of those; elsewhere the name belongs to a library. */
const HAS_BROAD_ERROR: ReadonlySet<LanguageId> = new Set<LanguageId>(['java', 'kotlin', 'php']);
/** What may stand before a type of the language itself; `PG.Error` is another one. */
const STANDARD_NAMESPACE = /^[\\:.]*(?:(?:System|java\.lang|kotlin|builtins)\.)?/;
/** Names by which a variable says that its error does not matter. */
const UNIMPORTANT = /^(?:_.*|.*(?:ignor|unused|expected|swallow|dontcare|unimportant).*|nothing|noop|none)$/i;
/** Calls after whose failure there is nothing left to do. */
const CLEANUP: ReadonlySet<string> = new Set(
  `abort cancel cleanup clear close delete deletefile destroy detach disconnect dispose endsession flush free ftruncate interrupt
  join kill logout off quit release releaselock remove removeall removelistener rm rm_f rm_r rm_rf rmdir rmtree rollback
  shutdown shutdownnow stop teardown terminate unbind unlink unlock unmount unregister unsubscribe wait`.split(/\s+/),
);
/** What a name says about how its call runs. */
const MANNER = /(?:_?(?:sync|async|nonblock|quietly|silently|gracefully|safely))+$/i;
/** First words of names of calls that clean up, whatever the rest names. */
const CLEANUP_WORD =
  /^(?:close|dispose|destroy|cleanup|release|shutdown|teardown|unlink|rollback|disconnect|kill)(?=[A-Z_])/;
/** Languages in which a handler without a variable is one whose variable is `_`. */
const ALWAYS_NAMED: ReadonlySet<LanguageId> = new Set<LanguageId>(['java', 'kotlin']);
/** Code units between the last thing done in a `try` and its handler: closing marks and white space only. */
const MAX_GAP = 60;
/** The same where the ends of blocks in words may stand between. */
const MAX_BLOCK_GAP = 120;
/** Code units between two handlers of one `try`. */
const MAX_CLAUSE_GAP = 3;

/** True where the types caught are so many that the handler hides failures nobody thought of. */
export function catchesBroadly(view: FileView, handler: Row<'handlers'>): boolean {
  if (handler.types === '') return true;
  return handler.types.split(' ').some((type) => {
    const name = type.replace(STANDARD_NAMESPACE, '');
    return BROAD_TYPES.has(name) || (name === 'Error' && HAS_BROAD_ERROR.has(view.language));
  });
}

/** True where the name of the variable, or that it has none, says the silence is meant. */
export function saysUnimportant(view: FileView, handler: Row<'handlers'>): boolean {
  if (handler.binding === '') return ALWAYS_NAMED.has(view.language) && handler.kind === 'catch';
  return UNIMPORTANT.test(handler.binding.replace(/^\$/, ''));
}

/** True where the last thing tried is a return: what follows the handler is the answer in case of failure. */
export function hasFallback(view: FileView, handler: Row<'handlers'>): boolean {
  const tried = triedUntil(view, handler);
  for (const r of view.table('returns')) {
    if (r.start > tried) return false;
    if (r.symbol === handler.symbol && isJustBefore(r.end, tried)) return true;
  }
  return false;
}

/** Where the tried code of a handler ends: before the first of the handlers that stand in a row. */
function triedUntil(view: FileView, handler: Row<'handlers'>): number {
  const handlers = view.table('handlers');
  let first = handler.start;
  for (let at = handlers.get(handler.index - 1); at !== null; at = handlers.get(at.index - 1)) {
    if (at.symbol !== handler.symbol || at.end > first || first - at.end > MAX_CLAUSE_GAP) break;
    first = at.start;
  }
  return first;
}

/** True where the last thing tried gives a new value to a variable, which otherwise keeps the one it has. */
export function keepsOldValue(view: FileView, handler: Row<'handlers'>): boolean {
  const tried = triedUntil(view, handler);
  for (const b of view.table('bindings')) {
    if (b.start > tried) return false;
    if (b.end > tried || tried - b.end > MAX_BLOCK_GAP || !isInside(view, b.symbol, handler.symbol)) continue;
    if (b.kind === 'assign' && b.symbol === handler.symbol && isJustBefore(b.end, tried)) return true;
    const isOlder = (o: Row<'bindings'>): boolean => o.start < b.start && isInside(view, b.symbol, o.symbol);
    if (b.kind === 'variable' && view.bindingsOf(b.target).some(isOlder)) return true;
  }
  return false;
}

function isInside(view: FileView, inner: number, outer: number): boolean {
  const symbols = view.table('symbols');
  for (let at = inner; at >= 0; at = symbols.get(at)?.parent ?? -1) if (at === outer) return true;
  return inner < 0 && outer < 0;
}

/** True where the last thing tried is cleaning up. */
export function isCleanup(view: FileView, handler: Row<'handlers'>): boolean {
  // What an error branch handles may stand in its condition.
  const tried = handler.kind === 'errorBranch' ? handler.bodyStart : handler.start;
  for (const c of view.table('calls')) {
    if (c.start > tried) return false;
    const isTried = c.symbol === handler.symbol && c.start >= handler.tryStart;
    if (isTried && isJustBefore(c.end, tried) && cleansUp(c.name)) return true;
  }
  return false;
}

function cleansUp(name: string): boolean {
  const bare = name.replace(/^[_$#]+|[!?]$/g, '');
  return CLEANUP.has(bare.replace(MANNER, '').toLowerCase()) || CLEANUP_WORD.test(bare);
}

function isJustBefore(end: number, place: number): boolean {
  return end <= place && place - end <= MAX_GAP;
}

/** True inside a function that the language marks as a test. */
export function isInTest(view: FileView, symbol: number): boolean {
  const symbols = view.table('symbols');
  for (let at = symbols.get(symbol); at !== null; at = symbols.get(at.parent))
    if ((at.modifiers & Mod.test) !== 0) return true;
  return false;
}
