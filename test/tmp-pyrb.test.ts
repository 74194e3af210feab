import { readFileSync } from 'node:fs';
import { test } from 'vitest';
import { withTree } from './support/facts.ts';
test('tree', async () => {
  const file = process.env['TREE_FILE'] ?? '';
  await withTree(file.endsWith('.py') ? 'python' : 'ruby', readFileSync(file, 'utf8'), (t) => {
    const depth: number[] = [];
    const lines: string[] = [];
    for (let n = 0; n < t.size; n++) {
      const p = t.parent(n);
      depth[n] = p < 0 ? 0 : (depth[p] ?? 0) + 1;
      const named = t.isNamed(n);
      if (!named && t.fieldOf(n) === '' && process.env['ANON'] !== '1') continue;
      lines.push(`${'  '.repeat(depth[n] ?? 0)}${t.fieldOf(n) === '' ? '' : `${t.fieldOf(n)}: `}${named ? t.kind(n) : JSON.stringify(t.kind(n))} ${t.after(n) === n + 1 ? t.slice(n).slice(0, 40) : ''}`);
    }
    process.stdout.write(`${lines.join('\n')}\n`);
  });
});
