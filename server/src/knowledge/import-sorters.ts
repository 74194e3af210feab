import type { LanguageId } from '@drift/shared';

/** A tool that puts imports in order, and how a settings file gives away that it does. */
export interface ImportSorter {
  readonly name: string;
  readonly languages: readonly LanguageId[];
  /** Names of its settings files. */
  readonly file: RegExp;
  /** What their text says where imports are sorted. */
  readonly sign: RegExp;
  /** What it says where they are not, whatever else it says. */
  readonly offSign?: RegExp;
  /** The table of a shared TOML or INI file (up to the next one of another name), or the key of `package.json`, it must stand in. */
  readonly inside?: { readonly file: RegExp; readonly part: RegExp | string };
  readonly example: readonly [file: string, text: string];
  readonly nearMiss: readonly [file: string, text: string];
}

const SCRIPTS = ['javascript', 'typescript'] as const;
const PACKAGE_JSON = /^package\.json$/;
const GRADLE = /^build\.gradle(?:\.kts)?$/;
const PRETTIER_SORTS = /(?:sort|organize)-imports|"?importOrder"?\s*:/;
/** Rules of linters that move imports, where the next word does not switch them off. */
const ESLINT_SORTS =
  /(?:\b(?:import|import-x)\/order|simple-import-sort\/imports|perfectionist\/sort-imports|import-helpers\/order-imports)['"]?\s*:(?!\s*[[-]?\s*(?:['"]?off\b|0\b))|perfectionist[.\w]*\[?['".]{1,2}recommended/;

