import type { GateId, GateReport } from '@drift/shared';

const NONE: readonly GateId[] = [];

/** Which gates count a finding against the change, by its id; none where the report has no gates. */
export function gateMembership(gates: GateReport | undefined): (findingId: string) => readonly GateId[] {
  const byFinding = new Map<string, GateId[]>();
  for (const gate of gates?.gates ?? []) {
    for (const id of gate.findings) {
      const known = byFinding.get(id);
      if (known === undefined) byFinding.set(id, [gate.id]);
      else if (!known.includes(gate.id)) known.push(gate.id);
    }
  }
  return (id) => byFinding.get(id) ?? NONE;
}
