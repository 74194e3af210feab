import { Mod, TYPE_KINDS } from '@drift/grammars';
import type { LanguageId } from '@drift/shared';
import type { Row } from '../../../facts/schema.ts';
import { LineTable } from '../../../syntax/line-table.ts';
import { defineConvention } from '../../engine/convention.ts';
import type { FileView } from '../../engine/file-view.ts';
import { document } from '../../fixes/document.ts';
import { isForeignFile, lastPart } from '../free-names.ts';
import { isDocumentedElsewhere, startOfApart } from './compiled.ts';
import { attributesOf, goesWithoutDocs, reachableItems } from './rust.ts';
import { hasDocstring, isDocumentable, isSaidAbove, isScript, SCRIPT_DOC } from './scripts.ts';

/** What documentation is called; in the languages without a form of its own, any comment is one. */
const DOC_OF: Readonly<Partial<Record<LanguageId, string>>> = {
  csharp: 'XML comment',
  java: 'Javadoc',
  kotlin: 'KDoc',
  rust: 'doc comment',
  ...SCRIPT_DOC,
};
const COMMENT = 'comment';
const NONE = 'none';
/** The frame of a program offers nothing to others; errors and holders of extension methods say by their names what they are. */
const SELF_EXPLAINING = /^(?:Program|Startup|[Mm]ain)$|(?:Exception|Error|Extensions)$/;
/** What is exported there is not for others; and Go repeats a function for each system without its text. */
const INSIDE =
  /(?:^|\/)(?:internals?|private|impl|examples?|samples?|demos?)\/|_(?:windows|linux|darwin|freebsd|solaris|unix|unsupported|other|stub|nolinux|no\w+)\.go$/i;
/** Lines from the end of documentation to what it is about: one of them may be empty. */
const DOC_GAP = 2;
/** A shorter line of signs is an empty line of a comment, or the end of an example in it. */
const RULER_LENGTH = 8;
/** A comment for a tool. Other comments whose text is at hand (it may hold a secret, say) are for people. */
const DIRECTIVE =
  /^(?:\/\/|\/\*+)\s*(?:drift-|noinspection|nolint|nosec|nosonar|nosemgrep|pragma\b|@?SuppressWarnings|export |go:[a-z])/i;
/** What is on its way out gets no documentation any more. */
const OUTGOING: ReadonlySet<string> = new Set(['Deprecated', 'Obsolete']);
const NAMES: ReadonlyMap<string, string> = new Map([
  [COMMENT, 'a plain comment'],
  [NONE, 'no documentation'],
]);

/** How what a module offers is documented. */
export const docStyle = defineConvention({
  id: 'drift/pattern/doc-style',
  title: 'Documentation of what is exported',
  languages: ['csharp', 'go', 'java', 'kotlin', 'php', 'python', 'ruby', 'rust'],
  maturity: 'stable',
  incubatingIn: ['csharp', 'java', 'kotlin', 'php', 'ruby', 'rust'],
  since: '0.1.0',
  fix: 'unsafe',
  caution: 'a scaffold, whose words are still to be written',
  precision: {
    corpus:
      '8 packages: H2, JUnit 5, Netty, Robocode, HttpClient, InfluxDB, Prometheus, react-native-iap; Python projects of docs/precision',
    sample: 89,
    precision: 0.89,
  },
  sites: 'exported declarations',
  answers: [...Object.values(DOC_OF), COMMENT, NONE],
  // Folders that came from elsewhere have little documentation, and few of them are enough to be told for each file.
  leastShare: 0.92,
  describe: (value) => NAMES.get(value) ?? value,
  // More documentation than usual is no deviation.
  deviates: (actual, expected) => expected !== NONE && (actual === NONE || expected !== COMMENT),
  observe(view, report) {
    for (const { value, first } of observed(view, (s) => !isDocumentedElsewhere(view, s)))
      report({ value, start: first.nameStart, end: first.nameEnd });
  },
  acrossFiles: {
    languages: ['rust'],
    observe(view, project, report) {
      const reachable = reachableItems(view, project);
      if (reachable.size === 0 || goesWithoutDocs(view)) return;
      const { documented, hidden } = attributesOf(view);
      const isOffered = (s: Row<'symbols'>): boolean => reachable.has(s.index) && !hidden.has(s.index);
      for (const { value, first } of observed(view, isOffered)) {
        const told = documented.has(first.index) ? DOC_OF.rust : value;
        report({ value: told ?? value, start: first.nameStart, end: first.nameEnd, snippet: first.name });
      }
    },
  },
  fixFor: document,
});

