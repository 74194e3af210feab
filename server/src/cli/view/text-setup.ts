import { counted, type DetectAnswer, displayText, type PlannedFile, type WorkspaceShape } from '@drift/shared';

/** Packages named one by one before the rest is only counted. */
const MAX_NAMED = 8;
const LABEL_WIDTH = 12;

/** What was found in a workspace, a line for each thing. */
export function shapeText({ shape, git }: Pick<DetectAnswer, 'shape' | 'git'>): string {
  const rows: [string, string][] = [
    ['languages', shape.languages.map(languageText).join(', ') || 'none that Drift reads'],
    ['not read', shape.unsupported.map((u) => `${u.language} (${counted(u.files, 'file')})`).join(', ')],
    ['frameworks', shape.frameworks.map((f) => f.name).join(', ')],
    ['packages', packagesText(shape)],
    ['formatter', shape.formatters.join(', ')],
    ['CI', shape.ci.join(', ')],
    ['editor', shape.editors.join(', ')],
    ['git', git.message],
  ];
  return rows
    .filter(([, text]) => text !== '')
    .map(([label, text]) => `  ${label.padEnd(LABEL_WIDTH)}${displayText(text)}\n`)
    .join('');
}

function languageText(l: WorkspaceShape['languages'][number]): string {
  return `${l.language} ${Math.round(l.share * 100)} % (${counted(l.files, 'file')})`;
}

function packagesText({ packages, layout }: WorkspaceShape): string {
  if (layout.kind === 'single') return '';
  const tools = layout.tools.length === 0 ? '' : ` (${layout.tools.join(', ')})`;
  const named = packages.slice(0, MAX_NAMED).map((p) => p.name);
  const more = packages.length > MAX_NAMED ? `, and ${packages.length - MAX_NAMED} more` : '';
  return `${packages.length}${tools}: ${named.join(', ')}${more}`;
}

/** What would be written, a line for each file; files with nothing to do are left out. */
export function planText(plan: readonly PlannedFile[]): string {
  return plan
    .filter((f) => f.action !== 'keep')
    .map((f) => `  ${f.action.padEnd(LABEL_WIDTH)}${f.path}\n`)
    .join('');
}

/** The changes themselves, as diffs that a terminal can show. */
export function diffText(files: readonly PlannedFile[]): string {
  return files
    .flatMap((f) => f.diff.split('\n'))
    .map((line) => `${displayText(line)}\n`)
    .join('')
    .replace(/\n{2,}/g, '\n');
}

/** How each editor is connected. */
export const EDITOR_HINTS: Readonly<Record<'vscode' | 'neovim' | 'emacs', string>> = {
  vscode: 'VS Code: any extension that starts a language server can start `drift lsp --stdio`',
  neovim:
    "Neovim 0.11 or newer: vim.lsp.config('drift', { cmd = { 'drift', 'lsp', '--stdio' }, root_markers = { 'drift.toml', '.git' } })\n  vim.lsp.enable('drift')",
  emacs: 'Emacs: add ("drift" "lsp" "--stdio") to eglot-server-programs',
};
