import { describe, expect, test } from 'vitest';
import { workspaceLayout } from './workspace-packages.ts';

function layout(files: Readonly<Record<string, string>>): string[] {
  const { tools, packages } = workspaceLayout(new Map(Object.entries(files)));
  return [
    tools.join('+'),
    ...packages.map(
      (p) => `${p.path || '.'} ${p.name}${p.dependencies.length > 0 ? ` -> ${p.dependencies.join(' ')}` : ''}`,
    ),
  ];
}

const npm = (name: string, dependencies: readonly string[] = []): string =>
  JSON.stringify({ name, dependencies: Object.fromEntries(dependencies.map((d) => [d, '*'])) });
const pom = (artifact: string, rest = ''): string =>
  `<?xml version="1.0"?><!-- <modules><module>no</module></modules> -->
   <project><groupId>org.acme</groupId><artifactId>${artifact}</artifactId>${rest}</project>`;
const depends = (artifact: string): string =>
  `<dependencies><dependency><groupId>\${project.groupId}</groupId><artifactId>${artifact}</artifactId></dependency></dependencies>`;
const csproj = (...references: string[]): string =>
  `<Project Sdk="Microsoft.NET.Sdk"><ItemGroup>${references.map((r) => `<ProjectReference Include="${r}" />`).join('')}</ItemGroup></Project>`;

const three = ['a', 'b', 'c'] as const;
const NPM_MEMBERS = {
  'packages/a/package.json': npm('@acme/a'),
  'packages/b/package.json': npm('@acme/b', ['@acme/a', 'react']),
  'packages/c/package.json': npm('@acme/c', ['@acme/b', '@acme/a']),
  'examples/x/package.json': npm('x'),
};
const NPM_LAYOUT = [
  'packages/a @acme/a',
  'packages/b @acme/b -> npm:packages/a',
  'packages/c @acme/c -> npm:packages/a npm:packages/b',
];