interface Documented {
  readonly value: string;
  readonly first: Row<'symbols'>;
}

function observed(view: FileView, takesPart: (s: Row<'symbols'>) => boolean): readonly Documented[] {
  if (view.role !== 'source' || isForeignFile(view) || INSIDE.test(view.file)) return [];
  const decorated = startsOfMarks(view);
  return exportedDeclarations(view).flatMap((all) => {
    const own = all.filter(takesPart);
    const value = own.map((s) => documentation(view, s, decorated)).find((v) => v !== NONE) ?? NONE;
    if (value !== DOC_OF[view.language] && isSaidAbove(view)) return [];
    return own.slice(0, 1).map((first) => ({ value, first }));
  });
}

/** Functions and types that others can use, with all declarations of one name together. */
function exportedDeclarations(view: FileView): readonly (readonly Row<'symbols'>[])[] {
  const exported = new Set([...view.table('exports')].filter((e) => e.kind !== 'reexport').map((e) => e.name));
  const outgoing = new Set(
    [...view.table('decorators')].filter((d) => OUTGOING.has(lastPart(d.name))).map((d) => d.symbol),
  );
  const out = new Map<string, Row<'symbols'>[]>();
  for (const s of view.table('symbols')) {
    const isKind = s.kind === 'function' || (TYPE_KINDS.has(s.kind) && s.kind !== 'union');
    // A function that takes its name from what it is assigned to is documented elsewhere.
    if (!isKind || s.nameStart < s.start || s.nameEnd <= s.nameStart || !isOutermost(view, s) || outgoing.has(s.index))
      continue;
    if ((s.modifiers & Mod.exported) === 0 && !exported.has(s.name)) continue;
    if ((s.modifiers & (Mod.fixedName | Mod.test | Mod.override)) !== 0 || SELF_EXPLAINING.test(s.name)) continue;
    if (isScript(view) && !isDocumentable(view, s)) continue;
    out.set(s.name, [...(out.get(s.name) ?? []), s]);
  }
  return [...out.values()];
}

function isOutermost(view: FileView, s: Row<'symbols'>): boolean {
  const symbols = view.table('symbols');
  for (let at = symbols.get(s.parent); at !== null; at = symbols.get(at.parent))
    if (at.kind !== 'namespace') return false;
  return true;
}

/** The form of the comment that stands on a declaration, with nothing but its marks in between. */
function documentation(view: FileView, s: Row<'symbols'>, decorated: ReadonlyMap<number, number>): string {
  if (view.language === 'python') return hasDocstring(view, s) ? 'docstring' : NONE;
  const lines = LineTable.fromRows(view.facts.lineStarts, view.facts.textLength);
  const line = lines.lineOf(Math.min(s.start, decorated.get(s.index) ?? s.start));
  const previous = view.table('symbols').get(s.index - 1);
  const before = previous === null ? 0 : previous.end <= s.start ? previous.end : previous.start;
  const doc = DOC_OF[view.language] ?? COMMENT;
  const apart = startOfApart(view, s, before);
  let docEnd = Number.NEGATIVE_INFINITY;
  let block: Row<'comments'>[] = [];
  let blockEnd = Number.NEGATIVE_INFINITY;
  for (const c of view.table('comments')) {
    if (c.end > s.start) continue;
    if (c.form === 'doc' && apart !== null && c.start >= apart) return doc;
    if (c.start < before) continue;
    const [from, to] = [lines.lineOf(c.start), lines.lineOf(c.end)];
    // What follows documentation without a break goes on with it.
    if (c.form === 'doc' || from - docEnd <= 1) docEnd = to;
    if (line - docEnd <= DOC_GAP) return doc;
    block = from - blockEnd <= 1 ? [...block, c] : [c];
    blockEnd = to;
  }
  // A comment further up is about something else.
  return line - blockEnd <= 1 && isText(block) ? COMMENT : NONE;
}

/** True for comments with words for people: no heading of a section, and no directives for tools alone. */
function isText(block: readonly Row<'comments'>[]): boolean {
  const [first] = block;
  if (first?.form === 'ruler' && first.end - first.start >= RULER_LENGTH) return false;
  return block.some((c) => c.form === 'plain' && !DIRECTIVE.test(c.text));
}

/** Where the marks of a declaration begin. */
function startsOfMarks(view: FileView): ReadonlyMap<number, number> {
  const out = new Map<number, number>();
  for (const d of view.table('decorators')) out.set(d.symbol, Math.min(d.start, out.get(d.symbol) ?? d.start));
  return out;
}
