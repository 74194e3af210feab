import { expect, test } from 'vitest';
import { createMemoryHost, type MemoryHostOptions } from '../../host/memory-host.ts';
import { scanWorkspace } from '../scan/scan-workspace.ts';
import { readShape } from './read-shape.ts';

const OPTIONS = {
  maxFileSize: 1_000_000,
  include: [],
  extraIgnore: [],
  followSymlinks: false,
  defaultIgnores: 'smart',
} as const;

async function shapeOf(files: Readonly<Record<string, string>>, links: MemoryHostOptions['links'] = {}) {
  const rooted = Object.fromEntries(Object.entries(files).map(([path, text]) => [`/w/${path}`, text]));
  const host = createMemoryHost({
    files: { '/w/': '', ...rooted, '/out/ci.yml': '', '/out/package.json': '{"dependencies":{"vue":"3"}}' },
    links,
  });
  return readShape(host, '/w', await scanWorkspace(host, '/w', OPTIONS, new AbortController().signal));
}

test('languages by their files, with what else says so; Swift is only counted', async () => {
  const shape = await shapeOf({
    'tsconfig.json': '{}',
    'a.ts': '',
    'b.tsx': '',
    'c.mts': '',
    'tool.py': '',
    'go.mod': 'module x',
    'ios/Package.swift': '',
    'ios/App.swift': '',
    'node_modules/x/y.rb': '',
  });
  expect(shape.languages).toEqual([
    { language: 'typescript', files: 3, share: 0.75, markers: ['tsconfig.json'] },
    { language: 'python', files: 1, share: 0.25, markers: [] },
  ]);
  expect(shape.unsupported).toEqual([{ language: 'swift', files: 2 }]);
  expect(shape.layout).toEqual({ kind: 'single', tools: [] });
});

test.each([
  ['npm', {}],
  ['yarn', { 'yarn.lock': '' }],
  ['bun', { 'bun.lockb': '' }],
  ['npm', { 'sub/yarn.lock': '' }],
  ['pnpm', { 'pnpm-workspace.yaml': 'packages: ["p/*"]\n', 'yarn.lock': '' }],
])('workspaces of package.json are those of %s', async (tool, files) => {
  const members = { 'p/a/package.json': '{"name":"a"}', 'p/b/package.json': '{"name":"b"}' };
  const shape = await shapeOf({ 'package.json': '{"workspaces":["p/*"]}', ...members, ...files });
  expect(shape.layout).toEqual({ kind: 'monorepo', tools: [tool] });
});

test('frameworks with their places, formatters, CI and editors', async () => {
  const shape = await shapeOf({
    'package.json': '{"workspaces":["apps/*"],"prettier":{}}',
    'apps/web/package.json': '{"name":"web","dependencies":{"next":"15","react":"19"}}',
    'apps/web/page.tsx': '',
    'apps/api/package.json': '{"name":"api","dependencies":{"express":"5","web":"*"}}',
    'apps/api/a.js': '',
    'apps/api/b.js': '',
    'apps/api/c.ts': '',
    'ml/requirements.txt': '# tools\nFastAPI>=0.1\n-r other.txt\n',
    'ml/pyproject.toml': '[project]\nname="ml"\n[tool.black]\nline-length = 100\n',
    '.editorconfig': '',
    '.github/workflows/ci.yml': '',
    '.vscode/settings.json': '',
  });
  expect(shape.frameworks).toEqual([
    { name: 'Next.js', places: ['apps/web'] },
    { name: 'React', places: ['apps/web'] },
    { name: 'Express', places: ['apps/api'] },
    { name: 'FastAPI', places: ['ml'] },
  ]);
  expect(shape.packages.map((p) => [p.id, p.name, p.language, p.files, p.frameworks, p.dependencies])).toEqual([
    ['npm:apps/api', 'api', 'javascript', 3, ['Express'], ['npm:apps/web']],
    ['npm:apps/web', 'web', 'typescript', 1, ['Next.js', 'React'], []],
  ]);
  expect(shape.formatters).toEqual(['EditorConfig', 'Prettier', 'Black']);
  expect(shape.ci).toEqual(['GitHub Actions']);
  expect(shape.editors).toEqual(['VS Code']);
});

test('what lies behind links is not looked at', async () => {
  const shape = await shapeOf(
    { 'a.ts': '' },
    { '/w/package.json': '/out/package.json', '/w/.circleci': '/out', '/w/.github/workflows': '../../out' },
  );
  expect(shape.frameworks).toEqual([]);
  expect(shape.ci).toEqual([]);
});

test('an empty folder is nothing', async () => {
  expect(await shapeOf({})).toEqual({
    languages: [],
    unsupported: [],
    frameworks: [],
    layout: { kind: 'single', tools: [] },
    packages: [],
    formatters: [],
    ci: [],
    editors: [],
    files: 0,
  });
});

test('a package that names itself nowhere is called as its folder', async () => {
  const shape = await shapeOf({ 'build.gradle': '', 'A.java': '' });
  expect(shape.packages.map((p) => p.name)).toEqual(['w']);
});
