import type { Row } from '../../../facts/schema.ts';
import { defineConvention } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';

const EXPORT_KEYWORD = 'export'.length;
/** Places whose default export a framework or tool asks for, and texts that a tool is tried on. */
const PRESCRIBED =
  /(?:^|\/)(?:pages|app|routes)\/|\.(?:stories|config|d)\.|(?:^|\/)__(?:test)?fixtures__\/|(?:^|\/)(?:page|layout|route|loading|error|middleware)\.[jt]sx?$|(?:^|\/)jest[^/]*$/;
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
  answers: ['named', 'default'],
  describe: (value) => `a ${value} export`,
  observe(view, report) {
    if (view.role !== 'source' || PRESCRIBED.test(view.file) || isDecided(view)) return;
    const rows = [...view.table('exports')];
    if (rows.some((e) => e.kind !== 'named' && e.kind !== 'default')) return;
    const [main, second] = rows.filter((e) => e.kind === 'default' || !isType(view, e.name));
    if (main === undefined || second !== undefined) return;
    // A value, with or without a name, is a plug-in or a table of data, which tools look up under a name of their own.
    if (!isCode(view, main)) return;
    report({ value: main.kind, start: main.start, end: Math.min(main.end, main.start + EXPORT_KEYWORD) });
  },
});

/** True where a comment switches a linter off for the form of the export: something else asks for it. */
function isDecided(view: FileView): boolean {
  for (const c of view.table('comments')) if (/(?:no|prefer)-default-export/.test(c.text)) return true;
  return false;
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
