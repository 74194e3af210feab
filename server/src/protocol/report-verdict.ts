import type { Report } from '@drift/shared';
import type { RunScope } from '../session/gates/gate-input.ts';
import { GateMemory } from '../session/gates/gate-memory.ts';
import { type GateAsk, type GateRun, gateRun } from '../session/gates/gate-run.ts';
import type { Workspace } from '../session/workspace.ts';
import type { ServerContext } from './context.ts';

/** A report, and the verdict over it where one was asked for. */
export interface JudgedReport {
  readonly report: Report;
  readonly run: GateRun | null;
}

/** Adds the verdict of a policy to a complete report; a policy that cannot be used is a part that did not run. */
export async function withVerdict(
  { session }: ServerContext,
  workspace: Workspace,
  ask: GateAsk | null,
  complete: { readonly scope: RunScope; readonly report: Report },
): Promise<JudgedReport> {
  const { report } = complete;
  if (ask === null) return { report, run: null };
  const { host } = session.options;
  const ground = { scope: complete.scope, notRun: report.notRun, memory: new GateMemory(host) };
  const run = await gateRun(host, workspace, ask, ground);
  if (run.gates !== null)
    return { report: { ...report, problems: [...report.problems, ...run.problems], gates: run.gates }, run };
  const [first] = run.problems;
  const notRun = {
    what: 'gates',
    reason: first?.message ?? 'the policy cannot be used',
    hint: first?.hint ?? 'See the problems listed; `drift policy validate` checks a file.',
  };
  const problems = [...report.problems, ...run.problems.map((p) => ({ ...p }))];
  return { report: { ...report, problems, notRun: [...report.notRun, notRun] }, run };
}
