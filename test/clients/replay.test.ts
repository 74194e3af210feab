import { homedir, hostname } from 'node:os';
import { expect, test } from 'vitest';
import { Random } from '../support/random.ts';
import { replay } from './replay.ts';
import { transcriptNames, transcriptText } from './transcript.ts';

// What real clients said, said again: as fast as the server reads it, and with pauses at places that a seed chooses.
const SEED = Number(process.env['REPLAY_SEED'] ?? 71_993);
const NAMES = transcriptNames();
/** Pauses are tried where the client says most in least time, and everywhere where a seed is given. */
const ALL_PACES = process.env['REPLAY_SEED'] !== undefined;

test.each(NAMES)('%s: every request is answered, and the editor shows what check prints', async (name) => {
  const isPaused = ALL_PACES || name.endsWith('.scripted');
  const paces = isPaused ? { fast: null, [`seed ${SEED}`]: new Random(SEED) } : { fast: null };
  const runs = Object.entries(paces).map(async ([pace, random]) => ({ pace, ...(await replay(name, random)) }));
  for (const { pace, faults, exitCodes, open, shown, checked } of await Promise.all(runs)) {
    expect({ pace, faults }).toEqual({ pace, faults: [] });
    expect({ pace, exitCodes }).toEqual({ pace, exitCodes: exitCodes.map(() => 0) });
    expect({ pace, shown }).toEqual({ pace, shown: checked });
    // Neovim 0.7 closes a file that is renamed and never opens the new one: then nothing is shown.
    expect(shown.length > 0 || open === 0).toBe(true);
    if (name.endsWith('.scripted')) expect(shown.length).toBeGreaterThan(0);
  }
});

test('each scenario is recorded, and no transcript names a machine', () => {
  const scenarios = ['close-busy', 'crlf', 'emoji', 'rename', 'several-changes', 'two-windows', 'typing', 'undo'];
  expect([...new Set(NAMES.map((n) => n.split('.')[0]))].sort()).toEqual(scenarios);
  const local = new RegExp(
    [`/(?:home|Users|root|tmp|work|var/folders)/`, homedir(), hostname()]
      .filter((t) => t.length > 4)
      .map((t) => t.replaceAll('.', '\\.'))
      .join('|'),
  );
  expect(NAMES.flatMap((n) => local.exec(transcriptText(n))?.[0] ?? [])).toEqual([]);
});
