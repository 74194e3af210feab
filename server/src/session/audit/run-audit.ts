import { createHash } from 'node:crypto';
import { type AuditAnswer, type AuditDuplicates, type AuditRecommendation, counted, keyName } from '@drift/shared';
import { type AuditResult, audit } from '../../analysis/audit/audit.ts';
import { dataCompleteness, isPreliminary } from '../../analysis/audit/factors.ts';
import { ANOMALY_MIN_POINTS, ANOMALY_WINDOW_DAYS } from '../../analysis/audit/parameters.ts';
import { say } from '../../enforcement/convention-findings.ts';
import type { Host } from '../../host/host.ts';
import type { AuditRecord } from '../../store/database/audit-records.ts';
import type { Database } from '../../store/database/database.ts';
import { isWorthRecording } from '../record-scan.ts';
import { allFindings } from '../report.ts';
import type { Workspace } from '../workspace.ts';
import { auditHistory } from './audit-history.ts';
import { type AuditedConvention, auditedConventions } from './audit-patterns.ts';
import { toRecord } from './audit-record.ts';
import { type AuditState, auditState } from './audit-state.ts';

/** Hexadecimal digits that name a group of duplicates. */
const NAME_LENGTH = 8;

/** What an audit is made with. */
export interface AuditPlace {
  readonly host: Host;
  readonly workspace: Workspace;
  readonly database: Database;
  readonly version: string;
}

/** An audit, and what is to be kept of it; `null` where it is of no state of the workspace. */
export interface Audited {
  readonly answer: Omit<AuditAnswer, 'notRecorded'>;
  readonly record: AuditRecord | null;
}

/** Audits a loaded workspace. Keeps nothing. */
export async function runAudit({ host, workspace, database, version }: AuditPlace): Promise<Audited> {
  const state = await auditState(host, workspace);
  const history = await auditHistory(database, state.scope);
  const conventions = await auditedConventions(workspace);
  const findings = await allFindings(workspace);
  const result = audit({
    scope: state.scope,
    time: Date.parse(state.at),
    patterns: conventions.map((c) => c.pattern),
    totalFiles: workspace.files().length,
    newFindings: findings.filter((f) => f.isNew).length,
    history: history.ok ? history.value : [],
  });
  const unread = history.ok ? [] : [{ what: 'history', reason: history.problems[0]?.message ?? 'it was not read' }];
  return {
    answer: answerOf(result, {
      state,
      conventions,
      notMeasured: [...notMeasured(result), ...notAnalysed(workspace), ...unread],
    }),
    record: isWorthRecording(workspace) ? toRecord(result.snapshot, state, version) : null,
  };
}

interface Told {
  readonly state: AuditState;
  readonly conventions: readonly AuditedConvention[];
  readonly notMeasured: AuditAnswer['notMeasured'];
}

function answerOf(result: AuditResult, { state, conventions, notMeasured }: Told): Audited['answer'] {
  const { snapshot, comparedWith } = result;
  const { factors } = snapshot;
  return {
    ...state.scope,
    commit: state.commit,
    at: state.at,
    auditedAt: state.auditedAt,
    files: snapshot.totalFiles,
    healthScore: snapshot.healthScore,
    newProject: snapshot.patterns === 0,
    preliminary: isPreliminary(factors),
    dataCompleteness: dataCompleteness(factors),
    factors,
    patterns: {
      total: snapshot.patterns,
      approved: snapshot.approved,
      discovered: snapshot.discovered,
      ignored: snapshot.ignored,
    },
    locations: snapshot.locations,
    outliers: snapshot.outliers,
    newFindings: snapshot.newFindings,
    notMeasured,
    comparedWith: comparedWith === null ? null : new Date(comparedWith).toISOString(),
    alerts: snapshot.alerts,
    categories: result.categories,
    trends: result.trends,
    prediction: result.prediction,
    anomalies: result.anomalies.map(({ expected: [low, high], ...a }) => ({ ...a, expected: [low, high] })),
    duplicates: groupsOf(result, conventions),
    issues: result.issues,
    recommendations: proposals(result, conventions),
  };
}

function proposals(
  { recommendations }: AuditResult,
  conventions: readonly AuditedConvention[],
): readonly AuditRecommendation[] {
  const byId = idsOf(conventions);
  return recommendations.flatMap(({ pattern, recommendation }) => {
    const known = byId.get(pattern.id);
    if (known === undefined) return [];
    const { convention, expected } = known;
    return [
      {
        ...placeOf(known),
        answer: say(convention, expected),
        value: expected,
        category: pattern.category,
        confidence: Math.round(pattern.confidence * 1e6) / 1e6,
        locations: pattern.locations,
        outliers: pattern.outliers,
        recommendation,
      },
    ];
  });
}

function groupsOf({ duplicates }: AuditResult, conventions: readonly AuditedConvention[]): readonly AuditDuplicates[] {
  const byId = idsOf(conventions);
  return duplicates.map((group) => ({
    name: groupName(group.ids),
    ...group,
    members: group.ids.flatMap((id) => {
      const known = byId.get(id);
      return known === undefined ? [] : [{ id, ...placeOf(known), isDecided: known.pattern.status !== 'discovered' }];
    }),
  }));
}

/** The same for the same conventions, whatever was audited besides. */
function groupName(ids: readonly string[]): string {
  return createHash('sha256').update(ids.join('\0')).digest('hex').slice(0, NAME_LENGTH);
}

function idsOf(conventions: readonly AuditedConvention[]): ReadonlyMap<string, AuditedConvention> {
  return new Map(conventions.map((c) => [c.pattern.id, c]));
}

function placeOf({ convention, state }: AuditedConvention) {
  const { language, population, scope } = state;
  return { key: keyName(convention.id), language, population, scope: scope.path };
}

const NOTHING_LEARNED = 'no convention was learned yet';

function notMeasured({ snapshot, comparedWith, anomalyPoints }: AuditResult): AuditAnswer['notMeasured'] {
  const { factors, patterns, approved, discovered } = snapshot;
  return [
    ...(factors.avgConfidence === null
      ? [
          {
            what: 'confidence, approval, compliance, duplicates',
            reason: patterns > approved + discovered ? 'every convention is rejected' : NOTHING_LEARNED,
          },
        ]
      : []),
    { what: 'cross-validation', reason: 'it takes a call graph, which this version has not; 0.5 stands in its place' },
    { what: 'constraints', reason: 'no constraint can be approved in this version' },
    ...(comparedWith === null
      ? [{ what: 'degradation', reason: 'no earlier audit of this branch is recorded that it can be compared with' }]
      : []),
    ...(anomalyPoints < ANOMALY_MIN_POINTS
      ? [
          {
            what: 'anomalies',
            reason: `not enough data: ${anomalyPoints} of ${ANOMALY_MIN_POINTS} audits of the ${ANOMALY_WINDOW_DAYS} days before`,
          },
        ]
      : []),
  ];
}

function notAnalysed(workspace: Workspace): AuditAnswer['notMeasured'] {
  const left = workspace.leftOut().length;
  return left === 0 ? [] : [{ what: counted(left, 'file'), reason: 'not analysed; drift check says why' }];
}
