// Scenarios with nothing but a page, a keyboard and a mouse: the extension runs as people have it, without a look inside.
import { join } from 'node:path';
import { openWindow } from '../server-host.mjs';

/** Opens one window, and does in it what its scenarios say; gives what each came to. */
export async function runHands({ name, hands, ...window }, scratch, { extension, only, pictures, electron }) {
  if (electron !== undefined) return [];
  const { scenarios } = await import(hands);
  const folder = window.open(scratch);
  const opened = await openWindow({ ...window, open: folder, extension });
  const results = [];
  for (const [title, act] of scenarios) {
    if (only !== undefined && !title.includes(only)) continue;
    const started = Date.now();
    let error = '';
    try {
      await act(opened.page, folder);
    } catch (thrown) {
      error = thrown.stack;
      if (pictures !== undefined)
        await opened.page.screenshot({ path: join(pictures, `${title.replace(/\W+/g, '-')}.png`) });
    }
    results.push({ window: name, name: title, ok: error === '', error, milliseconds: Date.now() - started });
  }
  await opened.close();
  return results;
}
