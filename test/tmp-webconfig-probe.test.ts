import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'vitest';
import { grammarOfPath } from '@drift/shared';
import { factsOf, renderFacts } from './support/facts.ts';
test('probe', async () => {
  let out = '';
  for (const f of (process.env['PROBE'] ?? '').split(' ')) {
    const text = readFileSync(f, 'utf8');
    const g = grammarOfPath(f);
    if (g === null) continue;
    const facts = await factsOf(g, text);
    out += `===== ${f}\n` + renderFacts(facts, text);
  }
  writeFileSync('/tmp/webconfig/out.txt', out);
}, 60000);
