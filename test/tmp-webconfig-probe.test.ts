import { readFileSync, writeFileSync } from 'node:fs';
import { grammarOfPath } from '@drift/shared';
import { test } from 'vitest';
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
