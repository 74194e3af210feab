// Installs the editors that `test/clients` drives, where they are missing: Neovim, Emacs and a browser from Debian's
// packages, VS Code from the npm registry. `npm run editors:install`; run again it does nothing.
import { existsSync } from 'node:fs';
import { runProgram } from './editors/run-program.mjs';
import { installVscode } from './editors/vscode-server.mjs';

/** Debian packages the suites need. */
const PACKAGES = [
  'neovim',
  'emacs-nox',
  'elpa-eglot',
  'elpa-lsp-mode',
  'elpa-go-mode',
  'elpa-rust-mode',
  'elpa-php-mode',
  'elpa-kotlin-mode',
  'kate',
  'chromium',
  'ripgrep',
  'git',
];

const started = Date.now();
const seconds = () => `${((Date.now() - started) / 1000).toFixed(0)} s`;

async function missingPackages() {
  const listed = await runProgram('dpkg-query', ['-W', '-f', `\${db:Status-Status} \${Package}\n`]);
  const installed = new Set(listed.split('\n').flatMap((l) => (l.startsWith('installed ') ? [l.slice(10)] : [])));
  return PACKAGES.filter((name) => !installed.has(name));
}

async function installPackages() {
  if (!existsSync('/usr/bin/apt-get')) throw new Error(`no apt-get here: install ${PACKAGES.join(', ')} by hand`);
  const missing = await missingPackages();
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0)
    throw new Error(`as root: apt-get install --no-install-recommends ${missing.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runProgram('apt-get', ['update', '-q'], { env });
  // Flushing every file to the disk takes longer than fetching them.
  const options = ['-y', '-q', '--no-install-recommends', '-o', 'Dpkg::Options::=--force-unsafe-io'];
  await runProgram('apt-get', ['install', ...options, ...missing], { env });
}

/** Runs one part; what cannot be had does not keep the others out, and fails the whole. */
async function part(name, work) {
  try {
    await work();
    console.log(`${name}: ready (${seconds()})`);
  } catch (error) {
    process.exitCode = 1;
    console.error(`${name}: not installed: ${error.message}`);
  }
}

await Promise.all([part('packages', installPackages), part('vscode', installVscode)]);
