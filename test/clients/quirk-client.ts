import type { Diagnostic } from 'vscode-languageserver';
import type { LspClient } from '../support/lsp-client.ts';

/** A line with an error that needs no other file; it wants `HEAD` in the first line. */
export const ODD_LINE = "export const h = (password: string) => createHash('md5').update(password).digest('hex');";
/** The import that `ODD_LINE` needs. */
export const HEAD = "import { createHash } from 'node:crypto';\n";
/** The rule that speaks in `ODD_LINE`, and where in it. */
export const ODD_RULE = 'drift/crypto/weak-hash';
const ODD_COLUMN = ODD_LINE.indexOf('createHash');

/** Places of findings of `ODD_RULE`, less the column at which a line without anything before it has one. */
export function oddPlaces(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics
    .filter((d) => d.code === ODD_RULE)
    .map(({ range: { start } }) => `${start.line}:${start.character - ODD_COLUMN}`);
}

/** A position. */
export const at = (line: number, character: number): { line: number; character: number } => ({ line, character });

/** One change, with whatever version. */
export function change(client: LspClient, uri: string, version: unknown, ...contentChanges: object[]): Promise<void> {
  return client.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
}

/** An insertion. */
export function insert(line: number, character: number, text: string): object {
  return { range: { start: at(line, character), end: at(line, character) }, text };
}
