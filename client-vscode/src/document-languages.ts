/** The languages whose documents are sent to the server, by the names that the editor gives them. */
export const DOCUMENT_LANGUAGES: readonly string[] = [
  'typescript',
  'typescriptreact',
  'javascript',
  'javascriptreact',
  'python',
  'java',
  'csharp',
  'php',
  'go',
  'rust',
  'ruby',
  'kotlin',
];

type DocumentFilter = { readonly scheme: string } & ({ readonly language: string } | { readonly pattern: string });

/** The documents that are sent to the server: saved ones, those that were not saved yet, and the files of Drift itself. */
export const DOCUMENT_SELECTOR: readonly DocumentFilter[] = [
  ...['file', 'untitled'].flatMap((scheme) => DOCUMENT_LANGUAGES.map((language) => ({ scheme, language }))),
  { scheme: 'file', pattern: '**/drift.toml' },
  { scheme: 'file', pattern: '**/.drift/conventions.json' },
];
