// The steps of scenarios.md as hands do them in VS Code on Linux; record-vscode.mjs writes down what the client says.
import { openFile } from './first-run-scenarios.mjs';

const WAIT = { timeout: 60_000 };
const ORDERS = 'orders.ts';
const STOCK = 'stock.py';
/** A file with findings has one of these under some text. */
const FOUND = '.editor-instance .squiggly-error, .editor-instance .squiggly-warning, .editor-instance .squiggly-info';

async function press(page, ...keys) {
  for (const key of keys) await page.keyboard.press(key);
}

const times = (n, key) => Array.from({ length: n }, () => key);

/** Puts the cursor somewhere, counted from 1. */
async function goTo(page, line, column) {
  await press(page, 'Control+g');
  await page.locator('.quick-input-widget input').waitFor(WAIT);
  await page.keyboard.type(`${line}:${column}`);
  await press(page, 'Enter');
  await page.locator('.quick-input-widget').waitFor({ ...WAIT, state: 'hidden' });
}

async function paste(page, text) {
  await page.evaluate((t) => navigator.clipboard.writeText(t), text);
  await press(page, 'Control+v');
}

/** Opens a file and waits until what is found in it shows. */
async function openFound(page, name, { quiet }) {
  await page.locator('.monaco-workbench .statusbar').waitFor(WAIT);
  await openFile(page, name);
  await page.locator(FOUND).first().waitFor(WAIT);
  await quiet();
}

async function found(page, { quiet }) {
  await quiet();
  await page.locator(FOUND).first().waitFor(WAIT);
}

async function save(page) {
  await press(page, 'Control+s');
  await page
    .locator('.tab.active.dirty')
    .first()
    .waitFor({ ...WAIT, state: 'detached' });
}

/** Lets go of a list of words that came up by itself. */
const endWord = (page) => press(page, 'Escape');

async function typing(page, given) {
  await openFound(page, ORDERS, given);
  await press(page, 'Control+End');
  await page.keyboard.type('export function late(): voiid');
  await press(page, 'Backspace', 'Backspace');
  await page.keyboard.type('d {');
  await press(page, 'Enter');
  await page.keyboard.type('try {');
  await press(page, 'Enter');
  await page.keyboard.type('worq');
  await press(page, 'Backspace');
  await page.keyboard.type('k(3);');
  await press(page, 'ArrowDown', 'End');
  await page.keyboard.type(' catch {}');
  await found(page, given);
  await openFound(page, STOCK, given);
  await goTo(page, 3, 1);
  await page.keyboard.type('# how much is left');
  await press(page, 'Enter');
  await found(page, given);
  await save(page);
  await openFile(page, ORDERS);
  await goTo(page, 11, 5);
  await press(page, 'Control+.');
  await page.locator('.action-widget .monaco-list-row.focused:has-text("Ignore")').waitFor(WAIT);
  await press(page, 'Enter');
  await page.locator('.view-line:has-text("drift-ignore")').first().waitFor(WAIT);
  await found(page, given);
  await save(page);
  await found(page, given);
}

async function undo(page, given) {
  await openFound(page, ORDERS, given);
  await goTo(page, 8, 1);
  await press(page, ...times(5, 'Shift+ArrowDown'), 'Delete');
  await given.quiet();
  await press(page, 'Control+z', 'Control+y', 'Control+z');
  await goTo(page, 2, 10);
  await press(page, 'Control+Shift+l');
  await page.keyboard.type('workWithCare');
  await endWord(page);
  await press(page, 'Escape');
  await given.quiet();
  await press(page, ...times(2, 'Control+z'));
  await press(page, 'Control+End');
  await page.keyboard.type('// a line');
  await save(page);
  await given.quiet();
  await press(page, ...times(4, 'Control+z'));
  await found(page, given);
}

async function severalChanges(page, given) {
  await openFound(page, ORDERS, given);
  await goTo(page, 4, 1);
  await press(page, 'Control+Shift+ArrowRight', 'Control+Shift+l', 'Home');
  await page.keyboard.type('declare ');
  await press(page, 'Escape', 'Escape');
  await given.quiet();
  await press(page, 'Control+a', 'Control+]');
  await given.quiet();
  await goTo(page, 9, 1);
  await press(page, ...times(3, 'Shift+Alt+ArrowDown'));
  await page.keyboard.type('//');
  await press(page, 'Escape');
  await given.quiet();
  // Back to the beginning, forth again, and back.
  await press(page, ...times(8, 'Control+z'));
  await given.quiet();
  await press(page, ...times(8, 'Control+y'));
  await given.quiet();
  await press(page, ...times(8, 'Control+z'));
  await found(page, given);
  await goTo(page, 2, 10);
  await press(page, 'Control+Shift+l');
  await page.keyboard.type('carefulWork');
  await press(page, 'Escape', 'Escape');
  await found(page, given);
}

