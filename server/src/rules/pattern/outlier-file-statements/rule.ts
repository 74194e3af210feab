import type { FileView } from '../../engine/file-view.ts';
import { defineNumericFeature } from '../../engine/numeric-feature.ts';
import { isMachinery, isStaging } from '../measured-functions.ts';
import { placeOfFile } from '../place-of-file.ts';

/** How many statements a file has. */
export const outlierFileStatements = defineNumericFeature({
  id: 'drift/pattern/outlier-file-statements',
  title: 'Unusually large files',
  languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'rust', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  sites: 'files',
  subject: 'file',
  shape: { scale: 'count', floor: 600, transform: 'log1p' },
  inTests: false,
  measure(view, report) {
    if (isMachinery(view.file) || isStaging(view.file)) return;
    const place = placeOfFile(view);
    const value = statementsOf(view);
    if (place !== null && value > 0) report({ value, ...place });
  },
  say: ({ name, value, median, limit }) =>
    `\`${name}\` has ${value} statements; files here have a median of ${median}${limit === null ? '' : ` (limit for this code base ${limit})`}`,
});

function statementsOf(view: FileView): number {
  let sum = view.table('module').get(0)?.statements ?? 0;
  for (const s of view.table('symbols')) sum += s.statements;
  return sum;
}
