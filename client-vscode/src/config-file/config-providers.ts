import * as vscode from 'vscode';
import { helpAt, type Proposal, proposals } from './config-help.ts';
import { type SchemaNode, schemaNode } from './config-schema.ts';

const FILES: vscode.DocumentSelector = { scheme: 'file', pattern: '**/drift.toml' };

const KINDS: Readonly<Record<Proposal['kind'], vscode.CompletionItemKind>> = {
  table: vscode.CompletionItemKind.Module,
  key: vscode.CompletionItemKind.Property,
  value: vscode.CompletionItemKind.Value,
};

/** Completion and hover in `drift.toml`, by the schema in the package. What is wrong in it the server says. */
export function registerConfigProviders(context: vscode.ExtensionContext): vscode.Disposable {
  // Read when it is first needed: no start waits for it.
  let read: Promise<SchemaNode> | null = null;
  const schema = (): Promise<SchemaNode> => {
    read ??= readSchema(vscode.Uri.joinPath(context.extensionUri, 'schemas/drift-toml.schema.json'));
    return read;
  };
  const completion: vscode.CompletionItemProvider = {
    async provideCompletionItems(document, { line, character }) {
      const found = proposals(await schema(), document.getText(), line, character);
      if (found === null) return [];
      const range = new vscode.Range(line, found.from, line, found.to);
      return found.items.map((p) => itemOf(p, range));
    },
  };
  const hover: vscode.HoverProvider = {
    async provideHover(document, { line, character }) {
      const lines = helpAt(await schema(), document.getText(), line, character);
      return lines === null ? null : new vscode.Hover(lines.map((l) => new vscode.MarkdownString().appendText(l)));
    },
  };
  return vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(FILES, completion, '[', '.', '=', '"', ' '),
    vscode.languages.registerHoverProvider(FILES, hover),
  );
}

async function readSchema(uri: vscode.Uri): Promise<SchemaNode> {
  return schemaNode.parse(JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri))));
}

function itemOf({ label, insert, kind, detail, documentation }: Proposal, range: vscode.Range): vscode.CompletionItem {
  const item = new vscode.CompletionItem(label, KINDS[kind]);
  item.insertText = insert;
  item.range = range;
  if (detail !== '') item.detail = detail;
  if (documentation !== '') item.documentation = documentation;
  return item;
}
