import { createHash } from 'node:crypto';
import {
  canonicalText,
  compareFindings,
  counted,
  DECISIONS_FILE,
  type FileId,
  type Finding,
  type NotRun,
  type Problem,
  type Report,
  type ReportFinding,
  type ReportParams,
  type ReportRule,
  SEVERITIES,
} from '@drift/shared';
import type { Judgement } from '../enforcement/judge.ts';
import { anyRuleOn, RULES, type RuleInfo } from '../enforcement/rule-settings.ts';
import { baselineState } from './baseline-state.ts';
import { conventionSummary } from './convention-rows.ts';
import { notesInForce } from './crowded-populations.ts';
import { dismissedCounts } from './dismissed.ts';
import { LEFT_OUT_TEXTS } from './left-out.ts';
import { toReportFinding } from './positions-of.ts';
import { withSnippets } from './quoted-findings.ts';
import { setApart } from './set-apart.ts';
import { suppressedCount, suppressedList } from './suppressed.ts';
import { underPaths } from './under-paths.ts';
import type { Workspace } from './workspace.ts';

/** Old findings listed when not all are asked for. */
const BACKLOG_SHOWN = 20;

/**
 * Every finding of a workspace, or of some of its files, that is shown, in its canonical order. Reads the disk for changed
 * files only.
 */
export function allFindings(
  workspace: Workspace,
  files: readonly FileId[] = workspace.files(),
): Promise<readonly Finding[]> {
  return collected(workspace, files, (j) => j.findings);
}

/** Every finding of a workspace, those beyond the cut included, for looking one up by its id. */
export function uncutFindings(workspace: Workspace): Promise<readonly Finding[]> {
  return collected(workspace, workspace.files(), (j) => j.uncut);
}

async function collected(
  workspace: Workspace,
  files: readonly FileId[],
  part: (judgement: Judgement) => readonly Finding[],
): Promise<readonly Finding[]> {
  await workspace.prepare(files);
  const pacer = workspace.pacer();
  const out: Finding[] = [];
  for (const file of files) {
    out.push(...part(workspace.judgementOf(file, true)));
    await pacer.pause();
  }
  return out;
}

/** Digest of findings: hex SHA-256 of their canonical text. */
export function digestOf(findings: readonly ReportFinding[]): string {
  return createHash('sha256').update(canonicalText(findings)).digest('hex');
}

/** One digest of several, in their order. */
export function digestOfAll(digests: readonly string[]): string {
  return createHash('sha256').update(digests.join('\n')).digest('hex');
}

/**
 * Builds the report of a loaded workspace. Its digest is that of all findings; where staged texts are asked about, which
 * no other run can be compared with, only they are judged, and the digest is that of their findings.
 */
export async function buildReport(
  workspace: Workspace,
  params: ReportParams,
  files: ReadonlySet<FileId> | null,
): Promise<Report> {
  const isStaged = params.scope === 'staged';
  const everything = await allFindings(
    workspace,
    isStaged ? workspace.files().filter((f) => files?.has(f)) : undefined,
  );
  const isAsked = (f: FileId): boolean => (files === null || files.has(f)) && underPaths(f, params.paths);
  const inScope = everything.filter((f) => isAsked(f.file));
  const state = isStaged ? null : baselineState(workspace);
  const countsAll = params.all || (workspace.baseline.kind === 'none' && !workspace.baseline.hasAccepted);
  const counted = inScope.filter((f) => countsAll || f.isNew);
  const backlog = countsAll ? [] : rank(inScope.filter((f) => !f.isNew));
  const shown = [...counted, ...backlog.slice(0, BACKLOG_SHOWN)];
  const outlierNotes = notesInForce(workspace);
  const listed = await withSnippets(workspace, shown);
  return {
    findings: listed.sort(compareFindings),
    rules: rulesOf(shown),
    summary: {
      files: scopedFiles(workspace, params, files),
      findings: counted.length,
      new: inScope.filter((f) => f.isNew).length,
      backlogShown: Math.min(backlog.length, BACKLOG_SHOWN),
      backlogHidden: Math.max(0, backlog.length - BACKLOG_SHOWN),
      bySeverity: severities(counted),
      byRule: byRule(counted),
      skipped: Object.fromEntries(workspace.skipped()),
      ...setApart(workspace, isAsked),
      ...dismissedCounts(workspace, isAsked),
      ...suppressedCount(workspace, isAsked),
      ...(outlierNotes.length === 0 ? {} : { outlierNotes }),
      baseline: {
        kind: workspace.baseline.kind,
        ...(workspace.baseline.commit === undefined ? {} : { commit: workspace.baseline.commit }),
        description: workspace.baseline.description,
      },
      ...(state === null ? {} : { accepted: state }),
      conventions: conventionSummary(workspace),
    },
    notRun: partsNotRun(workspace, params, files),
    problems: [...workspace.problems(), ...notLookedAt(workspace, params)].map((p) => ({ ...p })),
    ...(params.suppressed ? { suppressed: await suppressedList(workspace, isAsked) } : {}),
    digest: digestOf(everything.map((f) => toReportFinding(workspace, f))),
  };
}

function scopedFiles(workspace: Workspace, params: ReportParams, files: ReadonlySet<FileId> | null): number {
  return workspace
    .files()
    .filter((f) => (files === null || files.has(f)) && underPaths(f, params.paths) && workspace.isLookedAt(f)).length;
}

