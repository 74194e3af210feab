import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { removeFolder } from './remove-folder.mjs';
import type { TemporaryProject } from './temporary-project.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** The folder of the Emacs client. */
export const CLIENT_EMACS = join(ROOT, 'client-emacs');
const TIMEOUT_MS = 300_000;

/** Who talks to the server in Emacs, with the heading of its set-up in docs/editors.md. */
export const EMACS_CLIENTS = {
  eglot: 'Emacs (eglot)',
  lsp: 'Emacs (lsp-mode)',
  flymake: 'Emacs (beside another eglot server)',
} as const;
/** One of them. */
export type EmacsClient = keyof typeof EMACS_CLIENTS;

/** What docs/editors.md tells people to write, with the folder of this checkout. */
export function emacsSetup(client: EmacsClient): string {
  const page = readFileSync(join(ROOT, 'docs/editors.md'), 'utf8');
  const section = page.split('\n## ').find((s) => s.startsWith(`${EMACS_CLIENTS[client]}\n`));
  const block = /```elisp\n([^`]*)```/.exec(section ?? '')?.[1];
  if (block === undefined) throw new Error(`docs/editors.md has no set-up under "${EMACS_CLIENTS[client]}"`);
  return block.replace('/path/to/drift/client-emacs', CLIENT_EMACS);
}

/** Runs Emacs in batch mode with nothing of the person's own, and gives what it printed; fails where there is none. */
export function emacs(args: readonly string[], env: Readonly<Record<string, string>> = {}): string {
  const home = mkdtempSync(join(tmpdir(), 'drift-emacs-'));
  // `drift` is on the path, as the set-up wants it.
  mkdirSync(join(home, 'bin'));
  symlinkSync(join(ROOT, 'server/bin/drift.js'), join(home, 'bin/drift'));
  const path = `${join(home, 'bin')}${delimiter}${process.env['PATH'] ?? ''}`;
  const done = spawnSync('emacs', ['--batch', '-Q', ...args], {
    encoding: 'utf8',
    timeout: TIMEOUT_MS,
    killSignal: 'SIGKILL',
    maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, HOME: home, LC_ALL: 'C.UTF-8', PATH: path, ...env },
  });
  removeFolder(home);
  if (done.error !== undefined) throw new Error(`emacs could not be run: ${done.error.message}\n${done.stderr ?? ''}`);
  if (done.status !== 0) throw new Error(`emacs ended with ${done.status}\n${done.stderr}`);
  return done.stdout;
}

/** Runs a scenario of client-emacs/tests in a project and gives what it printed as JSON. */
export function emacsScenario(
  scenario: string,
  client: EmacsClient,
  project: TemporaryProject,
  files: readonly string[] = [],
): unknown {
  const printed = emacs(
    ['-l', join(CLIENT_EMACS, 'tests/harness.el'), '-l', join(CLIENT_EMACS, 'tests', `${scenario}.el`)],
    {
      DRIFT_PROJECT: project.root,
      DRIFT_FILES: JSON.stringify(files),
      DRIFT_CLIENT: client,
      DRIFT_SETUP: emacsSetup(client),
    },
  );
  return JSON.parse(printed);
}