describe('three packages that know each other', () => {
  test.each([
    ['npm', { 'package.json': '{"name":"root","workspaces":["packages/*"]}', ...NPM_MEMBERS }],
    [
      'yarn',
      { 'package.json': '{"packageManager":"yarn@4.1.0","workspaces":{"packages":["./packages/*/"]}}', ...NPM_MEMBERS },
    ],
    ['bun', { 'package.json': '{"packageManager":"bun@1.2.0","workspaces":["packages/{a,b,c}"]}', ...NPM_MEMBERS }],
    [
      'pnpm',
      {
        'package.json': '{"workspaces":["examples/*"]}',
        'pnpm-workspace.yaml':
          '# all\npackages:\n  - "packages/**" # here\n  - \'!packages/d\'\ncatalog:\n  - examples/*\n',
        ...NPM_MEMBERS,
        'packages/d/package.json': npm('d'),
      },
    ],
    ['pnpm', { 'pnpm-workspace.yaml': 'packages: [\n  packages/a, "packages/b",\n  packages/c,\n]\n', ...NPM_MEMBERS }],
    ['lerna', { 'lerna.json': '{}', 'package.json': npm('root'), ...NPM_MEMBERS }],
  ])('%s', (tool, files) => {
    expect(layout(files)).toEqual([tool, ...NPM_LAYOUT]);
  });

  test('Nx, where folders have only a project.json', () => {
    const project = (name: string, uses: readonly string[] = []): string =>
      JSON.stringify({ name, targets: {}, implicitDependencies: uses });
    const files = {
      'nx.json': '{}',
      'libs/a/project.json': project('a'),
      'libs/b/project.json': project('b', ['a', '!c']),
      'apps/c/project.json': JSON.stringify({ name: 'c', tags: [] }),
      'net/project.json': JSON.stringify({ name: 'old', frameworks: {} }),
    };
    expect(layout(files)).toEqual(['nx', 'apps/c c', 'libs/a a', 'libs/b b -> npm:libs/a']);
  });

  test('Cargo, with a root crate and what it depends on by path', () => {
    const crate = (name: string, rest = ''): string => `[package]\nname = "${name}"\n${rest}`;
    expect(
      layout({
        'Cargo.toml': crate(
          'root',
          '[dependencies]\nlogger = { path = "tools/log" }\n[workspace]\nmembers = ["crates/*"]\nexclude = ["crates/z"]\n',
        ),
        'tools/log/Cargo.toml': crate('logger'),
        'crates/a/Cargo.toml': crate(
          'a',
          '[target.\'cfg(unix)\'.dependencies]\nlog = { package = "logger", version = "1" }\n',
        ),
        'crates/z/Cargo.toml': crate('z'),
        'other/Cargo.toml': crate('other'),
      }),
    ).toEqual(['cargo', '. root -> cargo:tools/log', 'crates/a a -> cargo:tools/log', 'tools/log logger']);
  });

  test('Cargo, where members bring along what they depend on by path', () => {
    const crate = (name: string, ...paths: readonly string[]): string =>
      `[package]\nname = "${name}"\n[dependencies]\n${paths.map((path, i) => `d${i} = { path = "${path}" }\n`).join('')}`;
    expect(
      layout({
        'Cargo.toml': '[workspace]\nmembers = ["a"]\nexclude = ["old"]\n',
        'a/Cargo.toml': crate('a', '../lib/one', '../old/x', '../../outside'),
        'lib/one/Cargo.toml': crate('one', '../two', '../../a'),
        'lib/two/Cargo.toml': crate('two'),
        'lib/three/Cargo.toml': crate('three'),
        'old/x/Cargo.toml': crate('x'),
      }),
    ).toEqual(['cargo', 'a a -> cargo:lib/one', 'lib/one one -> cargo:a cargo:lib/two', 'lib/two two']);
  });

  test('Go, with and without go.work', () => {
    const modules = {
      'a/go.mod': 'module example.com/a\n\ngo 1.22\n',
      'b/go.mod': 'module example.com/b\n\nrequire (\n\texample.com/a v1.0.0 // indirect\n\tother.org/x v1\n)\n',
      'c/go.mod': 'module "example.com/c"\nrequire example.com/b v0.1.0\n',
    };
    const packages = ['a example.com/a', 'b example.com/b -> go:a', 'c example.com/c -> go:b'];
    expect(layout({ 'go.work': 'go 1.22\n\nuse (\n\t./a // one\n\t./b\n)\nuse ./c\n', ...modules })).toEqual([
      'go',
      ...packages,
    ]);
    expect(layout(modules)).toEqual(['', ...packages]);
  });

  test('Maven, modules of modules and a flat layout', () => {
    expect(
      layout({
        'pom.xml': pom(
          'root',
          '<packaging>pom</packaging><modules><module>a</module><module>group/pom.xml</module></modules>',
        ),
        'a/pom.xml': pom('a'),
        'group/pom.xml': pom(
          'group',
          '<packaging>pom</packaging><modules><module>b</module><module>../c</module></modules>',
        ),
        'group/b/pom.xml': pom('b', depends('a')),
        'c/pom.xml': pom('c', depends('b')),
        'd/pom.xml': pom('d'),
      }),
    ).toEqual(['maven', 'a org.acme:a', 'c org.acme:c -> maven:group/b', 'group/b org.acme:b -> maven:a']);
  });

  test.each([
    [
      'settings.gradle',
      "// include 'no'\ninclude ':a', ':libs:b'\ninclude 'c'\nproject(':c').projectDir = file('apps/c')\n",
    ],
    [
      'settings.gradle.kts',
      'include(":a",\n  ":libs:b")\ninclude("c")\nproject(":c").projectDir = file("apps/c")\n/* include(":no") */\n',
    ],
  ])('Gradle: %s', (name, settings) => {
    const build = name.replace('settings', 'build');
    expect(
      layout({
        [name]: settings,
        [`a/${build}`]: 'plugins { java }\n',
        [`libs/b/${build}`]: 'dependencies { implementation(project(":a")) }\n',
        [`apps/c/${build}`]:
          "dependencies {\n  // implementation(project(':a'))\n  implementation(project(':libs:b'))\n}\n",
        [`no/${build}`]: '',
      }),
    ).toEqual(['gradle', 'a a', 'apps/c c -> gradle:libs/b', 'libs/b b -> gradle:a']);
  });

  test('Gradle: a project that lies elsewhere is called by its name, and found by it', () => {
    expect(
      layout({
        'settings.gradle.kts': 'include(":app", ":lib")\nproject(":app").projectDir = file("application")\n',
        'application/build.gradle.kts': '',
        'lib/build.gradle.kts': 'dependencies { implementation(project(":app")) }\n',
      }),
    ).toEqual(['gradle', 'application app', 'lib lib -> gradle:application']);
  });

  test('.NET: a solution, one in XML, and neither', () => {
    const projects = {
      'src/A/A.csproj': csproj(),
      'src/B/B.csproj': csproj('..\\A\\A.csproj'),
      'src/C/C.csproj': csproj('../B/B.csproj'),
    };
    const line = (n: string): string => `Project("{FAE0}") = "${n}", "..\\src\\${n}\\${n}.csproj", "{0}"\nEndProject`;
    const packages = ['src/A A', 'src/B B -> dotnet:src/A', 'src/C C -> dotnet:src/B'];
    expect(layout({ 'build/All.sln': ['A', 'B', 'C'].map(line).join('\n'), ...projects })).toEqual([
      'dotnet',
      ...packages,
    ]);
    expect(
      layout({
        'All.slnx':
          '<Solution><Project Path="src/A/A.csproj"/><Project Path="src/B/B.csproj"/><Project Path="src/C/C.csproj"/></Solution>',
        ...projects,
      }),
    ).toEqual(['dotnet', ...packages]);
    expect(layout({ ...projects, 'samples/S/S.csproj': csproj() })).toEqual(['', ...packages]);
  });

  test('Python: uv, hatch, and several manifests beside each other', () => {
    const members = {
      'libs/a/pyproject.toml': '[project]\nname = "Acme.A"\n',
      'libs/b/pyproject.toml': '[project]\nname = "acme-b"\ndependencies = ["acme_a>=1; python_version > \'3\'"]\n',
      'libs/c/pyproject.toml': '[tool.poetry]\nname = "c"\n[tool.poetry.dependencies]\nb = { path = "../b" }\n',
    };
    const packages = ['libs/a acme-a', 'libs/b acme-b -> python:libs/a', 'libs/c c -> python:libs/b'];
    expect(layout({ 'pyproject.toml': '[tool.uv.workspace]\nmembers = ["libs/*"]\n', ...members })).toEqual([
      'uv',
      ...packages,
    ]);
    expect(
      layout({
        'pyproject.toml': '[tool.hatch.envs.default]\nworkspace.members = ["libs/a", {path = "libs/b"}, "libs/c"]\n',
        ...members,
      }),
    ).toEqual(['hatch', ...packages]);
    expect(layout({ ...members, 'tests/x/pyproject.toml': '[project]\nname = "x"\n' })).toEqual(['', ...packages]);
    const setup = (name: string, requires: string): string =>
      `from setuptools import setup\nsetup(\n    name="${name}",\n    install_requires=[${requires}],\n)\n`;
    expect(layout({ 'a/setup.py': setup('a', ''), 'b/setup.py': setup('b', "'a>=1', 'flask'") })).toEqual([
      '',
      'a a',
      'b b -> python:a',
    ]);
  });

  test('PHP: path repositories', () => {
    const composer = (name: string, ...require: string[]): string =>
      JSON.stringify({ name, require: Object.fromEntries(require.map((r) => [r, '*'])) });
    expect(
      layout({
        'composer.json':
          '{"name":"acme/app","repositories":[{"type":"path","url":"packages/*"},{"type":"vcs","url":"other/*"}]}',
        ...Object.fromEntries(
          three.map((n, i) => [
            `packages/${n}/composer.json`,
            composer(`acme/${n}`, ...(i === 0 ? ['php'] : [`acme/${three[i - 1]}`])),
          ]),
        ),
      }),
    ).toEqual([
      'composer',
      'packages/a acme/a',
      'packages/b acme/b -> php:packages/a',
      'packages/c acme/c -> php:packages/b',
    ]);
  });

  test('Ruby: several gemspecs', () => {
    const gem = (name: string, ...uses: string[]): string =>
      `Gem::Specification.new do |spec|\n  spec.name = "${name}"\n${uses.map((u) => `  spec.add_dependency "${u}", "~> 1"\n`).join('')}end\n`;
    expect(
      layout({ 'a/a.gemspec': gem('a'), 'b/b.gemspec': gem('b', 'a'), 'c/c.gemspec': gem('c', 'b', 'rack') }),
    ).toEqual(['', 'a a', 'b b -> ruby:a', 'c c -> ruby:b']);
  });
});