/** Files named in a report that were found but left out; beyond that only their number is told. */
const MAX_NAMED = 50;

/** Each file of a known language that was found and not analysed, by name. */
function notLookedAt(workspace: Workspace, params: ReportParams): Problem[] {
  const left = workspace.leftOut().filter((l) => underPaths(l.file, params.paths));
  const named = left.slice(0, MAX_NAMED).map((l): Problem => ({ file: l.file, ...LEFT_OUT_TEXTS[l.reason] }));
  const more = left.length - MAX_NAMED;
  return more > 0
    ? [
        ...named,
        { code: 'SCAN_ERROR', message: `${counted(more, 'more file')} ${more === 1 ? 'was' : 'were'} left out` },
      ]
    : named;
}

/** What of a loaded workspace was not looked at, so that finding nothing proves nothing. */
export function partsNotRun(workspace: Workspace, params: ReportParams, files: ReadonlySet<FileId> | null): NotRun[] {
  return [...notRun(workspace), ...nothingLookedAt(workspace, params, files)];
}

/** No file looked at although some were found: zero findings would be no result. */
function nothingLookedAt(workspace: Workspace, params: ReportParams, files: ReadonlySet<FileId> | null): NotRun[] {
  if (files !== null || scopedFiles(workspace, params, files) > 0) return [];
  const left = workspace.leftOut().filter((l) => underPaths(l.file, params.paths));
  if (left.length === 0) return [];
  return [
    {
      what: 'analysis',
      reason:
        left.length === 1
          ? 'the only file found was not looked at'
          : `none of the ${left.length} files found was looked at`,
      hint: 'See the problems listed.',
    },
  ];
}

/** Old findings worth seeing first: by severity, then confidence, then place. */
function rank(findings: readonly Finding[]): readonly Finding[] {
  const weight = (f: Finding): number => SEVERITIES.indexOf(f.severity);
  const rankOf = (f: Finding): number => f.evidence?.rank ?? 0;
  return [...findings].sort((a, b) => weight(a) - weight(b) || b.confidence - a.confidence || rankOf(b) - rankOf(a));
}

function severities(findings: readonly Finding[]): Report['summary']['bySeverity'] {
  const of = (severity: Finding['severity']): number => findings.filter((f) => f.severity === severity).length;
  return { error: of('error'), warning: of('warning'), info: of('info'), hint: of('hint') };
}

function byRule(findings: readonly Finding[]): { ruleId: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const f of findings) counts.set(f.ruleId, (counts.get(f.ruleId) ?? 0) + 1);
  return [...counts].map(([ruleId, count]) => ({ ruleId, count })).sort((a, b) => (a.ruleId < b.ruleId ? -1 : 1));
}

/** A rule as reports and lists show it. */
export function reportRule(info: RuleInfo): ReportRule {
  return {
    id: info.id,
    title: info.title,
    description: info.title,
    cwe: [...info.cwe],
    owasp: [...info.owasp],
    severity: info.severity,
    maturity: info.maturity,
    fix: info.fix,
  };
}

function rulesOf(findings: readonly Finding[]): ReportRule[] {
  const ids = new Set(findings.map((f) => f.ruleId));
  return [...RULES.values()].filter((r) => ids.has(r.id)).map(reportRule);
}

function notRun(workspace: Workspace): NotRun[] {
  const out: NotRun[] = [];
  if (workspace.config?.broken === true) {
    out.push({
      what: 'configuration',
      reason: 'drift.toml or a setting given to this run is wrong',
      hint: 'Mend what is listed under problems; `drift config` shows the settings in force.',
    });
  }
  if (workspace.decisions.problems.length > 0) {
    out.push({
      what: 'decisions',
      reason: `${DECISIONS_FILE} has a fault, so no decision of it holds`,
      hint: 'See the problems listed.',
    });
  }
  if (workspace.config !== null && !anyRuleOn(workspace.config.config, workspace.decisions.decisions)) {
    out.push({
      what: 'rules',
      reason: 'every rule and convention is off, so nothing was looked for',
      hint: 'See analysis.severity in `drift config`.',
    });
  }
  const unwanted = workspace.lastScan?.skipped.unwanted ?? 0;
  if (unwanted > 0) {
    out.push({
      what: 'scan',
      reason: `the settings leave out ${unwanted === 1 ? 'the only source file' : `all ${unwanted} source files`}`,
      hint: 'See scan.include and scan.extra_ignore in `drift config`, and .driftignore.',
    });
  }
  if (workspace.lastScan?.status === 'partial') {
    out.push({ what: 'scan', reason: 'the workspace could not be read completely', hint: 'See the problems listed.' });
  }
  for (const p of workspace.baseline.problems) {
    out.push({
      what: 'baseline',
      reason: p.message,
      hint: p.hint ?? 'Check that git works here, or give another --base.',
    });
  }
  const failed = workspace.skipped();
  const dead = failed.get('tooComplex') ?? 0;
  if (dead > 0)
    out.push({
      what: 'analysis',
      reason: `${counted(dead, 'file')} could not be analysed`,
      hint: 'See the problems listed; add files that are no source code to .driftignore.',
    });
  const unread = failed.get('unreadable') ?? 0;
  if (unread > 0)
    out.push({
      what: 'reading',
      reason: `${unread} ${unread === 1 ? 'file or directory' : 'files or directories'} could not be read`,
      hint: 'See the problems listed; mend the permissions or add them to .driftignore.',
    });
  return out;
}
