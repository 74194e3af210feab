import { expect, test } from 'vitest';
import { indexOf, renderImports } from '../text-project.ts';

test('relative paths find files by every extension, by output name and by index', async () => {
  const index = await indexOf(`
//- src/a.ts
import './b';
import './c.js';
import './d.mjs';
import './dir';
import '../lib/e';
import './gone';
import './data.json';
import './types';
import './b.test';
import '../../outside';
import '.';
//- src/b.tsx
//- src/b.test.ts
//- src/c.ts
//- src/d.mts
//- src/dir/index.js
//- src/index.ts
//- src/types.d.ts
//- lib/e.cjs
`);
  expect(renderImports(index)).toEqual([
    'src/a.ts: ./b -> src/b.tsx',
    'src/a.ts: ./c.js -> src/c.ts',
    'src/a.ts: ./d.mjs -> src/d.mts',
    'src/a.ts: ./dir -> src/dir/index.js',
    'src/a.ts: ../lib/e -> lib/e.cjs',
    'src/a.ts: ./gone -> (missing)',
    'src/a.ts: ./data.json -> (notAnalysed)',
    'src/a.ts: ./types -> src/types.d.ts',
    'src/a.ts: ./b.test -> src/b.test.ts',
    'src/a.ts: ../../outside -> (missing)',
    'src/a.ts: . -> src/index.ts',
  ]);
});

test('aliases of the owning tsconfig, with comments, extends and baseUrl', async () => {
  const index = await indexOf(`
//- tsconfig.base.json
{ // shared
  "compilerOptions": { "baseUrl": ".", "paths": { "@app/*": ["src/*"], "@app/special": ["other/special.ts"], "~": ["src/main"], }, },
}
//- web/tsconfig.json
{ "extends": "../tsconfig.base.json" /* nothing else */ }
//- vite/tsconfig.json
{ "files": [], "references": [{ "path": "./tsconfig.app.json" }] }
//- vite/tsconfig.app.json
{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }
//- web/page.ts
import '@app/util';
import '@app/special';
import '~';
import 'src/util';
import '@app/gone';
import '@appendix/x';
//- vite/src/a.ts
import '@/b';
//- vite/src/b.ts
//- src/util.ts
//- src/special.ts
//- src/main.ts
//- other/special.ts
//- alone.ts
import '@app/util';
`);
  expect(renderImports(index)).toEqual([
    'alone.ts: @app/util -> [@app/util]',
    'vite/src/a.ts: @/b -> vite/src/b.ts',
    'web/page.ts: @app/util -> src/util.ts',
    'web/page.ts: @app/special -> other/special.ts',
    'web/page.ts: ~ -> src/main.ts',
    'web/page.ts: src/util -> src/util.ts',
    'web/page.ts: @app/gone -> (missing)',
    'web/page.ts: @appendix/x -> [@appendix/x]',
  ]);
});

test('packages of the workspace, private imports, builtins and what lies outside', async () => {
  const index = await indexOf(`
//- packages/core/package.json
{ "name": "@me/core", "main": "./dist/index.js", "exports": { ".": { "import": "./dist/index.js" }, "./deep": "./src/inner/deep.ts", "./f/*": "./src/f/*.ts" } }
//- packages/app/package.json
{ "name": "app", "imports": { "#db": { "default": "./src/db.js" }, "#u/*": "./src/u/*.ts" } }
//- packages/core/src/index.ts
//- packages/core/src/inner/deep.ts
//- packages/core/src/f/one.ts
//- packages/app/src/db.ts
//- packages/app/src/u/x.ts
//- packages/app/src/a.ts
import '@me/core';
import '@me/core/deep';
import '@me/core/f/one';
import '@me/core/none';
import '#db';
import '#u/x';
import 'fs/promises';
import 'node:path';
import '@scope/lib/sub';
import 'lodash/fp';
`);
  expect(renderImports(index)).toEqual([
    'packages/app/src/a.ts: @me/core -> packages/core/src/index.ts',
    'packages/app/src/a.ts: @me/core/deep -> packages/core/src/inner/deep.ts',
    'packages/app/src/a.ts: @me/core/f/one -> packages/core/src/f/one.ts',
    'packages/app/src/a.ts: @me/core/none -> (missing)',
    'packages/app/src/a.ts: #db -> packages/app/src/db.ts',
    'packages/app/src/a.ts: #u/x -> packages/app/src/u/x.ts',
    'packages/app/src/a.ts: fs/promises -> [node:fs/promises]',
    'packages/app/src/a.ts: node:path -> [node:path]',
    'packages/app/src/a.ts: @scope/lib/sub -> [@scope/lib]',
    'packages/app/src/a.ts: lodash/fp -> [lodash]',
  ]);
});
