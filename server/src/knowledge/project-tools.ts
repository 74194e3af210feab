/** A tool that a project works with, and the files that give it away. */
export interface ProjectTool {
  readonly kind: 'formatter' | 'ci' | 'editor' | 'packageManager';
  readonly name: string;
  /** Paths from the root; a `*` stands for anything within a name. */
  readonly files: readonly string[];
  readonly example: string;
  readonly nearMiss: string;
}

/** Every tool that is recognised. */
export const PROJECT_TOOLS: readonly ProjectTool[] = [
  {
    kind: 'formatter',
    name: 'Prettier',
    files: ['.prettierrc*', 'prettier.config.*'],
    example: '.prettierrc.json',
    nearMiss: '.prettierignore',
  },
  {
    kind: 'formatter',
    name: 'Biome',
    files: ['biome.json', 'biome.jsonc'],
    example: 'biome.jsonc',
    nearMiss: 'biome.md',
  },
  {
    kind: 'formatter',
    name: 'dprint',
    files: ['dprint.json', '.dprint.json'],
    example: 'dprint.json',
    nearMiss: 'print.json',
  },
  {
    kind: 'formatter',
    name: 'EditorConfig',
    files: ['.editorconfig'],
    example: '.editorconfig',
    nearMiss: '.editorconfig.bak',
  },
  {
    kind: 'formatter',
    name: 'rustfmt',
    files: ['rustfmt.toml', '.rustfmt.toml'],
    example: 'rustfmt.toml',
    nearMiss: 'rust-toolchain.toml',
  },
  { kind: 'formatter', name: 'Ruff', files: ['ruff.toml', '.ruff.toml'], example: 'ruff.toml', nearMiss: 'ruff.md' },
  {
    kind: 'formatter',
    name: 'RuboCop',
    files: ['.rubocop.yml'],
    example: '.rubocop.yml',
    nearMiss: '.rubocop_todo.yml',
  },
  {
    kind: 'formatter',
    name: 'PHP CS Fixer',
    files: ['.php-cs-fixer*.php'],
    example: '.php-cs-fixer.dist.php',
    nearMiss: '.php-version',
  },
  { kind: 'formatter', name: 'Pint', files: ['pint.json'], example: 'pint.json', nearMiss: 'print.json' },
  {
    kind: 'ci',
    name: 'GitHub Actions',
    files: ['.github/workflows/*.yml', '.github/workflows/*.yaml'],
    example: '.github/workflows/test.yml',
    nearMiss: '.github/workflows/README.md',
  },
  { kind: 'ci', name: 'GitLab CI', files: ['.gitlab-ci.yml'], example: '.gitlab-ci.yml', nearMiss: '.gitlab' },
  { kind: 'ci', name: 'Jenkins', files: ['Jenkinsfile'], example: 'Jenkinsfile', nearMiss: 'Jenkinsfile.md' },
  {
    kind: 'ci',
    name: 'CircleCI',
    files: ['.circleci/config.yml'],
    example: '.circleci/config.yml',
    nearMiss: '.circleci/README.md',
  },
  { kind: 'ci', name: 'Travis CI', files: ['.travis.yml'], example: '.travis.yml', nearMiss: 'travis.yml.old' },
  {
    kind: 'ci',
    name: 'Azure Pipelines',
    files: ['azure-pipelines*.yml'],
    example: 'azure-pipelines.yml',
    nearMiss: 'azure.yml',
  },
  {
    kind: 'ci',
    name: 'Bitbucket Pipelines',
    files: ['bitbucket-pipelines.yml'],
    example: 'bitbucket-pipelines.yml',
    nearMiss: 'bitbucket.yml',
  },
  {
    kind: 'editor',
    name: 'VS Code',
    files: ['.vscode', '*.code-workspace'],
    example: '.vscode',
    nearMiss: '.vscodeignore',
  },
  { kind: 'editor', name: 'IntelliJ', files: ['.idea'], example: '.idea', nearMiss: '.ideavimrc' },
  {
    kind: 'editor',
    name: 'Emacs',
    files: ['.dir-locals.el'],
    example: '.dir-locals.el',
    nearMiss: 'dir-locals.el.txt',
  },
  {
    kind: 'editor',
    name: 'Neovim',
    files: ['.nvim.lua', '.nvimrc', '.exrc'],
    example: '.nvim.lua',
    nearMiss: 'nvim.lua',
  },
  { kind: 'editor', name: 'Helix', files: ['.helix'], example: '.helix', nearMiss: 'helix.toml' },
  {
    kind: 'packageManager',
    name: 'yarn',
    files: ['yarn.lock', '.yarnrc.yml'],
    example: 'yarn.lock',
    nearMiss: 'yarn.md',
  },
  {
    kind: 'packageManager',
    name: 'bun',
    files: ['bun.lock', 'bun.lockb'],
    example: 'bun.lockb',
    nearMiss: 'bundle.js',
  },
];

/** Directories below the root whose entries tell of a tool. */
export const TOOL_FOLDERS: readonly string[] = ['.github/workflows', '.circleci'];

/** Names of the tools of one kind that paths from the root give away, in the order of the table. */
export function toolsAmong(kind: ProjectTool['kind'], paths: readonly string[]): string[] {
  return PROJECT_TOOLS.filter((t) => t.kind === kind && paths.some((path) => t.files.some((f) => stands(f, path)))).map(
    (t) => t.name,
  );
}

/** A pattern with at most one star. */
function stands(pattern: string, path: string): boolean {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === path;
  const [head, tail] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return path.length >= head.length + tail.length && path.startsWith(head) && path.endsWith(tail);
}