test('two ecosystems side by side are both found', () => {
  const files = {
    'package.json': '{"workspaces":["web/*"]}',
    'web/a/package.json': npm('a'),
    'web/b/package.json': npm('b'),
    'Cargo.toml': '[workspace]\nmembers=["rust/x"]',
    'rust/x/Cargo.toml': '[package]\nname="x"',
  };
  expect(layout(files)).toEqual(['cargo+npm', 'rust/x x', 'web/a a', 'web/b b']);
});

test('a single package, and none', () => {
  expect(layout({ 'package.json': npm('only'), 'fixtures/x/package.json': npm('x') })).toEqual(['', '. only']);
  expect(layout({})).toEqual(['']);
});

describe('hostile manifests', () => {
  test('name nothing outside the root', () => {
    const outside = ['../../etc', '/etc/*', '..', '../**', '*/../../x'];
    const none = ['', '. '];
    expect(layout({ 'package.json': JSON.stringify({ workspaces: outside }), 'a/package.json': npm('a') })).toEqual(
      none,
    );
    const modules = '<modules><module>../../x</module></modules>';
    expect(layout({ 'pom.xml': pom('r', modules), 'x/pom.xml': pom('x') })).toEqual(['', '. org.acme:r']);
    const settings = "include ':a'\nproject(':a').projectDir = file('../../x')";
    expect(layout({ 'settings.gradle': settings, 'x/build.gradle': '' })).toEqual(['']);
  });

  test('prototype keys and values of unexpected form are only data', () => {
    expect(
      layout({
        'package.json': '{"name":"__proto__","workspaces":["__proto__",7,null],"dependencies":{"__proto__":{"x":1}}}',
        '__proto__/package.json': npm('constructor'),
      }),
    ).toEqual(['npm', '__proto__ constructor']);
    for (const text of [
      '',
      'null',
      '[]',
      '{',
      '7',
      '"x"',
      '<',
      '<a',
      '<!--',
      '<a b="',
      '<![CDATA[',
      'packages:',
      'packages: [',
      'use (',
      'include "',
      "include('",
    ]) {
      for (const name of [
        'package.json',
        'pnpm-workspace.yaml',
        'lerna.json',
        'nx.json',
        'project.json',
        'Cargo.toml',
        'go.mod',
        'go.work',
        'pom.xml',
        'build.gradle',
        'settings.gradle',
        'x.csproj',
        'x.sln',
        'x.slnx',
        'pyproject.toml',
        'setup.py',
        'composer.json',
        'x.gemspec',
      ])
        expect(() => layout({ [name]: text })).not.toThrow();
    }
  });

  test('cost time in proportion to their size', () => {
    const size = 900_000;
    const fill = (unit: string): string => unit.repeat(Math.floor(size / unit.length));
    const bombs: Record<string, string> = {
      'a/pom.xml': fill('<a b="'),
      'b/pom.xml': fill('<modules><module>x'),
      'c/pom.xml': fill('<!--'),
      'a/settings.gradle': fill("include ':a',\n"),
      'b/settings.gradle': fill('include "'),
      'a/build.gradle': fill('project('),
      'pnpm-workspace.yaml': `packages:\n${fill('- "**/*/**/*"\n')}`,
      'a/setup.py': fill('name ='),
      'b/setup.py': fill('install_requires=['),
      'a/x.csproj': fill('<ProjectReference Include="../'),
      'a/x.sln': fill('Project("'),
      'a/x.gemspec': fill('.add_dependency'),
      'a/go.mod': fill('require (\n'),
      'package.json': JSON.stringify({
        workspaces: Array.from({ length: 50_000 }, (_, i) => `${'*/**/'.repeat(3)}x${i}`),
      }),
    };
    for (let i = 0; i < 2_000; i++) bombs[`deep/${'d/'.repeat(40)}p${i}/package.json`] = npm(`p${i}`);
    const before = performance.now();
    workspaceLayout(new Map(Object.entries(bombs)));
    // Seconds where the cost is linear; hours where it is not.
    expect(performance.now() - before).toBeLessThan(20_000);
  });
});
