// A VS Code window of the desktop program, for machines with internet: `@vscode/test-electron` fetches the program and
// starts it, and its debugging port gives the page to the hands of the scenarios.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { downloadAndUnzipVSCode, runTests, SilentReporter } from '@vscode/test-electron';
import { chromium } from 'playwright-core';
import { removeFolder } from '../../support/remove-folder.mjs';
import { QUIET_SETTINGS } from './server-host.mjs';

const CONNECT_MS = 60_000;

/** Fetches the program where it is not there yet; gives why it could not, as a sentence, and `null` where it is there. */
export async function fetchDesktop(version) {
  try {
    await downloadAndUnzipVSCode({ version, reporter: new SilentReporter() });
    return null;
  } catch (error) {
    return `VS Code ${version} could not be fetched (${error.message}); --electron needs internet`;
  }
}

/** Opens one window, as `openWindow` of server-host.mjs does; `version` is one that `@vscode/test-electron` knows. */
export async function openDesktopWindow(options) {
  const { extension, open, tests, settings, machineSettings, trusted = true, env = {}, version } = options;
  const scratch = mkdtempSync(join(tmpdir(), 'drift-vscode-'));
  const port = await freePort();
  mkdirSync(join(scratch, 'User'), { recursive: true });
  writeFileSync(
    join(scratch, 'User', 'settings.json'),
    JSON.stringify({ ...QUIET_SETTINGS, ...settings, ...machineSettings }),
  );
  const finished = runTests({
    version,
    extensionDevelopmentPath: extension,
    extensionTestsPath: tests,
    extensionTestsEnv: env,
    launchArgs: [
      open,
      `--user-data-dir=${scratch}`,
      `--remote-debugging-port=${port}`,
      '--disable-extensions',
      ...(trusted ? ['--disable-workspace-trust'] : []),
    ],
  }).catch((error) => {
    console.error(error.message);
    return 1;
  });
  const browser = await connected(port);
  const page = browser.contexts()[0].pages()[0];
  const close = async () => {
    await browser.close();
    removeFolder(scratch);
  };
  return { page, finished, close, log: () => '' };
}

/** The program opens its port some time after it was started, and fetching it comes first. */
async function connected(port) {
  const end = Date.now() + CONNECT_MS;
  for (;;) {
    try {
      return await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
