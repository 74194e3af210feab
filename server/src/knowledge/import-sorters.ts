import type { LanguageId } from '@drift/shared';
import { type BiomeSorting, biomeSorting } from './biome-settings.ts';

/** A tool that puts imports in order, and how a settings file gives away that it does. */
export interface ImportSorter {
  readonly name: string;
  readonly languages: readonly LanguageId[];
  /** Names of its settings files. */
  readonly file: RegExp;
  /** What their text says where imports are sorted; left out where `read` tells more than a pattern could. */
  readonly sign?: RegExp;
  /** What a whole file says; `null` where that is nothing. */
  readonly read?: (text: string) => BiomeSorting | null;
  /** What it says where they are not, whatever else it says. */
  readonly offSign?: RegExp;
  /** Set where the nearest settings file stands for itself: without the sign it switches sorting off, unless it says this. */
  readonly aloneUnless?: RegExp;
  /** What it has to say besides to stand for itself, where the nearest one does not always. */
  readonly aloneIf?: RegExp;
  /** The table of a shared TOML or INI file (up to the next one of another name), or the key of `package.json`, it must stand in. */
  readonly inside?: { readonly file: RegExp; readonly part: RegExp | string };
  readonly example: readonly [file: string, text: string];
  readonly nearMiss: readonly [file: string, text: string];
}

const SCRIPTS = ['javascript', 'typescript'] as const;
const PACKAGE_JSON = /^package\.json$/;
const GRADLE = /^build\.gradle(?:\.kts)?$/;
const PRETTIER_SORTS = /(?:sort|organize)-imports|"?importOrder"?\s*:/;
/** Rules of linters that move imports, where the next word does not switch them off, and sets of rules that hold one. */
const ESLINT_SORTS =
  /^(?![\s\S]*\bimport\/order['"]?\s*:\s*(?:[[-]\s*)?(?:['"]?off\b|0\b))[\s\S]*(?:['"](?:eslint-config-)?airbnb(?:-base)?(?:\/legacy)?['"]|(?:\bextends:|\n[ \t]*-)[ \t]*airbnb(?:-base)?[ \t]*(?:\r?\n|$))|(?:\b(?:import|import-x)\/order|simple-import-sort\/imports|perfectionist\/sort-imports|import-helpers\/order-imports)['"]?\s*:(?!\s*(?:[[-]\s*)?(?:['"]?off\b|0\b))|perfectionist[.\w]*\[?['".]{1,2}recommended/;

/** One of those rules switched off, and none on. */
const ESLINT_SORTS_NOT =
  /^(?![\s\S]*(?:simple-import-sort\/imports|perfectionist\/sort-imports|import-helpers\/order-imports)['"]?\s*:(?!\s*(?:[[-]\s*)?(?:['"]?off\b|0\b)))[\s\S]*(?:\b(?:import|import-x)\/order|simple-import-sort\/imports|perfectionist\/sort-imports|import-helpers\/order-imports)['"]?\s*:\s*(?:[[-]\s*)?(?:['"]?off\b|0\b)/;

/** No settings further out count. */
const ESLINT_ROOT = /^root[ \t]*:[ \t]*true\b|[\s{,]['"]?root['"]?\s*:\s*true\b/m;
/** Where settings come from a file that is not read: a script's imports, or what is extended beyond ESLint's own sets. */
const ESLINT_TAKES =
  /\brequire\s*\(|^[ \t]*(?:import|export)\b(?!\/)|\bextends['"]?\s*:(?!\s*(?:\[\s*['"]eslint:\w+['"]\s*\]|['"]?eslint:\w+['"]?[ \t]*(?:[\r\n,}]|$)))/m;

/** Every tool that is recognised. The order of imports is its business then, and no convention of the code. */
export const IMPORT_SORTERS: readonly ImportSorter[] = [
  {
    name: 'Biome',
    languages: SCRIPTS,
    file: /^biome\.jsonc?$/,
    read: biomeSorting,
    example: ['biome.json', '{ "assist": { "actions": { "source": { "organizeImports": "on" } } } }'],
    nearMiss: ['biome.json', '{ "organizeImports": { "enabled": false } }'],
  },
  {
    name: 'Prettier',
    languages: SCRIPTS,
    file: /^(?:\.prettierrc(?:\..+)?|prettier\.config\.[cm]?[jt]s|package\.json)$/,
    sign: PRETTIER_SORTS,
    // Only a file that is read whole: a script may take its settings from another one.
    aloneUnless: /\b(?:import|require|export)\b/,
    inside: { file: PACKAGE_JSON, part: 'prettier' },
    example: ['.prettierrc', '{ "plugins": ["@trivago/prettier-plugin-sort-imports"] }'],
    nearMiss: ['package.json', '{ "devDependencies": { "prettier-plugin-organize-imports": "4" }, "prettier": {} }'],
  },
  {
    name: 'ESLint',
    languages: SCRIPTS,
    file: /^(?:eslint\.config\.[cm]?[jt]s|\.eslintrc(?:\..+)?|package\.json)$/,
    sign: ESLINT_SORTS,
    offSign: ESLINT_SORTS_NOT,
    aloneIf: ESLINT_ROOT,
    aloneUnless: ESLINT_TAKES,
    inside: { file: PACKAGE_JSON, part: 'eslintConfig' },
    example: ['eslint.config.mjs', "export default [{ rules: { 'simple-import-sort/imports': 'error' } }];"],
    nearMiss: ['.eslintrc.json', '{ "rules": { "import/order": "off" } }'],
  },
  {
    name: 'dprint',
    languages: SCRIPTS,
    file: /^\.?dprint\.jsonc?$/,
    sign: /"typescript"\s*:|\/typescript-\d/,
    offSign: /"module\.sortImportDeclarations"\s*:\s*"maintain"/,
    example: ['dprint.json', '{ "typescript": {}, "plugins": ["https://plugins.example/typescript-0.93.0.wasm"] }'],
    nearMiss: ['dprint.json', '{ "typescript": { "module.sortImportDeclarations": "maintain" } }'],
  },
  {
    name: 'Ruff',
    languages: ['python'],
    file: /^(?:\.?ruff\.toml|pyproject\.toml)$/,
    sign: /(?:^[ \t]*|[{,]\s*)(?:lint\.)?(?:extend-)?select\s*=\s*\[[^\]]{0,2000}["'](?:I|I00|I001|ALL)["']/m,
    offSign: /(?:^[ \t]*|[{,]\s*)(?:lint\.)?(?:extend-)?ignore\s*=\s*\[[^\]]{0,2000}["'](?:I|I00|I001)["']/m,
    aloneUnless: /^[ \t]*extend\s*=/m,
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
  'dprint.json*',
  '.dprint.json*',
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
export const MAX_SETTINGS = 65_536;
