import { defineNumericFeature } from '../../engine/numeric-feature.ts';
import { isStaging, wordsOf } from '../measured-functions.ts';
import { constantsNamed } from '../named-constants.ts';

/** Names of how much is fetched at once. */
const PAGED =
  /^(?:limit|(?:default|max)?(?:pagesize|perpage|pagelimit|batchsize|chunksize|fetchsize)|maxresults|maxrows|rowlimit|rows_?per_?page)$/;
/** Files whose job is to take everything. */
const WHOLESALE: ReadonlySet<string> = new Set([
  'export',
  'exports',
  'exporter',
  'admin',
  'backup',
  'dump',
  'import',
  'importer',
  'sync',
]);

/** Sizes of pages and batches, compared within the calls of one function or the settings of one name. */
export const outlierPageLimits = defineNumericFeature({
  id: 'drift/pattern/outlier-page-limits',
  title: 'Page and batch sizes far from the usual',
  languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'rust', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  sites: 'settings of one name',
  subject: 'setting',
  shape: { scale: 'ratio', floor: 10, transform: 'none' },
  inTests: false,
  measure(view, report) {
    if (isStaging(view.file) || wordsOf(view.file).some((w) => WHOLESALE.has(w))) return;
    constantsNamed(view, PAGED, report);
  },
  say: ({ name, value, median }) => `\`${name}\` is ${value}; elsewhere in this code base it has a median of ${median}`,
});
