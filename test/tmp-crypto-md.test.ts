import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FILE_RULES } from '../server/src/rules/registry.ts';
import { reportsOf, SNIPPET_FILE } from './support/rules.ts';

for (const rule of FILE_RULES.filter((r) => r.meta.id.startsWith('drift/crypto/'))) {
  test(rule.meta.id, async () => {
    const md = readFileSync(new URL(`../server/src/rules/${rule.meta.id.slice(6)}/rule.md`, import.meta.url), 'utf8');
    let section = '';
    for (const m of md.matchAll(/^## (.*)$|^```(\w+)\n([\s\S]*?)^```/gm)) {
      if (m[1]) section = m[1];
      else {
        const got = (await reportsOf(rule, SNIPPET_FILE[m[2] as 'python'], m[3] ?? '')).map((r) => r.message);
        if (section === 'Flagged') expect(got, m[3]).toEqual([m[3]?.split('\n')[0]?.replace(/^(\/\/|#) /, '')]);
        else expect(got, m[3]).toEqual([]);
      }
    }
    expect(Math.max(...md.split('\n').map((l) => l.length))).toBeLessThanOrEqual(125);
  });
}
