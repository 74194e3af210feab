import { readFileSync } from 'node:fs';
import { test } from 'vitest';
import { withTree } from './support/facts.ts';
test('dump', async () => {
  for (const [g, f] of [['go','fixtures/facts/go/basics.go'],['go','fixtures/facts/go/modern.go'],['rust','fixtures/facts/rust/basics.rs'],['rust','fixtures/facts/rust/modern.rs']] as const) {
    const text = readFileSync(f,'utf8');
    await withTree(g, text, (t) => {
      const out: string[] = [];
      for (let n = 0; n < t.size; n++) {
        if (!t.isNamed(n)) continue;
        out.push('  '.repeat(t.depth(n)) + (t.fieldOf(n) ? t.fieldOf(n)+': ' : '') + t.kind(n) + (t.after(n) === n+1 ? ' ' + JSON.stringify(t.slice(n)) : ''));
      }
      console.log(f + '\n' + out.join('\n'));
    });
  }
});
