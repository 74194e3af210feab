import { counted, GRAMMARS } from '@drift/shared';
import { broken, type Check, fine } from './check.ts';

/** Every grammar that ships with Drift is there, loads and reads a line of its language. */
export const grammarsLoad: Check = {
  id: 'grammars',
  async run({ probeGrammars }) {
    const probes = await probeGrammars();
    const failed = probes.filter((p) => p.fault !== null);
    if (probes.length === GRAMMARS.length && failed.length === 0)
      return fine(`all ${counted(probes.length, 'grammar')} load and parse`);
    if (probes.length < GRAMMARS.length)
      return broken('a thread that loads the grammars ended', 'Install Drift again; if it stays, report it.');
    const told = failed.map((p) => `${p.grammar} (${p.fault ?? ''})`).join(', ');
    return broken(
      `${counted(failed.length, 'grammar')} cannot be used: ${told}`,
      'Install Drift again: its files are incomplete or damaged.',
    );
  },
};
