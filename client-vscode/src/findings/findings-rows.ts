import {
  byCodeUnit,
  counted,
  displayText,
  type Report,
  type ReportFinding,
  SEVERITIES,
  type Severity,
} from '@drift/shared';
import { sentence } from '../plain-text.ts';
import { byRoot, type Row, row } from '../trees/row.ts';
import { type DisplayFilter, isShown } from './display-filter.ts';

/** The ways in which findings can be grouped. */
export const GROUPINGS = ['file', 'severity', 'rule', 'new'] as const;
/** One of the ways. */
export type Grouping = (typeof GROUPINGS)[number];

/** The findings of one root. */
export interface RootFindings {
  readonly uri: string;
  readonly name: string;
  readonly findings: readonly ReportFinding[];
}

/** The tree of findings, and how many of them it shows and hides. */
export interface FindingsTree {
  readonly rows: readonly Row[];
  readonly shown: number;
  readonly hidden: number;
}

/** How a severity looks: icon and colour of the editor's own problems. */
export const SEVERITY_ICONS: Readonly<Record<Severity, readonly [icon: string, color: string]>> = {
  error: ['error', 'list.errorForeground'],
  warning: ['warning', 'list.warningForeground'],
  info: ['info', 'editorInfo.foreground'],
  hint: ['lightbulb', 'editorHint.foreground'],
};

/** The tree for what was found, grouped as asked. */
export function findingsTree(roots: readonly RootFindings[], by: Grouping, filter: DisplayFilter): FindingsTree {
  const shownIn = roots.map((r) => ({ ...r, findings: r.findings.filter((f) => isShown(f, filter)) }));
  const all = roots.reduce((sum, r) => sum + r.findings.length, 0);
  const shown = shownIn.reduce((sum, r) => sum + r.findings.length, 0);
  const rows = byRoot(shownIn.map((r) => ({ uri: r.uri, name: displayText(r.name), rows: grouped(r, by) })));
  return { rows: shown === 0 ? [] : rows, shown, hidden: all - shown };
}

/** Reasons named above the rows; the log has all of them. */
const MAX_NOTES = 3;

/** What stands above the rows: that all is hidden, what could not run, and what is wrong with the settings. */
export function notesOf(
  reports: readonly Pick<Report, 'notRun' | 'problems'>[],
  { shown, hidden }: Pick<FindingsTree, 'shown' | 'hidden'>,
): string {
  const notes = [
    ...reports.flatMap((r) => r.notRun.map((n) => `Not run: ${n.what} (${n.reason})`)),
    ...reports.flatMap((r) => r.problems.map((p) => `${p.file === undefined ? '' : `${p.file}: `}${p.message}`)),
  ].map((note) => sentence(displayText(note)));
  const isAllHidden = shown === 0 && hidden > 0;
  return [
    ...(isAllHidden ? [`${hidden} hidden by drift.display.severityFilter and drift.display.minConfidence.`] : []),
    ...notes.slice(0, MAX_NOTES),
    ...(notes.length > MAX_NOTES ? [`${notes.length - MAX_NOTES} more.`] : []),
  ].join(' ');
}

function grouped({ uri, findings }: RootFindings, by: Grouping): readonly Row[] {
  switch (by) {
    case 'file':
      return files(uri, findings);
    case 'severity':
      return SEVERITIES.flatMap((severity) => {
        const those = findings.filter((f) => f.severity === severity);
        const [icon, color] = SEVERITY_ICONS[severity];
        return those.length === 0 ? [] : [{ ...group(severity, severity, those, files(uri, those)), icon, color }];
      });
    case 'rule':
      return [...split(findings, (f) => f.ruleId)].map(([ruleId, those]) =>
        group(
          ruleId,
          ruleId,
          those,
          those.map((f) => findingRow(uri, f, true)),
        ),
      );
    case 'new':
      return [true, false].flatMap((isNew) => {
        const those = findings.filter((f) => f.isNew === isNew);
        const label = isNew ? 'New code' : 'Existing code';
        return those.length === 0 ? [] : [group(label, label, those, files(uri, those))];
      });
  }
}

function files(uri: string, findings: readonly ReportFinding[]): readonly Row[] {
  return [...split(findings, (f) => f.path)].map(([path, those]) => ({
    ...group(
      path,
      displayText(path.slice(path.lastIndexOf('/') + 1)),
      those,
      those.map((f) => findingRow(uri, f, false)),
    ),
    description: `${those.length}  ${displayText(path.slice(0, Math.max(0, path.lastIndexOf('/'))))}`,
    hover: displayText(path),
    icon: 'file',
    context: 'file',
  }));
}

function group(id: string, label: string, findings: readonly ReportFinding[], below: readonly Row[]): Row {
  const description = String(findings.length);
  const hover = `${label}: ${counted(findings.length, 'finding')}`;
  return row({ id, label, description, hover, icon: 'list-tree', context: 'group', below });
}

function findingRow(uri: string, finding: ReportFinding, isPathShown: boolean): Row {
  const { id, ruleId, path, range, message, severity } = finding;
  const [icon, color] = SEVERITY_ICONS[severity];
  const line = range.start.line + 1;
  return row({
    id,
    label: displayText(message),
    description: isPathShown ? `${displayText(path)}:${line}` : `line ${line}`,
    hover: `${displayText(message)}\n${severity}, ${ruleId}, ${finding.isNew ? 'new code' : 'existing code'}\n${displayText(path)}:${line}`,
    icon,
    color,
    context: finding.fixable === 'none' ? 'finding' : 'finding.fixable',
    place: {
      rootUri: uri,
      path,
      line: range.start.line,
      character: range.start.character,
      endLine: range.end.line,
      endCharacter: range.end.character,
    },
    about: { kind: 'finding', uri, id, ruleId },
  });
}

/** What has the same name together, names in code-unit order. */
function split<T>(items: readonly T[], nameOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const out = new Map<string, T[]>();
  for (const item of items) {
    const name = nameOf(item);
    const those = out.get(name);
    if (those === undefined) out.set(name, [item]);
    else those.push(item);
  }
  return new Map([...out].sort(([a], [b]) => byCodeUnit(a, b)));
}
