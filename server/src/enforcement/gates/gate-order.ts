import { GATES, type GateId, type Problem, type Result } from '@drift/shared';

/** Where a gate stands: what it needs, and what only comes before it. */
export interface GatePlace {
  readonly id: GateId;
  readonly needs: readonly GateId[];
  readonly after: readonly GateId[];
}

/**
 * The gates in groups that may run in any order, each group after those it builds on, in the order of `GATES` within a
 * group. Names of gates that are not there are left out of account. A problem naming the cycle where there is one.
 */
export function gateOrder<P extends GatePlace>(gates: readonly P[]): Result<readonly (readonly P[])[]> {
  const there = new Set(gates.map((g) => g.id));
  const rank = (g: P): number => GATES.indexOf(g.id);
  let waiting = [...gates].sort((a, b) => rank(a) - rank(b));
  const done = new Set<GateId>();
  const groups: P[][] = [];
  while (waiting.length > 0) {
    const isReady = (g: P): boolean => before(g).every((id) => done.has(id) || !there.has(id));
    const group = waiting.filter(isReady);
    if (group.length === 0) return { ok: false, problems: [cycleProblem(waiting)] };
    groups.push(group);
    for (const g of group) done.add(g.id);
    waiting = waiting.filter((g) => !done.has(g.id));
  }
  return { ok: true, value: groups };
}

function before({ needs, after }: GatePlace): readonly GateId[] {
  return [...needs, ...after];
}

/** Of gates that all wait for one another: follows the first reason to wait of each until one comes up again. */
function cycleProblem(waiting: readonly GatePlace[]): Problem {
  const byId = new Map(waiting.map((g) => [g.id, g]));
  const path: GateId[] = [];
  let at = waiting[0];
  while (at !== undefined && !path.includes(at.id)) {
    path.push(at.id);
    const next: GateId | undefined = before(at).find((id) => byId.has(id));
    at = next === undefined ? undefined : byId.get(next);
  }
  const start = at?.id ?? path[0];
  const cycle = start === undefined ? path : [...path.slice(path.indexOf(start)), start];
  return { code: 'CONFIG_ERROR', message: `gates wait for one another: ${cycle.join(' -> ')}` };
}
