import { type GateStanding, type NotRun, reportParamsSchema } from '@drift/shared';
import type { Host } from '../../host/host.ts';
import { partsNotRun } from '../report.ts';
import type { Workspace } from '../workspace.ts';
import type { GateMemory } from './gate-memory.ts';
import { type GateVerdict, gateVerdict } from './gate-run.ts';

const ASK = { policy: '', gates: null, dryRun: false, policyOf: 'files' } as const;

/** What the policy in force says of a whole root as it stands: the verdict of `drift gate` without options, in short. */
export async function gateStanding(
  host: Host,
  workspace: Workspace,
  memory: GateMemory,
  sessionNotRun: readonly NotRun[],
): Promise<GateStanding> {
  const scope = { params: reportParamsSchema.parse({}), files: null };
  const notRun = [...partsNotRun(workspace, scope.params, null), ...sessionNotRun];
  return inShort(await gateVerdict(host, workspace, ASK, { scope, notRun, memory }), notRun);
}

function inShort({ gates: report, problems }: GateVerdict, notRun: readonly NotRun[]): GateStanding {
  const [part] = notRun;
  const lacking = part === undefined ? null : `${part.what} did not run: ${part.reason}`;
  if (report === null)
    return { policy: '', state: 'unknown', why: problems[0]?.message ?? 'the policy cannot be used', gates: [] };
  const state = report.score === null || lacking !== null ? 'unknown' : report.passed ? 'passed' : 'failed';
  return {
    policy: report.policy,
    state,
    why: lacking ?? report.reasons.map((r) => r.message).join('; '),
    gates: report.gates.map(({ id, status, score, summary }) => ({ id, status, score, summary })),
  };
}
