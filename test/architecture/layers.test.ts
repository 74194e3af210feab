import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { EXCEPTIONS, LAYERS, layerOf, violations } from './layers.ts';
import { isTest, ROOT, readSource, readSources, TEST_SUPPORT } from './sources.ts';

describe('layers', () => {
  test('no file imports upwards or reads the world outside the host', async () => {
    const code = (await readSources()).filter((s) => !isTest(s.path));
    expect(code.length).toBeGreaterThan(100);
    expect(code.flatMap(violations)).toEqual([]);
  });

  test('only tests use what is built for tests', async () => {
    const code = (await readSources()).filter((s) => !isTest(s.path));
    const names = TEST_SUPPORT.map((p) => `/${p.split('/').at(-1)}`);
    const users = code.filter((s) => s.imports.some((i) => names.some((n) => i.specifier.endsWith(n))));
    expect(users.map((s) => s.path)).toEqual([]);
  });

  test('every layer of the table exists, has a reason, and points downwards only', () => {
    for (const [name, layer] of Object.entries(LAYERS)) {
      const folder = ['shared', 'grammars', 'client-vscode'].includes(name) ? name : `server/src/${name}`;
      expect(existsSync(join(ROOT, folder)), name).toBe(true);
      expect(layer.reason.length).toBeGreaterThan(20);
      for (const below of layer.layers.filter((l) => l !== name)) {
        expect(LAYERS[below]?.layers, `${name} and ${below} import each other`).not.toContain(name);
      }
    }
    for (const e of EXCEPTIONS) expect(existsSync(join(ROOT, e.file))).toBe(true);
  });
});

describe('a forbidden edge is caught', () => {
  const cases: readonly (readonly [path: string, text: string, part: string])[] = [
    ['server/src/rules/a/b/rule.ts', "import { h } from '../../../host/host.ts';", 'rules may not import host'],
    ['server/src/facts/a.ts', "export { x } from '../index/project-index.ts';", 'facts may not import index'],
    ['server/src/cli/a.ts', "import type { S } from '../session/session.ts';", 'cli may not import session'],
    ['server/src/session/a.ts', "import type { R } from 'vscode-languageserver';", 'may not use this package'],
    ['server/src/facts/a.ts', "const t = import('web-tree-sitter');", 'may not use this package'],
    ['server/src/index/a.ts', "const fs = require('node:fs');", 'may not use this package'],
    ['server/src/rules/a.ts', "import type { FlatTree } from '../syntax/flat-tree.ts';", 'only facts/ sees a tree'],
    ['client-vscode/src/a.ts', "import { say } from '../../server/src/session/session.ts';", 'may not import session'],
    ['client-vscode/src/a.ts', "import { PACKS } from '@drift/grammars';", 'client-vscode may not import grammars'],
    ['shared/src/a.ts', "import { PACKS } from '@drift/grammars';", 'shared may not import grammars'],
    ['server/src/analysis/a.ts', 'export const now = Date.now();', 'uses Date.now'],
    ['server/src/session/a.ts', 'const d = new Date();', 'uses new Date()'],
    ['server/src/enforcement/a.ts', 'const e = process.env;', 'uses process.'],
  ];
  test.each(cases)('%s: %s', async (path, text, part) => {
    const found = violations(await readSource(path, text));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(part);
  });

  test('texts, comments and allowed edges are not', async () => {
    const text = "import { a } from '../facts/x.ts';\n// Date.now()\nconst t = `import x from 'node:fs'; process.env`;";
    expect(violations(await readSource('server/src/rules/a.ts', text))).toEqual([]);
    expect(layerOf('server/src/host/paths.ts')).toBe('host');
  });
});
