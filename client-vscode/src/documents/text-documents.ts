import * as vscode from 'vscode';

/** Scheme of documents that show what the server said and lie nowhere. */
export const TEXT_SCHEME = 'drift-text';

/** Documents for reading: reports, explanations, what would be written. */
export class TextDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(TEXT_SCHEME, this);
  readonly onDidChange = this.changed.event;

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.path) ?? 'This text is no longer known. Run the command again.';
  }

  /** Shows a text under a name whose ending chooses how it is coloured; the one of that name before is replaced. */
  async show(name: string, text: string): Promise<void> {
    const uri = this.put(name, text);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
  }

  /** Shows Markdown as it reads. Whoever makes it has escaped what comes from a repository. */
  async showMarkdown(name: string, text: string): Promise<void> {
    await vscode.commands.executeCommand('markdown.showPreview', this.put(name, text));
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }

  private put(name: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: TEXT_SCHEME, path: `/${name}` });
    this.texts.set(uri.path, text);
    this.changed.fire(uri);
    return uri;
  }
}
