import { readFileSync } from 'node:fs';
import { test } from 'vitest';
import { viewOf } from './support/rules.ts';

test('x', async () => {
  const [, path, table] = JSON.parse(readFileSync('/tmp/f1-scratch.json', 'utf8'));
  const view = await viewOf(path, readFileSync('/tmp/f1-scratch.txt', 'utf8'));
  for (const t of table)
    for (const r of view.table(t)) {
      const o: any = {};
      for (const k of Object.keys((await import('../server/src/facts/schema.ts')).SCHEMA[t as 'calls']))
        o[k] = (r as any)[k];
      console.log(t, JSON.stringify(o));
    }
});
