import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FILE_RULES } from '../server/src/rules/registry.ts';
import { reportsOf, SNIPPET_FILE } from './support/rules.ts';

for (const rule of FILE_RULES.filter((r) => /taint|deserial/.test(r.meta.id)))
  test(rule.meta.id, async () => {
    const text = readFileSync(`server/src/rules/${rule.meta.id.slice(6)}/rule.md`, 'utf8');
    const [, flagged = '', not = ''] = /## Flagged\n([\s\S]*?)## Not flagged\n([\s\S]*?)## What to do/.exec(text) ?? [];
    for (const [part, wants] of [
      [flagged, true],
      [not, false],
    ] as const)
      for (const m of part.matchAll(/```(\w+)\n([\s\S]*?)```/g)) {
        const code = m[2] ?? '';
        const r = (await reportsOf(rule, (SNIPPET_FILE as Record<string, string>)[m[1] ?? ''] ?? '', code)).map(
          (x) => x.message,
        );
        const want = (code.split('\n')[0] ?? '').replace(/^(\/\/|#) /, '');
        expect(r, code).toEqual(wants ? [want] : []);
        for (const x of r) expect(x.length).toBeLessThanOrEqual(120);
      }
  });
