import type { Row } from '../../../facts/schema.ts';
import { callTable, matchCalls } from '../../engine/api-table.ts';
import type { FileView } from '../../engine/file-view.ts';
import { defineRule } from '../../engine/rule.ts';
import { OPEN_COMMAND } from './modes.ts';
import { COMPILED_ROWS } from './rows-compiled.ts';
import { SCRIPT_ROWS } from './rows-scripts.ts';

const CALLS = callTable([...SCRIPT_ROWS, ...COMPILED_ROWS]);
const MESSAGE = 'This lets every account on the machine write the file; give write access to owner or group only';
/** Calls that hand a text to a shell. */
const SHELLS: ReadonlySet<string> = new Set(
  'system popen run call check_call check_output Popen exec execSync shell_exec passthru proc_open getoutput'.split(
    ' ',
  ),
);

/** Calls that remove a tree of files. */
const REMOVALS = [
  'RemoveAll',
  'rmtree',
  'rm_rf',
  'rm_r',
  'rmSync',
  'unlinkSync',
  'unlink',
  'remove_dir_all',
  'deleteDirectory',
] as const;
const REMOVER = /remov|rmtree|on_?error|delete|clean/i;

/** Flags files that are made writable for everybody. Creation modes are left alone: the umask narrows them. */
export const worldWritable = defineRule({
  meta: {
    id: 'drift/owasp/world-writable',
    title: 'File everybody can write',
    category: 'owasp',
    languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'rust', 'typescript'],
    severity: 'warning',
    maturity: 'stable',
    since: '0.1.0',
    cwe: ['CWE-732', 'CWE-276'],
    owasp: ['A01:2021'],
    fix: 'none',
    inTests: false,
    precision: {
      corpus: '7 packages with findings of 380: WordPress, Cacti, Tiny Tiny RSS, ActionHero, Tomcat and others',
      sample: 10,
      precision: 0.8,
    },
  },
  check(view, report) {
    for (const { start, end, symbol } of matchCalls(view, CALLS))
      if (!removesAfterwards(view, symbol)) report({ start, end, message: MESSAGE });
    for (const call of view.callsNamed('setPosixFilePermissions'))
      if (isOpenToAll(view, call)) report({ start: call.start, end: call.end, message: MESSAGE });
    for (const s of view.table('strings'))
      if (s.context === 'argument' && isShell(s.target) && OPEN_COMMAND.test(s.text))
        report({ start: s.start, end: s.end, message: MESSAGE });
  },
});

/** True in code that makes files deletable because it is about to delete them. */
function removesAfterwards(view: FileView, symbol: number): boolean {
  const symbols = view.table('symbols');
  for (let at = symbol; at >= 0; at = symbols.get(at)?.parent ?? -1) {
    if (REMOVER.test(symbols.get(at)?.name ?? '')) return true;
    if (REMOVALS.some((name) => view.callsNamed(name).some((c) => c.symbol === at))) return true;
  }
  return false;
}

function isShell(callee: string): boolean {
  return SHELLS.has(callee.slice(callee.lastIndexOf('.') + 1));
}

/** `Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"))` */
function isOpenToAll(view: FileView, call: Row<'calls'>): boolean {
  return view
    .callsNamed('fromString')
    .some(
      (c) =>
        c.start > call.start &&
        c.end <= call.end &&
        c.callee.endsWith('PosixFilePermissions.fromString') &&
        /^[r-][w-][x-][r-][w-][x-][r-]w[x-]$/.test(view.argumentsOf(c)[0]?.text ?? ''),
    );
}
