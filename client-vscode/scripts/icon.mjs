// Draws media/icon.png: the marketplace takes no SVG.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const SIZE = 128;
const media = join(dirname(dirname(fileURLToPath(import.meta.url))), 'media');
const picture = `<body style="margin:0"><svg xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${SIZE}" viewBox="-4 -4 32 32" fill="none" stroke="#fff" stroke-width="2" stroke-linecap="round"><rect x="-4" y="-4" width="32" height="32" rx="6" fill="#1f3b57" stroke="none"/><path d="M3 6h18M3 12h11M3 18h18"/><path d="M14 12c3 0 3 3.5 7 3.5" stroke="#ff9800"/></svg>`;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const page = await browser.newPage({ viewport: { width: SIZE, height: SIZE } });
await page.setContent(picture);
writeFileSync(join(media, 'icon.png'), await page.screenshot({ omitBackground: true }));
await browser.close();
