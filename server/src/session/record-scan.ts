import {
  byCodeUnit,
  DEFAULT_CONFIG,
  type FileId,
  type Finding,
  keyName,
  languageOfGrammar,
  type ReportFinding,
  settingsInForce,
  sortedJson,
} from '@drift/shared';
import { activeRules } from '../enforcement/rule-settings.ts';
import { isOnIn } from '../rules/engine/active-rules.ts';
import type {
  ConventionShare,
  FileRecord,
  FindingRecordRow,
  ScanHeader,
  ScanRecord,
} from '../store/database/records.ts';
import { conventionStates } from './convention-rows.ts';
import { toReportFinding } from './positions-of.ts';
import { digestOf } from './report.ts';
import type { Workspace } from './workspace.ts';

/** How a scan came about. */
export type ScanOrigin = Pick<ScanHeader, 'surface' | 'startedAt' | 'completedAt' | 'durationMs' | 'driftVersion'>;

/**
 * What a loaded workspace says now, as the database keeps it; `null` where `goOn` said no before the end. `digest` is that
 * of all findings where it is known. Gives way to requests in between.
 */
export async function scanRecord(
  workspace: Workspace,
  origin: ScanOrigin,
  { digest, goOn }: { readonly digest: string | null; readonly goOn: () => boolean },
): Promise<ScanRecord | null> {
  const files = workspace.files();
  await workspace.prepare(files);
  const pacer = workspace.pacer();
  const found: Finding[] = [];
  for (const file of files) {
    if (!goOn()) return null;
    found.push(...workspace.judgementOf(file, true).findings);
    await pacer.pause();
  }
  return {
    header: {
      ...origin,
      status: wasAllRead(workspace) ? 'complete' : 'partial',
      baseline: workspace.baseline.description,
      digest: digest ?? digestOf(await reported(workspace, found)),
    },
    files: await fileRecords(workspace, files, found),
    findings: findingRecords(found),
    conventions: conventionShares(workspace),
    config: configRecords(workspace),
  };
}

/**
 * False where what was found is no state of the workspace: the files could not be listed, or the settings or decisions
 * have a fault.
 */
export function isWorthRecording({ loaded, config, decisions, lastScan }: Workspace): boolean {
  return loaded && config?.broken === false && decisions.problems.length === 0 && lastScan?.status === 'complete';
}

function wasAllRead(workspace: Workspace): boolean {
  const failed = workspace.skipped();
  return (failed.get('tooComplex') ?? 0) + (failed.get('unreadable') ?? 0) === 0;
}

async function reported(workspace: Workspace, found: readonly Finding[]): Promise<readonly ReportFinding[]> {
  const pacer = workspace.pacer();
  const out: ReportFinding[] = [];
  for (const finding of found) {
    out.push(toReportFinding(workspace, finding));
    await pacer.pause();
  }
  return out;
}

async function fileRecords(
  workspace: Workspace,
  files: readonly FileId[],
  found: readonly Finding[],
): Promise<FileRecord[]> {
  const counts = new Map<FileId, number>();
  for (const { file } of found) counts.set(file, (counts.get(file) ?? 0) + 1);
  const sizes = new Map(workspace.lastScan?.files.map((f) => [f.file, f.size]) ?? []);
  const reasons = new Map(workspace.leftOut().map((l) => [l.file, l.reason]));
  const pacer = workspace.pacer();
  const out: FileRecord[] = [];
  for (const file of files) {
    await pacer.pause();
    const identity = workspace.identityOf(file);
    if (identity === null) continue;
    const error = reasons.get(file) ?? (workspace.analysisOf(file) === null ? 'notAnalysed' : null);
    const language = languageOfGrammar(identity.grammar);
    out.push({ file, language, size: sizes.get(file) ?? 0, findings: counts.get(file) ?? 0, error });
  }
  return out;
}

/** Findings by id: two that cannot be told apart by it are one row. */
function findingRecords(found: readonly Finding[]): FindingRecordRow[] {
  const byId = new Map<string, FindingRecordRow>();
  for (const { id, file, ruleId, severity, isNew } of found) byId.set(id, { id, file, ruleId, severity, isNew });
  return [...byId.values()].sort((a, b) => byCodeUnit(a.id, b.id));
}

/** What is on whatever this run was asked to observe besides: else a list would look like a change of habits. */
function conventionShares(workspace: Workspace): ConventionShare[] {
  const config = workspace.config?.config ?? DEFAULT_CONFIG;
  const { conventions } = activeRules(config, workspace.decisions.decisions);
  return conventionStates(workspace).flatMap(({ convention, state }) =>
    isOnIn(conventions, state.language, convention.id)
      ? state.values.map((v) => ({
          key: keyName(convention.id),
          language: state.language,
          population: state.population,
          scope: state.scope.path,
          value: v.value,
          share: Math.round(v.share * 1e6) / 1e6,
          sites: Math.round(v.sites),
        }))
      : [],
  );
}

function configRecords(workspace: Workspace): ScanRecord['config'] {
  const { config, provenance } = workspace.config ?? {};
  if (config === undefined || provenance === undefined) return [];
  return settingsInForce(config, provenance).map(({ key, value, origin }) => ({
    key,
    value: sortedJson(value),
    origin,
  }));
}
