import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { renderHtml } from '../../server/src/enforcement/reporters/html.ts';
import { sampleEnvelope } from '../../server/src/enforcement/reporters/report-sample.ts';
import { everyState, hostileEnvelope, manyFindings } from '../reporters/envelopes.ts';

// The HTML report in a browser. PICTURES=DIR keeps pictures of it there, to be looked at.

/**
 * Milliseconds after which a page hangs. An idle machine opens ten thousand findings within 2,000 and filters them in less;
 * what it took is printed.
 */
const PATIENCE_MS = 20_000;
const FINDINGS = 10_000;
const folder = mkdtempSync(join(tmpdir(), 'drift-page-'));
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-headless-shell'].find((path) => existsSync(path));
const pictures = process.env['PICTURES'];
let browser: Browser;

beforeAll(async () => {
  if (CHROMIUM === undefined) throw new Error('Chromium is not installed');
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

function written(name: string, html: string): string {
  const path = join(folder, name);
  writeFileSync(path, html);
  return pathToFileURL(path).href;
}

test('ten thousand findings open and filter', async () => {
  const findings = manyFindings(FINDINGS);
  const counted = findings.filter((_, i) => i % 9 === 0).map(({ id }) => id);
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
  const complaints: string[] = [];
  page.on('console', (m) => complaints.push(m.text()));
  page.on('pageerror', (e) => complaints.push(e.message));
  const url = written('large.html', renderHtml(sampleEnvelope(findings, { gates: everyState(counted) })));
  const started = performance.now();
  await page.goto(url, { waitUntil: 'load' });
  await page
    .locator('#shown')
    .filter({ hasText: `${FINDINGS} shown` })
    .waitFor();
  const times = [performance.now() - started];
  const after = async (act: () => Promise<unknown>, count: number): Promise<void> => {
    const from = performance.now();
    await act();
    await page
      .locator('#shown')
      .filter({ hasText: new RegExp(`^${count} shown$`) })
      .waitFor();
    // A frame later it can be seen.
    await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => resolve(null)))');
    times.push(performance.now() - from);
  };
  const errors = findings.filter((f) => f.severity === 'error');
  await after(
    () => page.locator('#text').fill('handler 123'),
    findings.filter((f) => f.message.includes('handler 123')).length,
  );
  await after(() => page.locator('#text').fill(''), FINDINGS);
  for (const severity of ['warning', 'info', 'hint']) await page.locator(`button[value=${severity}]`).click();
  await after(() => page.locator('#fresh').check(), errors.filter((f) => f.isNew).length);
  await after(() => page.locator('#fresh').uncheck(), errors.length);
  const gated = errors.filter((f) => counted.includes(f.id));
  await after(() => page.locator('#gate').selectOption('pattern-compliance'), gated.length);
  const ofRule = gated.filter((f) => f.ruleId === 'drift/taint/sql-query');
  await after(() => page.locator('#rule').selectOption('drift/taint/sql-query'), ofRule.length);
  expect(await page.locator('.f:visible').count()).toBe(ofRule.length);
  expect(complaints).toEqual([]);
  console.log(`opened and filtered in ms: ${times.map(Math.round).join(', ')}`);
  const [opened = 0, ...filters] = times.map(Math.round);
  console.log(`${FINDINGS} findings: opened in ${opened} ms, filtered in at most ${Math.max(...filters)} ms`);
  expect(Math.max(...times)).toBeLessThan(PATIENCE_MS);
  await page.close();
});

test('it is complete without JavaScript, and nothing of the repository runs or is loaded', async () => {
  const silent = await browser.newContext({ javaScriptEnabled: false });
  const page = await silent.newPage();
  await page.goto(written('small.html', renderHtml(sampleEnvelope(manyFindings(20), { gates: everyState([]) }))));
  expect(await page.locator('.f:visible').count()).toBe(20);
  expect(await page.locator('#filters').isVisible()).toBe(false);
  await silent.close();

  const hostile = await browser.newPage();
  const asked: string[] = [];
  hostile.on('request', (r) => asked.push(r.url()));
  hostile.on('dialog', (d) => {
    asked.push(d.message());
    void d.dismiss();
  });
  const url = written('hostile.html', renderHtml(hostileEnvelope()));
  await hostile.goto(url);
  expect(asked).toEqual([url]);
  expect(await hostile.locator('script').count()).toBe(1);
  expect(await hostile.locator('.f').count()).toBe(2);
  await hostile.close();
});

test('it can be read, light and dark, wide and narrow', async () => {
  const findings = manyFindings(60);
  const url = written(
    'some.html',
    renderHtml(sampleEnvelope(findings, { gates: everyState(findings.slice(0, 9).map(({ id }) => id)) })),
  );
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1200, 420]) {
      const page = await browser.newPage({ colorScheme, viewport: { width, height: 1000 } });
      await page.goto(url);
      await page.evaluate("document.querySelectorAll('.f details').forEach((d) => { d.open = true; })");
      // Nothing is cut off at the side.
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${colorScheme}-${width}.png`) });
      await page.close();
    }
  }
});
