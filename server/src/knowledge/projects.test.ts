import { expect, test } from 'vitest';
import { FRAMEWORKS, frameworksAmong } from './frameworks.ts';
import { IMPORT_SORTERS, mayTellOfSorting, SORTER_FILES } from './import-sorters.ts';
import { PROJECT_TOOLS, toolsAmong } from './project-tools.ts';
import { sortersIn, verdictsIn } from './read-sorters.ts';

test.each(FRAMEWORKS.map((f) => [f.name, f] as const))(
  '%s is told by its libraries and nothing near them',
  (name, f) => {
    expect(frameworksAmong([f.example]).map((found) => found.name)).toEqual([name]);
    expect(frameworksAmong([f.nearMiss])).toEqual([]);
  },
);

test.each(PROJECT_TOOLS.map((t) => [t.name, t] as const))(
  '%s is told by its files and nothing near them',
  (name, t) => {
    expect(toolsAmong(t.kind, [t.example])).toEqual([name]);
    expect(toolsAmong(t.kind, [t.nearMiss])).toEqual([]);
  },
);

test('several come in the order of the tables', () => {
  expect(frameworksAmong(['react', 'left-pad', 'next', 'react']).map((f) => f.name)).toEqual(['Next.js', 'React']);
  expect(toolsAmong('ci', ['Jenkinsfile', '.travis.yml', '.gitlab-ci.yml'])).toEqual([
    'GitLab CI',
    'Jenkins',
    'Travis CI',
  ]);
});

test.each(IMPORT_SORTERS.map((s) => [s.name, s] as const))(
  'that %s sorts imports is told by its settings and nothing near them',
  (name, s) => {
    expect(sortersIn(...s.example).map((found) => found.name)).toContain(name);
    expect(sortersIn(...s.nearMiss).map((found) => found.name)).not.toContain(name);
    // What is watched is what is read.
    for (const [file] of [s.example, s.nearMiss]) {
      expect(mayTellOfSorting(file)).toBe(true);
      expect(
        SORTER_FILES.some((glob) => file === glob || (glob.endsWith('*') && file.startsWith(glob.slice(0, -1)))),
      ).toBe(true);
    }
  },
);

test.each([
  ['biome.jsonc', '{\n  // "organizeImports": "off"\n}', ['Biome']],
  ['biome.json', '{ "assist": { "enabled": false } }', []],
  ['biome.json', '{ "assist": { "actions": { "recommended": true }, "enabled": false } }', []],
  [
    'biome.json',
    '{ "assist": { "enabled": true, "actions": { "source": { "organizeImports": { "level": "off" } } } } }',
    [],
  ],
  ['biome.json', '{ "files": { "includes": ["src/**"] }, }', ['Biome']],
  ['.eslintrc.json', '{ "extends": ["airbnb-base"] }', ['ESLint']],
  ['.eslintrc.yml', 'extends:\n  - airbnb\n', ['ESLint']],
  ['.eslintrc.json', '{ "rules": { "import/order": "off" }, "extends": "airbnb" }', []],
  ['.eslintrc.json', '{ "rules": { "import/order": 0, "simple-import-sort/imports": 2 } }', ['ESLint']],
  ['.eslintrc.json', '{ "extends": ["airbnb/hooks"] }', []],
  ['eslint.config.js', "/* ours */ export default [{ rules: { 'import/order': 2 } }];", ['ESLint']],
  ['eslint.config.js', "export default [{ rules: {} }]; /* 'import/order': 2 */", []],
  [
    'eslint.config.js',
    "const a = 'https://a.example/*'; export default [{ rules: { 'import/order': 2 } }];",
    ['ESLint'],
  ],
  ['phpcs.xml', '<!-- <rule ref="SlevomatCodingStandard.Namespaces.AlphabeticallySortedUses"/> -->', []],
  ['pyproject.toml', '[tool.ruff]\nlint = { select = ["E", "I"], preview = true }\n', ['Ruff']],
  ['ruff.toml', 'lint = { extend-select = ["I001"] }\n', ['Ruff']],
  ['ruff.toml', '[lint]\nselect = ["ALL"]\nignore = ["D", "I001"]\n', []],
  ['ruff.toml', '[lint]\nselect = ["I"]\nextend-ignore = ["I"]\n', []],
  ['ruff.toml', '[lint]\nselect = ["I"]\n[lint.per-file-ignores]\n"__init__.py" = ["I001"]\n', ['Ruff']],
  ['.eslintrc.yml', 'rules:\n  import/order:\n    - error\n', ['ESLint']],
  ['.eslintrc.yml', 'rules:\n  import/order:\n    - off\n', []],
  ['eslint.config.js', "  // 'import/order': 'error',", []],
  ['package.json', '{ "prettier": { "plugins": ["prettier-plugin-organize-imports"] } }', ['Prettier']],
  ['package.json', '{ "eslintConfig": { "rules": { "import/order": ["error"] } } }', ['ESLint']],
  ['package.json', '{ "prettier": ', []],
  ['pyproject.toml', '[tool.isort]\nprofile = "black"\n', ['isort']],
  ['pyproject.toml', '[tool.ruff.lint]\nselect = [\n  "E", # I\n  "I",\n]\n', ['Ruff']],
  ['.isort.cfg', '[settings]\n', ['isort']],
  ['.php-cs-fixer.php', "<?php\n  // 'ordered_imports' => true\n", []],
  [
    'build.gradle',
    'spotless { java { googleJavaFormat() }\n kotlin { ktlint() } }',
    ['ktlint, ktfmt or Spotless', 'Spotless or google-java-format'],
  ],
  [
    '.editorconfig',
    '[*.cs]\ndotnet_sort_system_directives_first=true\n[*.kt]\nktlint_code_style = official\n',
    ['ktlint', 'the C# formatter'],
  ],
] as const)('%s %j', (file, text, tools) => {
  expect(sortersIn(file, text).map((s) => s.name)).toEqual(tools);
});

