import type { Row } from '../../../facts/schema.ts';
import { callTable, matchCalls } from '../../engine/api-table.ts';
import type { FileView } from '../../engine/file-view.ts';
import { defineRule } from '../../engine/rule.ts';
import { NAME_ONLY_ROWS } from './rows.ts';

const NAME_ONLY = callTable(NAME_ONLY_ROWS);

/** Flags temporary files whose name is chosen before the file exists, so that somebody else can create it first. */
export const tempFileRace = defineRule({
  meta: {
    id: 'drift/owasp/temp-file-race',
    title: 'Temporary file named before it is created',
    category: 'owasp',
    languages: ['java', 'javascript', 'kotlin', 'python', 'ruby', 'rust', 'typescript'],
    severity: 'warning',
    maturity: 'stable',
    since: '0.1.0',
    cwe: ['CWE-377', 'CWE-367'],
    owasp: ['A01:2021'],
    fix: 'none',
    inTests: false,
    precision: { corpus: '380 packages, 1 with a finding: the Kotlin library', sample: 1, precision: 1 },
  },
  check(view, report) {
    for (const { row, name, start, end, symbol } of matchCalls(view, NAME_ONLY))
      if (![namesPipe, namesNothing, replacesImport].some((is) => is(view, start, end)) && !makesSocket(view, symbol))
        report({ start, end, message: `${name} only makes up a name that others can take first; ${row.message}` });
    if (view.language !== 'java' && view.language !== 'kotlin') return;
    for (const call of view.callsNamed('createTempFile'))
      if (isTurnedIntoDirectory(view, call))
        report({
          start: call.start,
          end: call.end,
          message: 'The temporary file is deleted and made anew as a directory; use Files.createTempDirectory',
        });
  },
});

const MISSING_MODULE = /(?:^| )(?:ImportError|ModuleNotFoundError)(?: |$)/;

/** In `except ImportError:` the module with the safe function is not there. */
function replacesImport(view: FileView, start: number, end: number): boolean {
  for (const h of view.table('handlers'))
    if (h.bodyStart <= start && end <= h.bodyEnd && MISSING_MODULE.test(h.types)) return true;
  return false;
}

/** `tarfile.open(name=mktemp(), fileobj=data)` asks for a name and opens no file. */
function namesNothing(view: FileView, start: number, end: number): boolean {
  const outer = [...view.table('arguments')].find((a) => a.start === start && a.end === end);
  const call = outer === undefined ? null : view.table('calls').get(outer.call);
  return call !== null && view.argumentsOf(call).some((a) => a.keyword === 'fileobj');
}

/** Sockets and named pipes cannot be made by the functions that make files, and fail where the name is taken. */
const SOCKET = /unix|socket|fifo|^bind$|^listen/i;

function makesSocket(view: FileView, symbol: number): boolean {
  for (const c of view.table('calls')) if (c.symbol === symbol && SOCKET.test(c.name)) return true;
  return false;
}

/** Windows pipes need a free name and no file. */
function namesPipe(view: FileView, start: number, end: number): boolean {
  for (const s of view.table('strings'))
    if (s.start >= start && s.end <= end && s.text.includes('\\pipe\\')) return true;
  return false;
}

/** `File f = File.createTempFile(…); f.delete(); f.mkdir();` in one function. */
function isTurnedIntoDirectory(view: FileView, call: Row<'calls'>): boolean {
  const holder = [...view.table('bindings')].find((b) => b.valueStart === call.start && b.valueEnd === call.end);
  if (holder === undefined || holder.target === '') return false;
  const later = (name: string): boolean =>
    view
      .callsNamed(name)
      .some((c) => c.symbol === call.symbol && c.start > call.end && c.callee === `${holder.target}.${name}`);
  return later('delete') && (later('mkdir') || later('mkdirs'));
}
