import { readdirSync, readFileSync } from 'node:fs';
import { grammarOfPath } from '@drift/shared';
import { test } from 'vitest';
import { factsOf, renderFacts } from './support/facts.ts';

test('probe', async () => {
  const only = process.env['PROBE'] ?? '';
  for (const f of readdirSync('/tmp/crypto-probe').filter((x) => x.includes(only))) {
    const text = readFileSync(`/tmp/crypto-probe/${f}`, 'utf8');
    const g = grammarOfPath(f);
    if (g === null) continue;
    try {
      const out = renderFacts(await factsOf(g, text), text);
      const keep = new Set(['calls', 'arguments', 'bindings', 'returns', 'imports', 'specifiers', 'symbols', 'bases', 'damage']);
      let on = false;
      console.log(`=== ${f}\n${out.split('\n').filter((l) => { const m = /^\[(\w+)\]/.exec(l); if (m) on = keep.has(m[1] ?? ''); return on; }).join('\n')}`);
    } catch (e) { console.log(f, String(e)); }
  }
}, 60000);
