// Records the scenarios from a real Emacs: node test/clients/record-emacs.mjs [SCENARIO...]
// Set up as docs/editors.md says, with the recorder in the place of the server.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const SCENARIOS = ['typing', 'undo', 'several-changes', 'crlf', 'emoji', 'rename', 'close-busy', 'two-windows'];
const HEADINGS = { eglot: 'Emacs (eglot)', lsp: 'Emacs (lsp-mode)' };

const setup = (client) =>
  readFileSync(here('../../docs/editors.md'), 'utf8')
    .split(`## ${HEADINGS[client]}\n`)[1]
    .split('```')[1]
    .replace(/^elisp\n/, '')
    .replace('/path/to/drift/client-emacs', here('../../client-emacs'));

function emacs(scenario, client, { root, home, out, window }) {
  const recorder = [process.execPath, here('record.mjs'), '--out', out, '--root', root];
  return new Promise((resolve, reject) => {
    const tests = here('../../client-emacs/tests/');
    spawn('emacs', ['--batch', '-Q', '-l', join(tests, 'harness.el'), '-l', join(tests, 'record.el')], {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: {
        ...process.env,
        HOME: home,
        LC_ALL: 'C.UTF-8',
        DRIFT_PROJECT: root,
        DRIFT_FILES: '[]',
        DRIFT_CLIENT: client,
        DRIFT_SETUP: setup(client),
        DRIFT_SCENARIO: scenario,
        DRIFT_WINDOW: window,
        DRIFT_COMMAND: JSON.stringify(window === '' ? recorder : [...recorder, '--window', window]),
      },
    })
      .on('error', reject)
      .on('exit', (code) =>
        code === 0 ? resolve() : reject(new Error(`${scenario} ${client}: emacs ended with ${code}`)),
      );
  });
}

for (const scenario of process.argv.length > 2 ? process.argv.slice(2) : SCENARIOS) {
  for (const client of Object.keys(HEADINGS)) {
    const root = realpathSync(mkdtempSync(join(tmpdir(), 'drift-record-')));
    const home = mkdtempSync(join(tmpdir(), 'drift-home-'));
    execFileSync(process.execPath, [here('project.mjs'), scenario, root]);
    const out = here(`transcripts/${scenario}.emacs-${client === 'lsp' ? 'lsp-mode' : client}.jsonl`);
    rmSync(out, { force: true });
    const windows = scenario === 'two-windows' ? ['a', 'b'] : [''];
    await Promise.all(windows.map((window) => emacs(scenario, client, { root, home, out, window })));
    rmSync(root, { recursive: true, force: true });
    rmSync(home, { recursive: true, force: true });
  }
}
