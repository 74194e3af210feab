import {
  GATES,
  type GateId,
  type GateReport,
  nearestName,
  type Problem,
  type Report,
  type ReportFinding,
  type Result,
} from '@drift/shared';
import { rampOn } from '../../enforcement/gates/ramp-up.ts';
import { GATE_ALIASES } from '../../enforcement/policy/built-in-policies.ts';
import { gateReport } from '../../enforcement/policy/gate-report.ts';
import type { Host } from '../../host/host.ts';
import { withSnippets } from '../quoted-findings.ts';
import type { Workspace } from '../workspace.ts';
import { gateFacts, type RunScope, subjectFiles } from './gate-input.ts';
import { policyFor } from './policy-for.ts';
import { today } from './today.ts';

/** Findings that are handed out with a verdict; beyond that only their number is told. */
const MAX_NAMED = 100;

/** How a verdict is asked for. */
export interface GateAsk {
  /** The name of a policy or the path of its file; `''` for the configured one. */
  readonly policy: string;
  /** Names of gates; `null` for all of the policy. */
  readonly gates: readonly string[] | null;
  readonly dryRun: boolean;
}

/** A verdict, with the findings that it counts against the change. */
export interface GateRun {
  /** `null` where the policy or the gates named cannot be used. */
  readonly gates: GateReport | null;
  readonly named: readonly ReportFinding[];
  readonly more: number;
  readonly problems: readonly Problem[];
}

/**
 * Judges a run by a policy. `report` says what of the analysis did not run. The texts in force are read, so where some
 * are laid over others they must still lie there.
 */
export async function gateRun(
  host: Host,
  workspace: Workspace,
  ask: GateAsk,
  { scope, report }: { readonly scope: RunScope; readonly report: Report },
): Promise<GateRun> {
  const named = await policyFor(host, workspace, ask.policy, () => subjectFiles(workspace, scope));
  const only = gatesNamed(ask.gates);
  if (!named.ok || !only.ok)
    return { gates: null, named: [], more: 0, problems: [named, only].flatMap((r) => (r.ok ? [] : r.problems)) };
  const { input, findings } = await gateFacts(workspace, scope, report.notRun);
  const { ramp_up_days: days } = named.value.policy;
  const started = workspace.config?.config.policy.started ?? '';
  const ramp = days === 0 || started === '' ? null : rampOn(await today(host, workspace.root), started, days);
  const made = gateReport(input, {
    named: named.value,
    only: only.value,
    ramp,
    dryRun: ask.dryRun,
    now: () => host.now(),
  });
  if (!made.ok) return { gates: null, named: [], more: 0, problems: made.problems };
  const ids = new Set(made.value.gates.flatMap((g) => g.findings));
  const counting = findings.filter((f) => ids.has(f.id));
  return {
    gates: made.value,
    named: await withSnippets(workspace, counting.slice(0, MAX_NAMED)),
    more: Math.max(0, counting.length - MAX_NAMED),
    problems: named.warnings,
  };
}

function gatesNamed(names: readonly string[] | null): Result<readonly GateId[] | null> {
  if (names === null) return { ok: true, value: null };
  const ids: GateId[] = [];
  for (const name of names) {
    const id = GATE_ALIASES.get(name) ?? GATES.find((gate) => gate === name);
    if (id === undefined) return unknownGate(name);
    ids.push(id);
  }
  return { ok: true, value: ids };
}

function unknownGate(name: string): Result<never> {
  const nearest = nearestName(name, GATES);
  const hint = nearest === null ? `The gates: ${GATES.join(', ')}.` : `Did you mean "${nearest}"?`;
  return { ok: false, problems: [{ code: 'CONFIG_ERROR', message: `there is no gate "${name}"`, hint }] };
}
