// Which editors are here for the suites of `test/clients`, and which suites need them.
import { spawnSync } from 'node:child_process';
import { CHROMIUM, missingProgram } from '../../test/clients/vscode/server-host.mjs';

/** An editor, the suites that drive it (paths that begin so), and how it is found. */
const EDITORS = [
  { suites: 'test/clients/neovim', problem: () => missingCommand('nvim') },
  { suites: 'test/clients/emacs', problem: () => missingCommand('emacs') },
  { suites: 'test/clients/replay', problem: () => 'transcripts take minutes; DRIFT_CLIENTS=required runs them' },
  { suites: 'test/clients/kate', problem: () => missingCommand('kate') },
  {
    suites: 'test/clients/report-page',
    problem: () => (CHROMIUM === undefined ? 'chromium is not installed; npm run editors:install' : null),
  },
  { suites: 'test/clients/vscode', problem: missingProgram },
];

function missingCommand(name) {
  // Some look for a screen even to say their version.
  const env = { ...process.env, QT_QPA_PLATFORM: 'offscreen' };
  const found = spawnSync(name, ['--version'], { stdio: 'ignore', env }).status === 0;
  return found ? null : `${name} is not installed; npm run editors:install`;
}

/** The suites that can run here, and why the others cannot. */
export function editorSuites() {
  const looked = EDITORS.map(({ suites, problem }) => ({ suites, problem: problem() }));
  return {
    all: looked.map((e) => e.suites),
    ready: looked.filter((e) => e.problem === null).map((e) => e.suites),
    problems: looked.flatMap((e) => e.problem ?? []),
  };
}
