// Takes the pictures of the documentation in a real VS Code and keeps them in docs/images. `npm run screenshots`; look at them.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { removeFolder } from '../../support/remove-folder.mjs';
import { copyDemoProjects } from './demo-workspace.mjs';
import { CHROMIUM, missingProgram } from './server-host.mjs';
import { runWindow } from './window-run.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const images = join(root, 'docs/images');
/** No picture is larger, in bytes. */
const LARGEST = 200 * 1024;

const problem = missingProgram();
if (problem !== null) {
  console.error(`notRun: ${problem}`);
  process.exit(2);
}

/** The entries of the status bar one below the other, each with the state it shows. */
async function composeStates(folder) {
  const rows = readdirSync(folder)
    .sort()
    .map((file) => {
      const state = basename(file, '.png').replace(/^\d+-/, '').replaceAll('-', ' ');
      const data = readFileSync(join(folder, file)).toString('base64');
      return `<tr><td>${state}</td><td><img src="data:image/png;base64,${data}"></td></tr>`;
    });
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
  const page = await browser.newPage({ viewport: { width: 640, height: 480 } });
  const style =
    'body{margin:0;background:#1f1f1f;color:#ccc;font:14px sans-serif}td{padding:6px 16px}img{display:block}';
  await page.setContent(`<style>${style}</style><table>${rows.join('')}</table>`);
  await page.locator('table').screenshot({ path: join(images, 'vscode-status-bar.png') });
  await browser.close();
}

const scratch = mkdtempSync(join(tmpdir(), 'drift-pictures-'));
const states = join(scratch, 'states');
let failed = false;
try {
  mkdirSync(images, { recursive: true });
  mkdirSync(states);
  copyDemoProjects(scratch);
  const outcomes = await runWindow(
    {
      name: 'pictures',
      entry: 'pictures-window',
      open: () => join(scratch, 'demo-typescript'),
      settings: {
        'workbench.colorTheme': 'Default Dark Modern',
        'window.autoDetectColorScheme': false,
        'drift.display.severityFilter': ['error', 'warning', 'info', 'hint'],
        'editor.fontFamily': 'DejaVu Sans Mono',
        'editor.cursorBlinking': 'solid',
        'window.title': 'shop',
        'breadcrumbs.enabled': false,
        'scm.diffDecorations': 'none',
      },
      env: { DRIFT_IMAGES: images, DRIFT_STATES: states },
    },
    scratch,
  );
  for (const { name, ok, error } of outcomes) {
    if (!ok) failed = true;
    console.log(ok ? `ok     ${name}` : `FAILED ${name}\n${error}`);
  }
  await composeStates(states);
} finally {
  removeFolder(scratch);
}
for (const file of readdirSync(images).filter((name) => name.startsWith('vscode-'))) {
  const { size } = statSync(join(images, file));
  console.log(`${file} ${Math.ceil(size / 1024)} KB`);
  if (size > LARGEST) {
    failed = true;
    console.error(`${file} is larger than ${LARGEST / 1024} KB`);
  }
}
process.exitCode = failed ? 1 : 0;
