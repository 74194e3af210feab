import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from './sources.ts';

const bundle = (name: string): string => readFileSync(join(ROOT, 'server/dist', `${name}.bundle.cjs`), 'utf8');

describe('a part starts without what only another part needs', () => {
  test.each([
    ['sql-wasm', 'database', ['drift', 'lsp', 'worker']],
    ['ZodError', 'lsp', ['worker']],
    ['tree-sitter', 'worker', ['drift', 'database']],
  ])('%s is in %s and not in %j', (mark, home, others) => {
    expect(bundle(home)).toContain(mark);
    expect(others.filter((other) => bundle(other).includes(mark))).toEqual([]);
  });
});
