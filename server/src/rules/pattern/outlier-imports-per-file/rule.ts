import type { FileView } from '../../engine/file-view.ts';
import { defineNumericFeature } from '../../engine/numeric-feature.ts';
import { isStaging, wordsOf } from '../measured-functions.ts';

/** Files whose job is to bring things together. */
const COLLECTORS: ReadonlySet<string> = new Set(
  'index mod lib main init barrel registry registrations module modules app application bootstrap setup config configuration prelude public api all exports imports routes router routing urls entry bundle plugin plugins'.split(
    ' ',
  ),
);

/** How many modules a file imports. */
export const outlierImportsPerFile = defineNumericFeature({
  id: 'drift/pattern/outlier-imports-per-file',
  title: 'Files that import unusually many modules',
  languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'rust', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  sites: 'files',
  subject: 'file',
  shape: { scale: 'count', floor: 30, transform: 'log1p' },
  inTests: false,
  measure(view, report) {
    const name = view.file.slice(view.file.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
    if (isStaging(view.file) || wordsOf(name).some((w) => COLLECTORS.has(w))) return;
    const sources = new Set<string>();
    let first: { start: number; end: number } | null = null;
    for (const i of view.table('imports')) {
      if (i.kind === 'reexport' || i.kind === 'dynamic' || i.symbol >= 0) continue;
      sources.add(i.source);
      first ??= { start: i.sourceStart < 0 ? i.start : i.sourceStart, end: i.sourceStart < 0 ? i.end : i.sourceEnd };
    }
    if (first !== null && !isCollector(view, sources.size)) report({ value: sources.size, ...first });
  },
  say: ({ name, value, median, limit }) =>
    `\`${name}\` imports ${value} modules; files here have a median of ${median}${limit === null ? '' : ` (limit for this code base ${limit})`}`,
});

/** A file that mostly passes on what it imports. */
function isCollector(view: FileView, imports: number): boolean {
  return view.table('symbols').length * 2 < imports;
}
