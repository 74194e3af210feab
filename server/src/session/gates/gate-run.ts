import {
  type FileId,
  type Finding,
  GATES,
  type GateId,
  type GateReport,
  type NotRun,
  nearestName,
  type Problem,
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
import type { GateMemory } from './gate-memory.ts';
import { dayOf, type HeadFacts } from './head-facts.ts';
import { policyInForce } from './policy-in-force.ts';

/** Findings that are handed out with a verdict; beyond that only their number is told. */
const MAX_NAMED = 100;

/** How a verdict is asked for. */
export interface GateAsk {
  /** The name of a policy or the path of its file; `''` for the configured one. */
  readonly policy: string;
  /** Names of gates; `null` for all of the policy. */
  readonly gates: readonly string[] | null;
  readonly dryRun: boolean;
  /** Whose policies hold: those that lie here, or those of the commit compared with. */
  readonly policyOf: 'files' | 'baseline';
}

/** A verdict with every finding that it counts against the change. */
export interface GateVerdict {
  /** `null` where the policy or the gates named cannot be used. */
  readonly gates: GateReport | null;
  /** In canonical order; looked for when it is asked. */
  readonly counting: () => readonly Finding[];
  readonly problems: readonly Problem[];
}

/** A verdict, with the findings that it counts against the change as they are shown. */
export interface GateRun extends Omit<GateVerdict, 'counting'> {
  readonly named: readonly ReportFinding[];
  readonly more: number;
}

/** What a verdict is about, and what of the analysis did not run. */
export interface RunGround {
  readonly scope: RunScope;
  readonly notRun: readonly NotRun[];
  readonly memory: GateMemory;
}

/** Judges a run by a policy, and quotes the findings that count. */
export async function gateRun(host: Host, workspace: Workspace, ask: GateAsk, ground: RunGround): Promise<GateRun> {
  const { gates, counting, problems } = await gateVerdict(host, workspace, ask, ground);
  const all = counting();
  const named = await withSnippets(workspace, all.slice(0, MAX_NAMED));
  return { gates, named, more: Math.max(0, all.length - MAX_NAMED), problems };
}

/**
 * Judges a run by a policy. The texts in force are read, so where some are laid over others they must still lie there.
 * What `memory` holds is not worked out again.
 */
export async function gateVerdict(
  host: Host,
  workspace: Workspace,
  ask: GateAsk,
  { scope, notRun, memory }: RunGround,
): Promise<GateVerdict> {
  const head = (): Promise<HeadFacts> => memory.head(workspace);
  const files = (): Promise<readonly FileId[]> => subjectFiles(workspace, scope);
  const { named, started } = await policyInForce(host, workspace, ask, { files, head });
  const only = gatesNamed(ask.gates);
  if (!named.ok || !only.ok)
    return { gates: null, counting: () => [], problems: [named, only].flatMap((r) => (r.ok ? [] : r.problems)) };
  const { input, findings } = await gateFacts(workspace, scope, notRun, memory);
  const { ramp_up_days: days } = named.value.policy;
  const ramp = days === 0 || started === '' ? null : rampOn(dayOf(await head(), host), started, days);
  const options = { named: named.value, only: only.value, ramp, dryRun: ask.dryRun, now: () => host.now() };
  const made = gateReport(input, options);
  if (!made.ok) return { gates: null, counting: () => [], problems: made.problems };
  const counting = (): readonly Finding[] => {
    const ids = new Set(made.value.gates.flatMap((g) => g.findings));
    return findings.filter((f) => ids.has(f.id));
  };
  return { gates: made.value, counting, problems: named.warnings };
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