/** Every tool that is recognised. The order of imports is its business then, and no convention of the code. */
export const IMPORT_SORTERS: readonly ImportSorter[] = [
  {
    name: 'Biome',
    languages: SCRIPTS,
    file: /^biome\.jsonc?$/,
    sign: /^/,
    offSign:
      /"organizeImports"\s*:\s*(?:"off"|\{[^{}]*(?:"enabled"\s*:\s*false|"level"\s*:\s*"off"))|"assist"\s*:\s*\{\s*"enabled"\s*:\s*false/,
    example: ['biome.json', '{ "assist": { "actions": { "source": { "organizeImports": "on" } } } }'],
    nearMiss: ['biome.json', '{ "organizeImports": { "enabled": false } }'],
  },
  {
    name: 'Prettier',
    languages: SCRIPTS,
    file: /^(?:\.prettierrc(?:\..+)?|prettier\.config\.[cm]?[jt]s|package\.json)$/,
    sign: PRETTIER_SORTS,
    inside: { file: PACKAGE_JSON, part: 'prettier' },
    example: ['.prettierrc', '{ "plugins": ["@trivago/prettier-plugin-sort-imports"] }'],
    nearMiss: ['package.json', '{ "devDependencies": { "prettier-plugin-organize-imports": "4" }, "prettier": {} }'],
  },
  {
    name: 'ESLint',
    languages: SCRIPTS,
    file: /^(?:eslint\.config\.[cm]?[jt]s|\.eslintrc(?:\..+)?|package\.json)$/,
    sign: ESLINT_SORTS,
    inside: { file: PACKAGE_JSON, part: 'eslintConfig' },
    example: ['eslint.config.mjs', "export default [{ rules: { 'simple-import-sort/imports': 'error' } }];"],
    nearMiss: ['.eslintrc.json', '{ "rules": { "import/order": "off" } }'],
  },
  {
    name: 'Ruff',
    languages: ['python'],
    file: /^(?:\.?ruff\.toml|pyproject\.toml)$/,
    sign: /^[ \t]*(?:lint\.)?(?:extend-)?select\s*=\s*\[[^\]]{0,2000}["'](?:I|I00|I001|ALL)["']/m,
    inside: { file: /^pyproject\.toml$/, part: /^\s*\[tool\.ruff\b/ },
    example: ['pyproject.toml', '[tool.ruff.lint]\nselect = ["E", "I"]\n'],
    nearMiss: ['pyproject.toml', '[tool.ruff.lint]\nselect = ["E", "ICN"]\n[tool.other]\nselect = ["I"]\n'],
  },
  {
    name: 'isort',
    languages: ['python'],
    file: /^(?:\.isort\.cfg|setup\.cfg|tox\.ini|pyproject\.toml)$/,
    sign: /^[ \t]*\[(?:tool[.:])?(?:isort|settings)\]/m,
    inside: { file: /^(?:setup\.cfg|tox\.ini|pyproject\.toml)$/, part: /^\s*\[(?:tool[.:])?isort\]/ },
    example: ['setup.cfg', '[metadata]\nname = a\n[isort]\nprofile = black\n'],
    nearMiss: ['setup.cfg', '[settings]\nname = a\n'],
  },
  {
    name: 'PHP CS Fixer',
    languages: ['php'],
    file: /^\.php[-_]cs(?:[-_]fixer)?(?:\.dist)?(?:\.php)?$/,
    // The rule sets of Symfony and of the fixer hold the rule.
    sign: /['"]ordered_imports['"]|['"]@(?:Symfony|PhpCsFixer)(?::risky)?['"]\s*=>\s*true/,
    offSign: /['"]ordered_imports['"]\s*=>\s*false/,
    example: ['.php-cs-fixer.dist.php', "<?php return (new C())->setRules(['ordered_imports' => true]);"],
    nearMiss: [
      '.php-cs-fixer.php',
      "<?php return (new C())->setRules(['@PSR12' => true, 'no_unused_imports' => true]);",
    ],
  },
  {
    name: 'Pint',
    languages: ['php'],
    file: /^pint\.json$/,
    // Its own preset and Symfony's hold the rule.
    sign: /"ordered_imports"|"preset"\s*:\s*"(?:laravel|symfony)"|^(?![\s\S]*"preset")/,
    offSign: /"ordered_imports"\s*:\s*false/,
    example: ['pint.json', '{ "preset": "laravel" }'],
    nearMiss: ['pint.json', '{ "preset": "empty" }'],
  },
  {
    name: 'PHP_CodeSniffer',
    languages: ['php'],
    file: /^\.?phpcs(?:\.xml)?(?:\.dist)?$/,
    sign: /AlphabeticallySortedUses/,
    example: ['phpcs.xml.dist', '<rule ref="SlevomatCodingStandard.Namespaces.AlphabeticallySortedUses"/>'],
    nearMiss: ['phpcs.xml', '<rule ref="SlevomatCodingStandard.Namespaces.UnusedUses"/>'],
  },
  {
    name: 'ktlint',
    languages: ['kotlin'],
    file: /^\.editorconfig$/,
    sign: /^[ \t]*(?:ij_kotlin_imports_layout\s*=|ktlint_standard\w*\s*=\s*enabled|ktlint_standard_import-ordering\s*=\s*enabled|ktlint_code_style\s*=)/m,
    offSign: /^[ \t]*ktlint_standard_import-ordering\s*=\s*disabled/m,
    example: ['.editorconfig', '[*.kt]\nij_kotlin_imports_layout = *\n'],
    nearMiss: ['.editorconfig', '[*.kt]\nij_kotlin_allow_trailing_comma = true\n'],
  },
  {
    name: 'ktlint, ktfmt or Spotless',
    languages: ['kotlin'],
    file: GRADLE,
    sign: /\bktlint\b|\bktfmt\b/,
    example: ['build.gradle.kts', 'plugins { id("org.jlleitschuh.gradle.ktlint") version "12.1.0" }'],
    nearMiss: ['build.gradle.kts', 'plugins { id("io.gitlab.arturbosch.detekt") }'],
  },
  {
    name: 'Spotless or google-java-format',
    languages: ['java'],
    file: /^(?:build\.gradle(?:\.kts)?|pom\.xml)$/,
    sign: /googleJavaFormat|google-java-format|palantirJavaFormat|palantir-java-format|\bimportOrder\b|fmt-maven-plugin|impsort-maven-plugin/,
    example: ['pom.xml', '<plugin><artifactId>spotless-maven-plugin</artifactId><googleJavaFormat/></plugin>'],
    nearMiss: ['pom.xml', '<plugin><artifactId>spotbugs-maven-plugin</artifactId></plugin>'],
  },
  {
    name: 'the C# formatter',
    languages: ['csharp'],
    file: /^\.editorconfig$/,
    sign: /^[ \t]*dotnet_sort_system_directives_first\s*=\s*true/m,
    example: ['.editorconfig', '[*.cs]\ndotnet_sort_system_directives_first = true\n'],
    nearMiss: ['.editorconfig', '[*.cs]\ndotnet_separate_import_directive_groups = false\n'],
  },
  {
    name: 'rustfmt',
    languages: ['rust'],
    file: /^\.?rustfmt\.toml$/,
    sign: /^/,
    offSign: /^[ \t]*reorder_imports\s*=\s*false/m,
    example: ['rustfmt.toml', 'max_width = 100\n'],
    nearMiss: ['rustfmt.toml', 'reorder_imports = false\n'],
  },
  {
    name: 'golangci-lint',
    languages: ['go'],
    file: /^\.golangci\.(?:ya?ml|toml|json)$/,
    sign: /\b(?:gci|goimports)\b/,
    example: ['.golangci.yml', 'formatters:\n  enable:\n    - gci\n'],
    nearMiss: ['.golangci.yml', 'formatters:\n  enable:\n    - gofmt\n'],
  },
];

/** Globs of the names of all their settings files, for whoever watches them. */
export const SORTER_FILES: readonly string[] = [
  'biome.json',
  'biome.jsonc',
  '.prettierrc*',
  'prettier.config.*',
  'eslint.config.*',
  '.eslintrc*',
  'package.json',
  'ruff.toml',
  '.ruff.toml',
  '.isort.cfg',
  'setup.cfg',
  'tox.ini',
  'pyproject.toml',
  '.php*',
  'pint.json',
  'phpcs*',
  '.editorconfig',
  'build.gradle',
  'build.gradle.kts',
  'pom.xml',
  'rustfmt.toml',
  '.rustfmt.toml',
  '.golangci.*',
];

/** One pattern for all names: every name of a walk over the root is asked about. */
const ANY_FILE = new RegExp(IMPORT_SORTERS.map((s) => s.file.source).join('|'));

/** Whether a file of this name may tell that a tool sorts imports. */
export function mayTellOfSorting(name: string): boolean {
  return ANY_FILE.test(name);
}

/** Characters of settings in which a sign is looked for: no person writes more, and patterns must stay fast on any text. */
const MAX_SETTINGS = 65_536;

/** The tools that a settings file of this name sets to sorting imports, in the order of the table. */
export function sortersIn(name: string, text: string): readonly ImportSorter[] {
  return IMPORT_SORTERS.filter((sorter) => {
    if (!sorter.file.test(name)) return false;
    const told = withoutComments(name, partOf(sorter, name, text)).slice(0, MAX_SETTINGS);
    return sorter.sign.test(told) && sorter.offSign?.test(told) !== true;
  });
}

/** What of a shared file is about the tool. */
function partOf({ inside }: ImportSorter, name: string, text: string): string {
  if (inside === undefined || !inside.file.test(name)) return text;
  const { part } = inside;
  if (typeof part === 'string') return memberOf(text, part);
  let isIn = false;
  return text
    .split('\n')
    .filter((line) => {
      if (/^\s*\[[^[\]'"]+\]/.test(line)) isIn = part.test(line);
      return isIn;
    })
    .join('\n');
}

/** A member of a JSON object, as JSON again; nothing where there is none. */
function memberOf(text: string, name: string): string {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    const found =
      typeof value === 'object' && value !== null ? Object.entries(value).find(([k]) => k === name) : undefined;
    return found === undefined ? '' : JSON.stringify(found[1]);
  } catch {
    return '';
  }
}

/** What stands in a line of comment is not in force. */
function withoutComments(name: string, text: string): string {
  const mark =
    /\.(?:jsonc?|[cm]?[jt]s|php|kts|gradle)$/.test(name) || name.startsWith('.php')
      ? /^\s*(?:\/\/|\*|\/\*|#)/
      : /^\s*[#;]/;
  return text
    .split('\n')
    .filter((line) => !mark.test(line))
    .join('\n');
}
