import { counted, GRAMMARS, type GrammarId } from '@drift/shared';
import { broken, type Check, fine, type Patient, type Verdict } from './check.ts';
import type { GrammarProbe } from './probe-grammars.ts';

/** Tried where the project has no source yet: the smallest one. */
const ANY_GRAMMAR: GrammarId = 'go';

/**
 * Every grammar that ships with Drift can be used. Loading all of them takes longer than everything else together, so
 * that is for whoever asks: files that are byte by byte what was shipped differ in nothing that one of them would not show.
 */
export const grammarsLoad: Check = {
  id: 'grammars',
  run: async (patient) => (patient.thorough ? allTried(patient) : filesCompared(patient)),
};

async function filesCompared({ grammarFiles, probeGrammar, walk }: Patient): Promise<Verdict> {
  const [files, { mainGrammar }] = await Promise.all([grammarFiles(), walk()]);
  const grammar = mainGrammar ?? ANY_GRAMMAR;
  const isWhole = files.some((f) => f.grammar === grammar && f.fault === null);
  const tried = isWhole ? await probeGrammar(grammar) : [];
  const failed = [...files, ...tried].filter((p) => p.fault !== null);
  if (failed.length > 0) return unusable(failed);
  return fine(`all ${counted(files.length, 'grammar')} are as shipped; ${grammar} loads and parses`);
}

async function allTried({ probeGrammars }: Patient): Promise<Verdict> {
  const probes = await probeGrammars();
  const failed = probes.filter((p) => p.fault !== null);
  if (probes.length < GRAMMARS.length)
    return broken('a thread that loads the grammars ended', 'Install Drift again; if it stays, report it.');
  return failed.length > 0 ? unusable(failed) : fine(`all ${counted(probes.length, 'grammar')} load and parse`);
}

function unusable(failed: readonly GrammarProbe[]): Verdict {
  const told = failed.map((p) => `${p.grammar} (${p.fault ?? ''})`).join(', ');
  return broken(
    `${counted(failed.length, 'grammar')} cannot be used: ${told}`,
    'Install Drift again: its files are incomplete or damaged.',
  );
}
