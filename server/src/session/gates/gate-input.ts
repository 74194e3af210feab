import { byCodeUnit, type FileId, type Finding, type NotRun, type ReportParams } from '@drift/shared';
import { areaOf } from '../../enforcement/gates/counted-findings.ts';
import type { ConventionTally, GateInput } from '../../enforcement/gates/gate.ts';
import { RULES, severityOf } from '../../enforcement/rule-settings.ts';
import { oldTextOf } from '../baseline.ts';
import { baselineGrowth } from '../baseline-state.ts';
import { conventionRow, conventionStates } from '../convention-rows.ts';
import { underPaths } from '../under-paths.ts';
import type { Workspace } from '../workspace.ts';
import type { GateMemory } from './gate-memory.ts';

/** What a run is about. */
export interface RunScope {
  readonly params: ReportParams;
  /** Files it is about; `null` for all. */
  readonly files: ReadonlySet<FileId> | null;
}

/** The facts of a run as gates read them, and the findings among them as they are. */
export interface GateFacts {
  readonly input: GateInput;
  readonly findings: readonly Finding[];
}

/** Collects what gates read of a loaded workspace. */
export async function gateFacts(
  workspace: Workspace,
  { params, files }: RunScope,
  notRun: readonly NotRun[],
  memory: GateMemory,
): Promise<GateFacts> {
  const inScope = filesOf(workspace, { params, files });
  await workspace.prepare(inScope);
  const pacer = workspace.pacer();
  const findings: Finding[] = [];
  let functions = 0;
  let looked = 0;
  for (const file of inScope) {
    // Before the cut: a gate that counts must see them all.
    findings.push(...workspace.judgementOf(file, true).uncut);
    if (workspace.isLookedAt(file)) looked++;
    const analysis = workspace.analysisOf(file);
    if (analysis !== null) functions += memory.functionsIn(analysis);
    await pacer.pause();
  }
  const { baseline } = workspace;
  const hasHistory = baseline.kind === 'git';
  const input: GateInput = {
    mode: modeOf(workspace, params),
    findings,
    files: looked,
    isPartial: params.scope !== 'all',
    functions,
    conventions: talliesOf(workspace),
    isTaughtByOthers: hasHistory,
    notRun,
    grown: baselineGrowth(workspace),
    areasOn: areasOn(workspace),
    disabledRules: [...workspace.feedback.effects.disabled.keys()].sort(byCodeUnit),
    newFiles: new Set(hasHistory ? inScope.filter((f) => oldTextOf(baseline, f) === null) : []),
    // What these gates ask nothing works out yet; whatever does hands its result in here.
    constraints: null,
    access: null,
    coverage: null,
    health: null,
  };
  return { input, findings };
}

function filesOf(workspace: Workspace, { params, files }: RunScope): readonly FileId[] {
  return workspace.files().filter((f) => (files === null || files.has(f)) && underPaths(f, params.paths));
}

function modeOf({ baseline }: Workspace, { all }: ReportParams): GateInput['mode'] {
  return all || baseline.kind !== 'git' ? 'full' : 'pr';
}

/** The files a run is about, as scopes of policies ask: those that changed, or all where everything counts. */
export async function subjectFiles(workspace: Workspace, scope: RunScope): Promise<readonly FileId[]> {
  const inScope = filesOf(workspace, scope);
  if (modeOf(workspace, scope.params) === 'full') return inScope;
  await workspace.prepare(inScope);
  const { baseline, novelties } = workspace;
  return inScope.filter((f) => novelties.of(f)?.changed ?? oldTextOf(baseline, f) !== undefined);
}

/** The conventions whose deviations are told in new code, with what follows them. */
function talliesOf(workspace: Workspace): readonly ConventionTally[] {
  return conventionStates(workspace).flatMap(({ convention, state }) => {
    const { severity } = conventionRow(workspace, convention, state);
    const { enforcement, decision, sites, values, mean } = state;
    if (severity === null || severity === 'hint' || enforcement === null) return [];
    const conforming = values.find((v) => v.value === enforcement.expected)?.sites ?? 0;
    return [{ ruleId: convention.id, conforming, total: sites, confidence: decision === null ? mean : 1 }];
  });
}

/** Areas of which something is on in some language. */
function areasOn(workspace: Workspace): ReadonlySet<string> {
  const { activeRules, config } = workspace;
  const on = new Set<string>();
  for (const ids of [...(activeRules?.rules.values() ?? []), ...(activeRules?.conventions.values() ?? [])])
    for (const ruleId of ids) on.add(areaOf({ ruleId }));
  for (const rule of RULES.values())
    if (
      rule.kind === 'outlier' &&
      config !== null &&
      rule.languages.some((language) => severityOf(config.config, rule, language, rule.severity) !== null)
    )
      on.add(areaOf({ ruleId: rule.id }));
  return on;
}
