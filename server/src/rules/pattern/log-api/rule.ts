import { CallFlag } from '@drift/grammars';
import type { Row } from '../../../facts/schema.ts';
import { defineConvention } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';
import { isForeignFile } from '../free-names.ts';
import { API_VALUES, isPrintValue, LOG_METHODS, LOGGER_NAMES, libraryOf, printOf } from './apis.ts';

const LOGGER = 'logger';
/** Room for the end of a statement and of a block. */
const NEAR = 40;
/** Uses of a call whose value nobody needs: the last statement of a Ruby method is its value. */
const STATEMENTS: ReadonlySet<string> = new Set(['discarded', 'returned']);
/** Programs whose output is their purpose, the code around a product, and what implements logging. */
const OTHER_PURPOSE =
  /(?:^|\/)(?:bin|cli|cmd|commands?|scripts?|tools?|tasks?|examples?|samples?|demos?|docs?|benchmarks?|contrib|hack|management|maintenance|dev|generators?|build|log|logging)\/|(?:^|\/)example[^/]*$|(?:^|\/)(?:main|cli|__main__|index|build)\.\w+$|[Ll]og(?:ger|ging)?\.\w+$/;

/** Which call writes to the log. */
export const logApi = defineConvention({
  id: 'drift/pattern/log-api',
  title: 'Logging calls',
  languages: ['csharp', 'javascript', 'kotlin', 'ruby', 'rust', 'typescript'],
  maturity: 'stable',
  incubatingIn: ['javascript', 'rust', 'typescript'],
  since: '0.1.0',
  fix: 'none',
  precision: {
    corpus: '2 packages: matrix-react-sdk, Kotlin IDE',
    sample: 14,
    precision: 1,
  },
  sites: 'logging calls',
  answers: [LOGGER, ...API_VALUES],
  describe: (value) => (value === LOGGER ? 'a logger' : `\`${value}\``),
  // Where printing or a library's own functions are usual, a logger object is no step back.
  deviates: (actual, expected) => !isPrintValue(expected) && actual !== LOGGER,
  observe(view, report) {
    if (view.role === 'config' || isForeignFile(view) || OTHER_PURPOSE.test(view.file) || isProgram(view)) return;
    const failedLogs = handlersOfLogs(view);
    for (const call of view.table('calls')) {
      const value = apiOf(view, call, failedLogs);
      if (value !== null) report({ value, start: call.start, end: call.nameEnd });
    }
  },
});

/** A file that holds an entry point prints what its user asked for. */
function isProgram(view: FileView): boolean {
  for (const s of view.table('symbols')) {
    if ((s.kind === 'function' || s.kind === 'method') && /^[Mm]ain$/.test(s.name)) return true;
  }
  return false;
}

function apiOf(view: FileView, call: Row<'calls'>, failedLogs: readonly Row<'handlers'>[]): string | null {
  // Rust macros carry a mark that imports do not.
  const name = call.name.replace(/!$/, '');
  const canonical = view.canonical(call.callee.replace(/!$/, ''));
  const print = printOf(view.language, canonical);
  if (print !== undefined) return isPrintStatement(view, call) && !isOutput(view, call, failedLogs) ? print : null;
  if (!LOG_METHODS.has(name)) return null;
  const library = libraryOf(view.language, canonical.slice(0, -name.length - 1));
  const head = call.callee.split('.')[0] ?? '';
  if (library !== undefined && (view.language === 'rust' || view.imported.has(head))) return library;
  const receiver = call.callee.slice(0, -call.name.length - 1);
  const variable = receiver.slice(receiver.lastIndexOf('.') + 1).replace(/^[$_@#]+/, '');
  return LOGGER_NAMES.has(variable) && name.length > 1 && call.arguments > 0 && STATEMENTS.has(call.use)
    ? LOGGER
    : null;
}

/** Printing into a given stream is writing, not logging; a function of one's own called `print` is neither. */
function isPrintStatement(view: FileView, call: Row<'calls'>): boolean {
  if ((call.flags & CallFlag.isNew) !== 0 || call.use === 'assigned' || call.use === 'argument') return false;
  if (view.argumentsOf(call).some((a) => a.keyword === 'file')) return false;
  if (call.callee.includes('.')) return true;
  for (const s of view.table('symbols')) if (s.name === call.callee.replace(/!$/, '')) return false;
  return true;
}

/** Functions whose name says that they print, and handlers of errors that logging itself has thrown. */
function isOutput(view: FileView, call: Row<'calls'>, failedLogs: readonly Row<'handlers'>[]): boolean {
  if (/^_*(?:print|usage|help|show|dump|display|version)/i.test(view.table('symbols').get(call.symbol)?.name ?? ''))
    return true;
  return failedLogs.some((h) => h.bodyStart <= call.start && call.end <= h.bodyEnd);
}

/** Handlers right after a logging call: its failure is what they handle. */
function handlersOfLogs(view: FileView): readonly Row<'handlers'>[] {
  const place = (symbol: number, at: number): string => `${symbol} ${Math.floor(at / NEAR)}`;
  const logs = new Set<string>();
  for (const c of view.table('calls')) {
    if (c.tryDepth > 0 && LOG_METHODS.has(c.name)) logs.add(place(c.symbol, c.end));
  }
  return [...view.table('handlers')].filter(
    (h) => logs.has(place(h.symbol, h.start)) || logs.has(place(h.symbol, h.start - NEAR)),
  );
}
