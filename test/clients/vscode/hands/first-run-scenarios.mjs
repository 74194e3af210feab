import { equal } from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a newcomer does, in this order. */
export const scenarios = [];
const scenario = (name, act) => scenarios.push([name, act]);
const WAIT = { timeout: 60_000 };

/** Opens a file by its name, as people do. */
export async function openFile(page, name) {
  await page.keyboard.press('Control+P');
  await page.locator('.quick-input-widget input').waitFor(WAIT);
  await page.keyboard.type(name);
  await page.locator(`.quick-input-list .monaco-list-row.focused:has-text("${name}")`).waitFor(WAIT);
  await page.keyboard.press('Enter');
  await page.locator(`.tab.active:has-text("${name}")`).waitFor(WAIT);
}

/** Runs a command by its title, as people do. */
export async function runByTitle(page, title) {
  await page.keyboard.press('F1');
  await page.keyboard.type(title);
  await page.locator(`.quick-input-list .monaco-list-row.focused:has-text("${title}")`).waitFor(WAIT);
  await page.keyboard.press('Enter');
}

scenario('a newcomer opens a file and sees what is found in it', async (page) => {
  await page.locator('.monaco-workbench .statusbar').waitFor(WAIT);
  await openFile(page, 'RefundOrder.java');
  await page.locator('.squiggly-error').first().waitFor(WAIT);
  await page.locator('.statusbar-item:has-text("Drift 8")').waitFor(WAIT);
});

scenario('the keys of the findings lead to them', async (page) => {
  await page.locator('.monaco-editor .view-lines').first().click();
  await page.keyboard.press('Control+Shift+D');
  await page.keyboard.press('v');
  await page.locator('.sidebar .monaco-list-row:has-text("refunds.go")').waitFor(WAIT);
});

scenario('drift.setup: shows what it would write, and writes it when told so', async (page, folder) => {
  const dialog = page.locator('.monaco-dialog-box');
  await runByTitle(page, 'Drift: Set Up This Project');
  await dialog.locator('text=drift.toml').first().waitFor(WAIT);
  await dialog.locator('.monaco-button:has-text("Cancel")').click();
  await dialog.waitFor({ state: 'detached' });
  equal(existsSync(join(folder, 'drift.toml')), false);
  await runByTitle(page, 'Drift: Set Up This Project');
  await dialog.locator('.monaco-button:has-text("Write")').click(WAIT);
  await page.locator('.notification-list-item-message:has-text("wrote")').waitFor(WAIT);
  equal(readFileSync(join(folder, 'drift.toml'), 'utf8').includes('[scan]'), true);
});
