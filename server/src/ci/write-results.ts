import { CI_FILES, CI_FORMATS, counted, displayJson, displayText, SEVERITIES, sortedJson } from '@drift/shared';
import { renderComment } from './comment.ts';
import { type CiResult, RESULT_FILE } from './result.ts';
import type { World } from './world.ts';

/** Where results go. */
export interface Destination {
  readonly formats: readonly string[];
  /** The folder they are written into; without one the only format is printed. */
  readonly output: string | undefined;
  /** Texts of the formats that the server rendered. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Prints or writes the result in every format that was asked for, and tells GitHub Actions where it asks to be told. */
export function writeResults(world: World, result: CiResult, { formats, output, texts }: Destination): void {
  const json = displayJson(`${sortedJson(result, 2)}\n`);
  const textOf = (format: string): string | undefined => {
    if (format === 'text') return summaryText(result);
    if (format === 'json') return json;
    return format === 'comment' ? renderComment(result, null) : texts.get(format);
  };
  if (output === undefined) world.print(textOf(formats[0] ?? 'text') ?? summaryText(result));
  else {
    for (const format of CI_FORMATS) {
      const text = format === 'json' || formats.includes(format) ? textOf(format) : undefined;
      if (text !== undefined) world.files.write(`${output}/${CI_FILES[format]}`, text);
    }
    world.print(summaryText(result));
  }
  for (const w of result.warnings) world.complain(`drift: ${displayText(`${w.code}: ${w.message}. ${w.hint}`)}\n`);
  tellWorkflow(world, result, output, texts.has('sarif'));
}

/** Where the SARIF of a folder of results lies. */
export function sarifFile(output: string): string {
  return `${output}/${CI_FILES.sarif}`;
}

function summaryText({ status, summary, score, threshold, counts, digest, passes }: CiResult): string {
  const found = SEVERITIES.filter((s) => (counts.fresh[s] ?? 0) > 0).map((s) => counted(counts.fresh[s] ?? 0, s));
  const ran = passes.filter((p) => p.status === 'passed' || p.status === 'failed').map((p) => p.name);
  const notRun = passes.filter((p) => p.status === 'notRun').map((p) => p.name);
  const lines = [
    `drift ci: ${status}. ${summary}`,
    ...(score === null ? [] : [`score ${score}/100, threshold ${threshold}`]),
    `new: ${found.length === 0 ? 'none' : found.join(', ')}`,
    `passes that ran: ${ran.join(', ') || 'none'}`,
    ...(notRun.length === 0 ? [] : [`not run, and left out of the score: ${notRun.join(', ')}`]),
    ...(digest === null ? [] : [`digest ${digest}`]),
  ];
  return lines.map((line) => `${displayText(line)}\n`).join('');
}

/** Outputs of the step and its summary. A value is one line, so none of them can begin another output. */
function tellWorkflow({ env, files }: World, result: CiResult, output: string | undefined, hasSarif: boolean): void {
  const target = env['GITHUB_OUTPUT'];
  if (target !== undefined && target !== '') {
    const values = outputsOf(result, output, hasSarif);
    files.append(target, values.map(([name, value]) => `${name}=${displayText(value)}\n`).join(''));
  }
  const page = env['GITHUB_STEP_SUMMARY'];
  if (page !== undefined && page !== '') files.append(page, renderComment(result, null));
}

function outputsOf(result: CiResult, output: string | undefined, hasSarif: boolean): [string, string][] {
  const { status, summary, score, counted: ids, gates, digest, report } = result;
  const fresh = report?.findings.filter((f) => f.isNew && ids.includes(f.id)).length ?? 0;
  const learned = report?.summary.conventions;
  const patterns = learned === undefined ? '' : String(learned.enforced + learned.hinted + learned.seen);
  return [
    ['status', status],
    ['summary', summary],
    ['score', score === null ? '' : String(score)],
    ['drift-score', score === null ? '' : String(score)],
    ['violations-count', String(ids.length)],
    ['new-violations', String(fresh)],
    ['patterns-discovered', patterns],
    ['gate-result', gates === null ? 'notRun' : gates.passed ? 'passed' : gates.dryRun ? 'warned' : 'failed'],
    ['sarif-file', output !== undefined && hasSarif ? sarifFile(output) : ''],
    ['result-json', output === undefined ? '' : `${output}/${RESULT_FILE}`],
    ['digest', digest ?? ''],
  ];
}