test.each([
  ['biome.json', '{ "organizeImports": { "enabled": false } }', false],
  ['biome.json', '{ "root": false, "extends": "//", "formatter": {} }', undefined],
  ['.eslintrc.json', '{ "rules": { "import/order": "off" } }', false],
  ['.eslintrc.json', '{ "rules": { "no-var": "error" } }', undefined],
  ['.eslintrc.json', '{ "root": true, "rules": { "no-var": "error" } }', false],
  ['.eslintrc.json', '{ "extends": "eslint:recommended", "root": true }', false],
  ['.eslintrc.yml', 'root: true\nextends: eslint:recommended\nrules: {}\n', false],
  ['.eslintrc.js', 'module.exports = {\n  root: true,\n  plugins: ["import"],\n};', false],
  ['package.json', '{ "eslintConfig": { "root": true } }', false],
  ['package.json', '{ "root": true }', undefined],
  ['.eslintrc.json', '{ "root": false }', undefined],
  ['.eslintrc.json', '{ "root": true, "extends": "airbnb" }', true],
  ['.eslintrc.json', '{ "root": true, "extends": ["../.eslintrc"] }', undefined],
  ['.eslintrc.json', '{ "root": true, "extends": ["eslint:recommended", "ours"] }', undefined],
  ['.eslintrc.js', 'module.exports = { root: true, ...require("../eslint") };', undefined],
  ['ruff.toml', '[lint]\nselect = ["E"]\n', false],
  ['ruff.toml', 'extend = "../ruff.toml"\n[lint]\nselect = ["E"]\n', undefined],
  ['pyproject.toml', '[project]\nname = "a"\n', undefined],
  ['.prettierrc', '{ "semi": false }', false],
  ['package.json', '{ "name": "a" }', undefined],
] as const)('%s %j says that imports are sorted, or not, or nothing of it', (file, text, sorts) => {
  expect(verdictsIn(file, text).map((v) => v.sorts)).toEqual(sorts === undefined ? [] : [sorts]);
});

test.each(IMPORT_SORTERS.map((s) => [s.name, s] as const))(
  'settings made to be slow are read at once: %s',
  (_, { example }) => {
    const [file, text] = example;
    const parts = ['\n', ' ', 'select = ["', '"organizeImports": {', '"rules": {"import/order": ["', text.slice(0, -1)];
    parts.push('{ ', 'import/order:[', 'extends:\n   - ', 'extends: [ ', 'root : ');
    // What a quadratic pattern takes minutes for; the time a test may take is the bound.
    for (const gap of [' ', '\n'])
      for (const word of ['"import/order":', '{ "root": true, "extends":', '{ "extends": [', '{ "root"'])
        sortersIn(file, `${word}${gap.repeat(65_000)}x`);
    for (const part of parts)
      expect(() => sortersIn(file, part.repeat(Math.ceil(500_000 / part.length)))).not.toThrow();
  },
);