async function crlf(page, given) {
  await openFound(page, ORDERS, given);
  await goTo(page, 5, 19);
  await press(page, 'Enter');
  await given.quiet();
  await press(page, 'Backspace', 'Backspace');
  await goTo(page, 4, 60);
  await press(page, 'Delete');
  await goTo(page, 3, 1);
  await paste(page, 'const one = 1;\nconst two = 2;\nconst three = 3;\n');
  await given.quiet();
  await goTo(page, 3, 7);
  await press(page, ...times(2, 'Shift+ArrowDown'), 'Delete');
  await press(page, 'Control+End');
  await page.keyboard.type('// the end');
  await found(page, given);
  await save(page);
  await openFound(page, STOCK, given);
  await press(page, 'Control+Home');
  await page.keyboard.type('# first');
  await press(page, 'Enter');
  await found(page, given);
  await save(page);
  await found(page, given);
}

const LINE = "const greeting = '👋🏽 grüße 漢字 e\u0301 👨‍👩‍👧'";

async function emoji(page, given) {
  await openFound(page, ORDERS, given);
  const column = (part) => LINE.indexOf(part) + 1;
  await goTo(page, 4, column('👋🏽'));
  await page.keyboard.insertText('👋🏽');
  await press(page, 'Delete');
  await page.keyboard.type('hello ');
  await given.quiet();
  await press(page, 'Control+z', 'Control+z', 'Control+z');
  // A Backspace behind a family takes its last member: the change lies within what looks like one letter.
  await goTo(page, 4, column('👨‍👩‍👧') + '👨‍👩‍👧'.length);
  await press(page, 'Backspace');
  await given.quiet();
  await goTo(page, 4, column('e\u0301') + 1);
  await page.keyboard.type('x');
  await press(page, 'Escape');
  await given.quiet();
  await press(page, 'Control+f');
  await page.locator('.find-widget.visible').waitFor(WAIT);
  await page.keyboard.type('createHash(');
  await press(page, 'Enter', 'Escape', 'ArrowLeft');
  await paste(page, '😀é漢字');
  await given.quiet();
  await press(page, 'Control+z');
  await press(page, 'Home');
  await page.keyboard.insertText('/* 😀é漢字 */ ');
  await found(page, given);
  await openFound(page, STOCK, given);
  await goTo(page, 4, 200);
  await press(page, 'Backspace');
  await page.keyboard.insertText('🗝️ ключ');
  await found(page, given);
}

/** Renames a file where the tree of files shows it; a new folder in the name is made. */
async function renameInExplorer(page, from, to) {
  await press(page, 'Control+Shift+e');
  const row = page.locator(`.explorer-viewlet .monaco-list-row:has-text("${from}")`);
  await row.first().click(WAIT);
  await press(page, 'F2');
  await page.locator('.explorer-viewlet .monaco-inputbox input').waitFor(WAIT);
  await press(page, 'Control+a');
  await page.keyboard.type(to);
  await press(page, 'Enter');
  await page.locator(`.tab.active:has-text("${to.split('/').at(-1)}")`).waitFor(WAIT);
}

async function rename(page, given) {
  await openFound(page, ORDERS, given);
  await renameInExplorer(page, ORDERS, 'sales.ts');
  await given.quiet();
  await openFile(page, 'sales.ts');
  await press(page, 'Control+End');
  await page.keyboard.type('// sold');
  await found(page, given);
  await save(page);
  await openFound(page, STOCK, given);
  await renameInExplorer(page, STOCK, 'Stock.py');
  await found(page, given);
}

async function closeBusy(page, given) {
  await openFound(page, ORDERS, given);
  for (let i = 0; i < 2; i++) {
    await goTo(page, 5, 12);
    await press(page, 'Control+End');
    await page.keyboard.type('// and on');
    await goTo(page, 5, 12);
    // The keys of the hover and of the code actions, and no look at what comes.
    await press(page, 'Control+k', 'Control+i', 'Control+.', 'Escape', 'Control+w');
    await page.locator('.monaco-dialog-box .monaco-button:has-text("Don\'t Save")').click(WAIT);
    await page.locator(`.tab:has-text("${ORDERS}")`).waitFor({ ...WAIT, state: 'detached' });
    await openFile(page, ORDERS);
  }
  await found(page, given);
}

async function twoWindows(a, b, given) {
  await openFound(a, ORDERS, given);
  await openFound(b, ORDERS, given);
  await press(a, 'Control+\\', 'Control+End');
  await a.keyboard.type('// from a');
  await press(a, 'Enter');
  await given.quiet();
  await save(a);
  await b.locator('.view-line:has-text("from a")').first().waitFor(WAIT);
  await press(b, 'Control+Home');
  await b.keyboard.type('// from b');
  await press(b, 'Enter');
  await given.quiet();
  await save(b);
  await press(a, 'Control+Home');
  await a.locator('.view-line:has-text("from b")').first().waitFor(WAIT);
  await press(a, 'Control+End');
  await a.keyboard.type('// from a again');
  await found(a, given);
  await found(b, given);
}

/** What is done in each scenario, in one page or two. */
export const RECORDED = {
  typing,
  undo,
  'several-changes': severalChanges,
  crlf,
  emoji,
  rename,
  'close-busy': closeBusy,
  'two-windows': twoWindows,
};
