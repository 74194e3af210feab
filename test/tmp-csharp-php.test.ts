import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'vitest';
import { withTree } from './support/facts.ts';
test('dump', async () => {
  for (const [g, f] of [['csharp', 'csharp/basics.cs'], ['csharp', 'csharp/modern.cs'], ['csharp','csharp/broken.cs'], ['php', 'php/basics.php'], ['php', 'php/modern.php'],['php','php/broken.php']] as const) {
    const text = readFileSync(new URL(`../fixtures/facts/${f}`, import.meta.url), 'utf8');
    const out: string[] = [];
    await withTree(g, text, (t) => {
      for (let n = 0; n < t.size; n++) {
        if (!t.isNamed(n) && t.fieldOf(n) === '' && !/^[a-z?]/.test(t.kind(n))) continue;
        out.push(`${'  '.repeat(t.depth(n))}${t.fieldOf(n) ? t.fieldOf(n) + ': ' : ''}${t.isNamed(n) ? t.kind(n) : JSON.stringify(t.kind(n))}${t.after(n) === n + 1 ? ' ' + JSON.stringify(t.slice(n).slice(0, 40)) : ''}`);
      }
    });
    writeFileSync(`/tmp/tree-${f.replace('/', '-')}.txt`, out.join('\n'));
  }
});
