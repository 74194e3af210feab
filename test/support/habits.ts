// Projects whose files follow habits in given proportions, and what the built program says of them.
import {
  type ConventionRow,
  conventionsAnswerSchema,
  type Report,
  type ReportFinding,
  reportEnvelopeSchema,
} from '@drift/shared';
import { drift, type TemporaryProject } from './temporary-project.ts';

const DIRECTORIES = 10;

/** A file in which two errors are caught under a name. */
export function catching(name: string, i: number): string {
  const once = (verb: string): string => `export function ${verb}${i}(work: (n: number) => void): void {
  try {
    work(${i});
  } catch (${name}) {
    throw new Error('${verb}', { cause: ${name} });
  }
}
`;
  return `${once('load')}\n${once('save')}`;
}

/** A file in which the project's way and another stand side by side. */
export function mixed(usual: string, other: string, i: number): string {
  return `${catching(usual, i + 1000)}\n${catching(other, i)}`;
}

/** Path of the n-th file: spread over directories, so that no file only repeats its neighbour. */
export function habitPath(i: number): string {
  return `src/d${i % DIRECTORIES}/m${i}.ts`;
}

/** Files that catch errors: so many of each name, in the order given. */
export function habits(counts: Readonly<Record<string, number>>): Record<string, string> {
  const names = Object.entries(counts).flatMap(([name, n]) => Array.from({ length: n }, () => name));
  return Object.fromEntries(names.map((name, i) => [habitPath(i), catching(name, i)]));
}

/** The report of `drift check --all`, or with other arguments. */
export function report(root: string, args: readonly string[] = ['--all']): Report {
  const run = drift(root, ['check', '--json', '--threads', '1', ...args]);
  return reportEnvelopeSchema.parse(JSON.parse(run.stdout)).data;
}

/** The deviations from conventions in a report. */
export function deviationsIn(data: Report): readonly ReportFinding[] {
  return data.findings.filter((f) => f.ruleId.startsWith('drift/pattern/'));
}

/** Deviations as `path:line expected/actual severity`, with ` new` behind. */
export function told(root: string, args?: readonly string[]): string[] {
  return toldIn(report(root, args));
}

/** The same of a report that is at hand. */
export function toldIn(data: Report): string[] {
  return deviationsIn(data).map(
    (f) =>
      `${f.path}:${f.range.start.line + 1} ${f.evidence?.expected}/${f.evidence?.actual} ${f.severity}${f.isNew ? ' new' : ''}`,
  );
}

/** What `drift conventions list` says about one key. */
export function rowsOf(root: string, key: string): readonly ConventionRow[] {
  const run = drift(root, ['conventions', 'list', '--json', '--threads', '1']);
  return conventionsAnswerSchema.parse(JSON.parse(run.stdout)).conventions.filter((c) => c.key === key);
}

/** Commits everything as it is. */
export function commit(project: TemporaryProject, message: string): string {
  project.git('add', '-A');
  project.git('commit', '-qm', message);
  return project.git('rev-parse', 'HEAD').trim();
}
