// A real VS Code window without internet: the server build that `npm run editors:install` keeps, opened in headless
// Chromium. The extension runs in a true extension host; only what draws the window is a browser.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { installedVscode } from '../../../scripts/editors/vscode-server.mjs';
import { removeFolder } from '../../support/remove-folder.mjs';

/** The browser that draws the windows; `undefined` where there is none. */
export const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-headless-shell'].find(existsSync);

/** What keeps a window from being opened here, as a sentence; `null` where nothing does. */
export function missingProgram() {
  if (installedVscode() === null) return 'VS Code is not installed; npm run editors:install';
  if (CHROMIUM === undefined) return 'chromium is not installed; npm run editors:install';
  return null;
}

/** The size of every window and picture. */
const SIZE = { width: 1280, height: 800 };

/** What a person would have switched off already: nothing of the editor's own is in the way. */
export const QUIET_SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.ignoreRecommendations': true,
  'extensions.autoCheckUpdates': false,
  'update.mode': 'none',
  'git.openRepositoryInParentFolders': 'never',
  'git.autofetch': false,
  'typescript.validate.enable': false,
  'javascript.validate.enable': false,
  'typescript.disableAutomaticTypeAcquisition': true,
  'chat.commandCenter.enabled': false,
  'window.commandCenter': false,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
  'editor.minimap.enabled': false,
  'files.autoSave': 'off',
};

/**
 * Opens one window.
 * @param {{
 *   extension: string, open: string, tests?: string, settings?: object, machineSettings?: object,
 *   trusted?: boolean, env?: Record<string, string>
 * }} options `open` is a folder or a `.code-workspace` file; `tests` a CommonJS module that exports `run()`;
 *   `trusted` false opens it in Restricted Mode.
 * @returns {Promise<{ page: import('playwright-core').Page, finished: Promise<number>, close: () => Promise<void>, log: () => string }>}
 *   `finished` is the exit status of the tests.
 */
export async function openWindow(options) {
  const problem = missingProgram();
  if (problem !== null) throw new Error(problem);
  const scratch = mkdtempSync(join(tmpdir(), 'drift-vscode-'));
  const port = await freePort();
  writeJson(join(scratch, 'user', 'User', 'settings.json'), { ...QUIET_SETTINGS, ...options.settings });
  writeJson(join(scratch, 'user', 'Machine', 'settings.json'), options.machineSettings ?? {});
  const server = await startServer(scratch, port, options);
  let browser;
  const close = async () => {
    await browser?.close();
    await server.stop();
    removeFolder(scratch);
  };
  try {
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
    });
    const context = await browser.newContext({ viewport: SIZE, permissions: ['clipboard-read', 'clipboard-write'] });
    const page = await context.newPage();
    const finished = new Promise((resolve) => {
      void page.exposeFunction('codeAutomationExit', (code) => resolve(code));
    });
    await page.exposeFunction('codeAutomationLog', () => undefined);
    await page.goto(addressOf(port, options));
    return { page, finished, close, log: server.log };
  } catch (error) {
    await close();
    throw new Error(`${error.message}\n${server.log()}`);
  }
}

function addressOf(port, { extension, open, tests }) {
  const remote = (path) => `vscode-remote://127.0.0.1:${port}${path}`;
  const payload = [['extensionDevelopmentPath', remote(extension)]];
  if (tests !== undefined) payload.push(['extensionTestsPath', remote(tests)]);
  const kind = open.endsWith('.code-workspace') ? 'workspace' : 'folder';
  const query = new URLSearchParams({ [kind]: open, payload: JSON.stringify(payload) });
  return `http://127.0.0.1:${port}/?${query}`;
}

function startServer(scratch, port, { trusted = true, env = {} }) {
  const child = spawn(
    process.execPath,
    [
      join(installedVscode(), 'out', 'server-main.js'),
      ...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--accept-server-license-terms'],
      ...['--user-data-dir', join(scratch, 'user'), '--extensions-dir', join(scratch, 'extensions')],
      ...['--server-data-dir', join(scratch, 'server'), '--disable-telemetry'],
      ...(trusted ? ['--disable-workspace-trust'] : []),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } },
  );
  let log = '';
  const exited = new Promise((resolve) => child.on('exit', resolve));
  const stop = async () => {
    child.kill();
    await exited;
  };
  return new Promise((resolve, reject) => {
    const read = (chunk) => {
      log += chunk;
      if (log.includes('Extension host agent listening')) resolve({ stop, log: () => log });
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('exit', (code) => reject(new Error(`the VS Code server ended with ${code}\n${log}`)));
  });
}

function writeJson(file, value) {
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, JSON.stringify(value, null, 2));
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
