import { expect, test } from 'vitest';
import { toFileId } from '../host/narrow.ts';
import { CONVENTIONS } from '../rules/registry.ts';
import { LeftToTools, toolSettingsOf } from './left-to-tools.ts';

const OFF = { enabled: false };
const ACTION = (level: string): object => ({ actions: { source: { organizeImports: level } } });
/** What Biome itself does with `lib/a.ts`, `src/lib/a.ts` and `src/b.ts`. */
test.each([
  [{ files: { includes: ['**', '!!**/lib', '**/*.ts'] } }, ['src/b.ts']],
  [{ files: { includes: ['**', '!**/lib', 'src/lib/**'] } }, ['src/b.ts']],
  [{ files: { includes: ['!!**/lib', '**'] } }, ['lib/a.ts', 'src/lib/a.ts', 'src/b.ts']],
  [{ files: { includes: ['**', '!**/lib/**', '**/*.ts'] } }, ['lib/a.ts', 'src/lib/a.ts', 'src/b.ts']],
  [{ files: { includes: ['**', '!!lib'] } }, ['src/lib/a.ts', 'src/b.ts']],
  [{ files: { ignore: ['lib'] } }, ['src/lib/a.ts', 'src/b.ts']],
  [{ assist: { includes: ['**', '!**/lib'] } }, ['lib/a.ts', 'src/lib/a.ts', 'src/b.ts']],
  [{ assist: { includes: ['**', '!!**/lib/**'] } }, ['src/b.ts']],
  [{ overrides: [{ includes: ['lib/**'], assist: OFF }] }, ['src/lib/a.ts', 'src/b.ts']],
  [{ overrides: [{ includes: ['lib/**'], assist: ACTION('off') }] }, ['src/lib/a.ts', 'src/b.ts']],
  [{ overrides: [{ includes: ['**', '!**/lib/**'], assist: OFF }] }, ['lib/a.ts', 'src/lib/a.ts']],
  [{ overrides: [{ includes: ['**/lib'], assist: OFF }] }, ['lib/a.ts', 'src/lib/a.ts', 'src/b.ts']],
  [{ assist: OFF, overrides: [{ includes: ['lib/**'], assist: { enabled: true } }] }, ['lib/a.ts']],
  [{ assist: OFF, overrides: [{ includes: ['lib/**'], assist: ACTION('on') }] }, []],
  [{ assist: ACTION('off'), overrides: [{ includes: ['lib/**'], assist: { enabled: true } }] }, []],
])('the files that Biome sorts are left to it: %j', (settings, sorted) => {
  const order = CONVENTIONS.find((c) => c.id.endsWith('/import-order'));
  if (order === undefined) throw new Error('no such convention');
  const left = new LeftToTools(toolSettingsOf(new Map([[toFileId('biome.json'), JSON.stringify(settings)]])), null, []);
  const files = ['lib/a.ts', 'src/lib/a.ts', 'src/b.ts'].map(toFileId);
  expect(files.filter((file) => left.to(order, 'typescript', file) !== null)).toEqual(sorted);
});
