import type { LanguageId, TextEdit } from '@drift/shared';
import type { Row } from '../../facts/schema.ts';
import type { FixContext } from '../engine/rule.ts';
import { lineAt, lineEndOf } from './lines.ts';

/** How a language brings in what a fix needs. */
interface ImportForm {
  readonly statement: (path: string, quote: string) => string;
  /** The line behind which the first import of a file stands. */
  readonly head: RegExp;
}

/** Comments that a file begins with, an encoding and the like among them. */
const COMMENTS = /^(?:\uFEFF)?(?:[ \t]*#[^\n]*\n)*/;
const PACKAGE = /^[\s\S]*?^package [^\n]*\n|^/m;
/** The languages in which what a rule asks for has to be imported. */
const FORMS: Readonly<Partial<Record<LanguageId, ImportForm>>> = {
  csharp: { statement: (path) => `using ${path};`, head: /^(?:\uFEFF)?(?:[ \t]*(?:\/\/|#)[^\n]*\n)*/ },
  java: { statement: (path) => `import ${path};`, head: PACKAGE },
  kotlin: { statement: (path) => `import ${path}`, head: PACKAGE },
  python: { statement: (path) => `import ${path}`, head: COMMENTS },
  ruby: { statement: (path, quote) => `require ${quote}${path}${quote}`, head: COMMENTS },
};

/** The edit that imports something into a file, beside what it imports already and in its order; none where it is there. */
export function addImport({ view, text }: FixContext, path: string): readonly TextEdit[] {
  const form = FORMS[view.language];
  if (form === undefined) return [];
  const rows = [...view.table('imports')].filter((r) => r.symbol < 0 && isPlain(text, r));
  if (rows.some((r) => r.source === path) || isCovered(text, rows, path)) return [];
  const last = rows.at(-1);
  const quote = last !== undefined && text.slice(last.start, last.end).includes('"') ? '"' : "'";
  const statement = form.statement(path, quote);
  const eol = lineEndOf(text);
  const at = (offset: number, newText: string): readonly TextEdit[] => [
    { file: view.file, start: offset, end: offset, newText },
  ];
  if (last === undefined) {
    const offset = form.head.exec(text)?.[0].length ?? 0;
    return at(
      offset,
      `${offset > 0 && view.language !== 'csharp' ? eol : ''}${statement}${eol}${offset === 0 ? eol : ''}`,
    );
  }
  const group = groupOf(text, rows, statement);
  const before = group.find((r) => lineOf(text, r) > statement.replace(';', ''));
  if (before !== undefined && isSorted(text, group)) return at(lineAt(text, before.start).start, `${statement}${eol}`);
  return at(lineAt(text, (group.at(-1) ?? last).end).end, `${eol}${statement}`);
}

/** An import that begins a line and is all of it. */
function isPlain(text: string, { start, end }: Row<'imports'>): boolean {
  const line = lineAt(text, start);
  const isFirst = /^(?:import|using|require|from)\b/.test(text.slice(line.start, line.end));
  return isFirst && /^[ \t]*;?[ \t]*(?:(?:\/\/|#).*)?$/.test(text.slice(end, lineAt(text, end).end));
}

/** True where everything of the package is imported. */
function isCovered(text: string, rows: readonly Row<'imports'>[], path: string): boolean {
  const parent = path.slice(0, path.lastIndexOf('.'));
  return parent !== '' && rows.some((r) => text.slice(r.start, r.end).includes(`${parent}.*`));
}

/** The imports among which a new one stands: of the blocks between empty lines the one whose beginning is most like it. */
function groupOf(text: string, rows: readonly Row<'imports'>[], statement: string): readonly Row<'imports'>[] {
  const groups: Row<'imports'>[][] = [];
  for (const row of rows) {
    const open = groups.at(-1);
    const last = open?.at(-1);
    const isNear = last !== undefined && !/\n[ \t]*\r?\n/.test(text.slice(last.end, row.start));
    if (open !== undefined && isNear) open.push(row);
    else groups.push([row]);
  }
  const likeness = (group: readonly Row<'imports'>[]): number =>
    Math.max(...group.map((r) => shared(lineOf(text, r), statement)));
  return groups.reduce<readonly Row<'imports'>[]>(
    (best, g) => (best.length === 0 || likeness(g) > likeness(best) ? g : best),
    [],
  );
}

function shared(a: string, b: string): number {
  let n = 0;
  while (n < a.length && n < b.length && a[n] === b[n]) n++;
  return n;
}

function isSorted(text: string, group: readonly Row<'imports'>[]): boolean {
  return group.every((r, i) => i === 0 || lineOf(text, group[i - 1] ?? r) <= lineOf(text, r));
}

/** The statement of an import, without what ends it. */
function lineOf(text: string, { start }: Row<'imports'>): string {
  const line = lineAt(text, start);
  return text.slice(line.start, line.end).replace(/;.*$/, '');
}
