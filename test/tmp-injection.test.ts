import { readdirSync, readFileSync } from 'node:fs';
import { grammarOfPath } from '@drift/shared';
import { test } from 'vitest';
import { factsOf, renderFacts } from './support/facts.ts';
test('dump', async () => {
  for (const f of readdirSync('/tmp/inj')) {
    const g = grammarOfPath(f);
    if (g === null) continue;
    if (process.env['ONLY'] && !f.endsWith(process.env['ONLY'])) continue;
    const text = readFileSync(`/tmp/inj/${f}`, 'utf8');
    try {
      const r = renderFacts(await factsOf(g, text), text);
      console.log(`${f}\n${r.split('\n').filter((l) => !/^ .*kind="(static)"/.test(l)).join('\n')}`);
    } catch (e) { console.log(f, String(e)); }
  }
});
