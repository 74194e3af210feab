import type { GateId } from '@drift/shared';
import type { Unjudged } from './gate.ts';

/** How a gate ends for which this version has no analysis; `lacking` says in a sentence what it does not do. */
export function noAnalysis(id: GateId, lacking: string, required: boolean): Unjudged {
  const off = `gates.${id}.level = "off"`;
  // A policy with a gate that is both would be refused.
  const hint = required
    ? `A policy can leave it out: take it out of required_gates, and ${off}.`
    : `A policy can leave it out: ${off}.`;
  return { kind: 'notRun', reason: 'no-analysis', summary: `this version of Drift ${lacking}`, hint };
}
