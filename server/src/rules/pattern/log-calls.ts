// Which calls write to a log: shared by the keys about logging.
import { CallFlag } from '@drift/grammars';
import type { Row } from '../../facts/schema.ts';
import type { FileView } from '../engine/file-view.ts';
import { LOG_METHODS, LOGGER_NAMES, libraryOf } from './log-api/apis.ts';

/** The value of a call of a method of a logger object. */
export const LOGGER = 'logger';

/** Libraries that are called by their module in languages for which `log-api` knows none. */
const MODULES: ReadonlySet<string> = new Set(['logging', 'loguru.logger', 'Illuminate.Support.Facades.Log']);
/** Calls that end a chain of fields, and the method of the logger that the chain began with. */
const CHAIN_ENDS: ReadonlySet<string> = new Set(['Msg', 'Msgf', 'Send']);

/** A logging call of a library or a logger object: the library's name, `logger`, or `null`. */
export function loggerOf(view: FileView, call: Row<'calls'>): string | null {
  const name = call.name.replace(/!$/, '');
  if (CHAIN_ENDS.has(name) && view.language === 'go') return chainStart(call.callee) === null ? null : LOGGER;
  if (!LOG_METHODS.has(name) || (call.flags & CallFlag.isNew) !== 0) return null;
  const path = call.callee.replace(/!$/, '');
  const root = view.canonical(path).slice(0, -name.length - 1);
  if (MODULES.has(root)) return root;
  const library = libraryOf(view.language, root.replace(/\.(?:WithFields?|WithError)\(\).*$/, ''));
  if (library !== undefined && (view.language === 'rust' || view.imported.has(path.split('.')[0] ?? '')))
    return library;
  const receiver = path.slice(0, -name.length - 1).replace(/(?:\.(?:WithFields?|WithError|With)\(\))+$/, '');
  const variable = receiver.slice(receiver.lastIndexOf('.') + 1).replace(/^[$_@#]+|\(\)$/g, '');
  return LOGGER_NAMES.has(variable) && name.length > 1 && call.arguments > 0 ? LOGGER : null;
}

/** `log.Info().Str().Msg` -> `log`, for chains that begin with a level. */
function chainStart(callee: string): string | null {
  const start = /^((?:\w+\.)*\w+)\.(?:Trace|Debug|Info|Warn|Error|Fatal|Panic)\(\)\./.exec(callee)?.[1];
  const variable = start?.slice(start.lastIndexOf('.') + 1) ?? '';
  return LOGGER_NAMES.has(variable) ? variable : null;
}
