import { readFileSync } from 'node:fs';
import { test } from 'vitest';
import { withTree } from './support/facts.ts';
test('dump', async () => {
  const file = process.env['DUMP'] ?? '';
  const text = readFileSync(file, 'utf8');
  const out: string[] = [];
  await withTree(file.endsWith('.java') ? 'java' : 'kotlin', text, (t) => {
    for (let n = 0; n < t.size; n++) {
      const leaf = t.after(n) === n + 1;
      const f = t.fieldOf(n);
      const k = t.kind(n);
      const show = t.isNamed(n) ? `${k}${leaf ? ` ${JSON.stringify(t.slice(n))}` : ''}` : JSON.stringify(t.slice(n)) + (k === t.slice(n) ? '' : `<${k}>`);
      if (t.isNamed(n) || !/^[(){},;.]$/.test(k)) out.push('  '.repeat(t.depth(n)) + (f ? `${f}: ` : '') + show + (t.isMissing(n) ? ' MISSING' : ''));
    }
  });
  console.log(out.join('\n'));
});
