import { replaceHoles } from '../../../facts/holes.ts';
import type { Row } from '../../../facts/schema.ts';
import { defineConvention } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';
import { caughtName } from '../caught-errors.ts';
import { isForeignFile } from '../free-names.ts';
import { loggerOf } from '../log-calls.ts';
import {
  ERROR_NAME,
  FIELD_CALL,
  FIELD_CHAIN,
  FIELD_METHOD,
  FLAT_FIELDS,
  NO_FIELD,
  ONE_WAY,
  TRANSLATION,
  WITHOUT_ARGUMENTS,
} from './forms.ts';

type Argument = Row<'arguments'>;

/** From the most to the least searchable. */
const RANK: readonly string[] = ['fields', 'arguments', 'template'];
const BUILT: ReadonlySet<string> = new Set(['template', 'concat', 'format']);
/** A message stands first, or after a context, a level or an error. */
const MAX_BEFORE = 2;
/** How far before a call its guard may end, in code units. */
const GUARD_REACH = 200;

const NAMES: ReadonlyMap<string, string> = new Map([
  ['fields', 'a message with fields'],
  ['arguments', 'a message with arguments'],
  ['template', 'a message put together before the call'],
]);

/** How values get into what is logged. */
export const logStructure = defineConvention({
  id: 'drift/pattern/log-structure',
  title: 'Values in log messages',
  languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'rust', 'typescript'],
  maturity: 'stable',
  incubatingIn: ['csharp', 'go', 'java', 'kotlin', 'php', 'python', 'ruby', 'rust'],
  since: '0.1.0',
  fix: 'none',
  precision: {
    corpus: '1 projects of docs/precision with findings',
    sample: 5,
    precision: 1,
  },
  sites: 'logging calls with values',
  answers: ['fields', 'arguments', 'template'],
  describe: (value) => NAMES.get(value) ?? value,
  deviates: (actual, expected) => RANK.indexOf(actual) > RANK.indexOf(expected),
  observe(view, report) {
    if (view.role !== 'source' || isForeignFile(view) || view.imports(...WITHOUT_ARGUMENTS)) return;
    for (const call of view.table('calls')) {
      const logger = loggerOf(view, call);
      if (logger === null || ONE_WAY.has(`${view.language} ${logger}`)) continue;
      const value = structureOf(view, call, logger);
      if (value !== null && !(value === 'template' && isGuarded(view, call)))
        report({ value, start: call.start, end: call.nameEnd });
    }
  },
});

/** `null` where nothing but a fixed message is logged, or where what is logged was put together elsewhere. */
function structureOf(view: FileView, call: Row<'calls'>, logger: string): string | null {
  const given = view.argumentsOf(call);
  if (FIELD_CHAIN.test(call.callee)) return 'fields';
  const at = given.findIndex((a) => a.keyword === '' && (a.shape === 'string' || BUILT.has(a.shape)));
  const named = given.some((a) => a.keyword !== '' && isField(view, a));
  if (at < 0) return named && given.every((a) => a.keyword !== '') ? 'fields' : null;
  const before = given.slice(0, at);
  const message = given[at];
  if (message === undefined || named || before.some((a) => a.shape === 'object')) return 'fields';
  if (view.language === 'rust') return rustStructure(given);
  if (at > MAX_BEFORE) return null;
  if (BUILT.has(message.shape)) return isJoined(view, call, given, message) ? null : 'template';
  const rest = given.slice(at + 1).filter((a) => a.keyword === '' && !isError(view, a, call));
  const [first] = rest;
  if (first === undefined) return null;
  if (first.shape === 'object') return 'fields';
  if (view.language === 'php') return first.shape === 'array' && !holdsError(view, call) ? 'fields' : null;
  if (FIELD_METHOD.test(call.name) || rest.some((a) => a.shape === 'call' && FIELD_CALL.test(a.text))) return 'fields';
  const flat = FLAT_FIELDS.has(`${view.language} ${logger}`);
  if (flat && first.shape === 'string' && rest.length % 2 === 0) return 'fields';
  return view.language === 'ruby' ? null : 'arguments';
}

/**
 * True for a text joined of parts that are no values: translated texts, one made elsewhere, or a longer message beside
 * which the values follow as they should.
 */
function isJoined(view: FileView, call: Row<'calls'>, given: readonly Argument[], message: Argument): boolean {
  if (message.shape !== 'concat') return false;
  const at = given.indexOf(message);
  if (given.slice(at + 1).some((a) => !isError(view, a, call) && isBeside(view, a))) return true;
  const holes: string[] = [];
  replaceHoles(message.text, (path) => {
    holes.push(path);
    return '';
  });
  return holes.length > 0 && holes.every((name) => TRANSLATION.test(name) || isTextOf(view, name, call.symbol));
}

/** True for what follows a message in its place: in Python, `exc_info=True` is no value. */
function isBeside(view: FileView, a: Argument): boolean {
  return a.keyword === '' || isField(view, a);
}

/** True for a variable to which the function gives a text. */
function isTextOf(view: FileView, name: string, symbol: number): boolean {
  return view.bindingsOf(name).some((b) => b.symbol === symbol && (b.shape === 'string' || BUILT.has(b.shape)));
}

/** `info!(user = id, "text")`: fields stand before the message. */
function rustStructure(given: readonly Argument[]): string | null {
  const own = given[0]?.text === 'target' ? given.slice(2) : given;
  const at = own.findIndex((a) => a.shape === 'string');
  if (at > 0) return 'fields';
  return own.length > 1 || /\{\w/.test(own[0]?.text ?? '') ? 'arguments' : null;
}

function isField(view: FileView, a: Argument): boolean {
  return view.language !== 'python' || !NO_FIELD.has(a.keyword);
}

/** The caught error goes along with a message in every form. */
function isError(view: FileView, a: Argument, call: Row<'calls'>): boolean {
  if (a.shape === 'identifier' && ERROR_NAME.test(a.text)) return true;
  for (const h of view.table('handlers')) {
    const inside = h.bodyStart <= call.start && call.end <= h.bodyEnd;
    const name = inside ? caughtName(view, h) : '';
    if (name !== '' && (a.text === name || a.text.startsWith(`${name}.`))) return true;
  }
  return false;
}

/** `['exception' => $e]`: the place for the error itself. */
function holdsError(view: FileView, call: Row<'calls'>): boolean {
  const pairs = view.pairsOf(call.index);
  return pairs.length > 0 && pairs.every((p) => p.target === 'exception');
}

/** Behind a question for the level it costs nothing to put a message together. */
function isGuarded(view: FileView, call: Row<'calls'>): boolean {
  return view
    .callsStartingIn(call.start - GUARD_REACH, call.start)
    .some((c) => /^is\w*Enabled(?:For)?$|^IsEnabled$|^(?:debug|info)\?$/.test(c.name) && c.symbol === call.symbol);
}
