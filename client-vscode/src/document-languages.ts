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
