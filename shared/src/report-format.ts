/** The machine-readable formats of a report, as they are asked for. */
export const REPORT_FORMATS = [
  'json',
  'sarif',
  'github',
  'github-code-quality',
  'github-commands',
  'gitlab',
  'junit',
  'html',
  'sonarqube',
  'markdown',
] as const;
/** One of the formats. */
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** The name of the file that holds each format where several are written; some consumers look for exactly this name. */
export const FORMAT_FILES: Readonly<Record<ReportFormat, string>> = {
  json: 'drift.json',
  sarif: 'drift.sarif',
  github: 'drift.github.json',
  'github-code-quality': 'drift.quality.sarif',
  'github-commands': 'drift.github-commands.txt',
  gitlab: 'gl-code-quality-report.json',
  junit: 'drift.junit.xml',
  html: 'drift.html',
  sonarqube: 'drift.sonar.json',
  markdown: 'drift.md',
};

/** The formats of a run in CI: its comment, and those of its report. Its results file is always written. */
export const CI_FORMATS = ['comment', ...REPORT_FORMATS] as const;

/** The names of the files that a run in CI leaves: its results, its comment, and its report in other formats. */
export const CI_FILES: Readonly<Record<(typeof CI_FORMATS)[number], string>> = {
  ...FORMAT_FILES,
  json: 'drift-results.json',
  comment: 'drift-comment.md',
  sarif: 'drift-results.sarif',
};

const JSON_TEXTS: ReadonlySet<ReportFormat> = new Set([
  'json',
  'sarif',
  'github',
  'github-code-quality',
  'gitlab',
  'sonarqube',
]);

/** True where a report in this format is one JSON text. */
export function isJsonFormat(format: ReportFormat): boolean {
  return JSON_TEXTS.has(format);
}

const RANKED: ReadonlySet<ReportFormat> = new Set([
  'json',
  'sarif',
  'github-code-quality',
  'github-commands',
  'html',
  'markdown',
]);

/** True where the text of a report depends on what is worth looking at first: the others need not be ranked. */
export function isRankedFormat(format: ReportFormat): boolean {
  return RANKED.has(format);
}
