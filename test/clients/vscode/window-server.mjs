// Answers the gestures that scenarios ask for (host/window.ts) with the page of the window.
import { createServer } from 'node:http';

const WAIT_MS = 15_000;

const GESTURES = {
  press: (page, { keys }) => page.keyboard.press(keys),
  type: (page, { text }) => page.keyboard.type(text),
  click: (page, { selector }) => page.locator(selector).first().click({ timeout: WAIT_MS }),
  hover: (page, { selector }) => page.locator(selector).first().hover({ timeout: WAIT_MS }),
  wait: (page, { selector }) => page.locator(selector).first().waitFor({ timeout: WAIT_MS }),
  gone: (page, { selector }) => page.locator(selector).first().waitFor({ state: 'hidden', timeout: WAIT_MS }),
  texts: (page, { selector }) => page.locator(selector).allInnerTexts(),
  picture: (page, { file }) => page.screenshot({ path: file }),
  part: (page, { selector, file }) => page.locator(selector).first().screenshot({ path: file }),
};

/**
 * Starts it; the page is given later, when the window is open.
 * @returns {Promise<{ address: string, show: (page: import('playwright-core').Page) => void, close: () => void }>}
 */
export async function startWindowServer() {
  let show;
  const shown = new Promise((resolve) => {
    show = resolve;
  });
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', async () => {
      const answer = (status, value) => response.writeHead(status).end(JSON.stringify(value));
      try {
        const wanted = JSON.parse(body);
        answer(200, (await GESTURES[wanted.do](await shown, wanted)) ?? []);
      } catch (error) {
        answer(500, error.message);
      }
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { address: `http://127.0.0.1:${server.address().port}`, show, close: () => server.close() };
}
