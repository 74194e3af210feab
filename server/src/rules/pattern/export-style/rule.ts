import type { Row } from '../../../facts/schema.ts';
import { defineConvention } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';
import { switchesOff } from '../linter-marks.ts';

const EXPORT_KEYWORD = 'export'.length;
/** Places whose default export a framework or tool asks for, and texts that a tool is tried on. */
const PRESCRIBED =
  /(?:^|\/)(?:pages|app|routes)\/|\.(?:stories|config|d)\.|(?:^|\/)__(?:test)?fixtures__\/|(?:^|\/)(?:page|layout|route|loading|error|middleware)\.[jt]sx?$|(?:^|\/)jest[^/]*$/;
/** Linter rules that ask for one of both ways. */
const DEFAULT_EXPORT = /(?:no|prefer)-default-export/;
/** Types exist only for the compiler: they do not make a module's main export. */
const TYPES_ONLY: ReadonlySet<string> = new Set(['interface', 'typeAlias']);

/** How a module offers its one main export. */
export const exportStyle = defineConvention({
  id: 'drift/pattern/export-style',
  title: 'Style of exports',
  languages: ['javascript', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  fix: 'none',
  precision: {
    corpus: '36 packages, of which 4 held a deviation: stylelint, matrix-js-sdk, aws-amplify, OpenLayers in phpMyAdmin',
    sample: 16,
    precision: 0.25,
  },
  sites: 'modules',
  // Below it, whole newer parts of a code base go the other way on purpose.
  leastShare: 0.95,
  answers: ['named', 'default'],
  describe: (value) => `a ${value} export`,
  observe(view, report) {
    if (view.role !== 'source' || PRESCRIBED.test(view.file) || switchesOff(view, DEFAULT_EXPORT)) return;
    const rows = [...view.table('exports')];
    if (rows.some((e) => e.kind !== 'named' && e.kind !== 'default')) return;
    const [main, second] = rows.filter((e) => e.kind === 'default' || !isType(view, e.name));
    if (main === undefined || second !== undefined) return;
    // One that is named otherwise may get more exports, and each of both ways is usual for it.
    if (!isNamedAfter(view.file, main.name)) return;
    // A value, with or without a name, is a plug-in or a table of data, which tools look up under a name of their own.
    if (!isCode(view, main)) return;
    report({ value: main.kind, start: main.start, end: Math.min(main.end, main.start + EXPORT_KEYWORD) });
  },
});

/** True where the file, or its folder for an `index`, is called like what it exports, in whatever spelling. */
function isNamedAfter(file: string, name: string): boolean {
  const segments = file.split('/');
  const own = (segments.pop() ?? '').replace(/\..*$/, '');
  return plain(own === 'index' ? (segments.pop() ?? '') : own) === plain(name);
}

function plain(name: string): string {
  return name.replace(/[-_$ ]/g, '').toLowerCase();
}

function isType(view: FileView, name: string): boolean {
  let type = false;
  for (const s of view.symbolsNamed(name)) {
    if (s.parent >= 0) continue;
    if (!TYPES_ONLY.has(s.kind)) return false;
    type = true;
  }
  return type && view.bindingsOf(name).every((b) => b.symbol >= 0 || b.kind !== 'variable');
}

/** True for functions and classes that this file declares. */
function isCode(view: FileView, e: Row<'exports'>): boolean {
  for (const s of view.symbolsNamed(e.name))
    if (s.parent < 0 && (s.kind === 'function' || s.kind === 'class')) return true;
  return view.bindingsOf(e.name).some((b) => b.symbol < 0 && b.shape === 'function');
}
