import { SEVERITIES, type Severity } from '@drift/shared';
import * as vscode from 'vscode';
import { severityOf } from './severity-of.ts';
import type { ShownFindings } from './shown-findings.ts';

/** The longest text at the end of a line, in UTF-16 code units. */
const HINT_LENGTH = 80;

/** What is drawn beside the code. Squiggles are the editor's own and are not repeated. */
export interface GutterChoice {
  readonly icons: boolean;
  readonly hints: boolean;
}

/** Marks lines with findings: an icon in the gutter by the worst of them and, where wanted, its message at the end of the line. */
export class Gutter implements vscode.Disposable {
  private readonly shown: ShownFindings;
  private readonly icons: ReadonlyMap<Severity, vscode.TextEditorDecorationType>;
  private readonly hint = vscode.window.createTextEditorDecorationType({
    after: { color: new vscode.ThemeColor('editorCodeLens.foreground'), margin: '0 0 0 2em' },
  });
  private choice: GutterChoice = { icons: false, hints: false };

  constructor(shown: ShownFindings, context: vscode.ExtensionContext) {
    this.shown = shown;
    const icon = (severity: Severity, theme: string): string =>
      context.asAbsolutePath(`media/${severity}-${theme}.svg`);
    this.icons = new Map(
      SEVERITIES.map((severity) => [
        severity,
        vscode.window.createTextEditorDecorationType({
          gutterIconSize: '70%',
          light: { gutterIconPath: icon(severity, 'light') },
          dark: { gutterIconPath: icon(severity, 'dark') },
        }),
      ]),
    );
  }

  setChoice(choice: GutterChoice): void {
    this.choice = choice;
    this.draw();
  }

  /** Draws in every editor that is seen, or in those of one document. */
  draw(uri: vscode.Uri | null = null): void {
    for (const editor of vscode.window.visibleTextEditors)
      if (uri === null || editor.document.uri.toString() === uri.toString()) this.drawIn(editor);
  }

  dispose(): void {
    for (const type of this.icons.values()) type.dispose();
    this.hint.dispose();
  }

  private drawIn(editor: vscode.TextEditor): void {
    const worst = new Map<number, vscode.Diagnostic>();
    for (const d of this.shown.of(editor.document.uri)) {
      const before = worst.get(d.range.start.line);
      if (before === undefined || d.severity < before.severity) worst.set(d.range.start.line, d);
    }
    const all = [...worst.values()];
    for (const [severity, type] of this.icons) {
      const those = this.choice.icons ? all.filter((d) => severityOf(d) === severity) : [];
      editor.setDecorations(
        type,
        those.map((d) => new vscode.Range(d.range.start, d.range.start)),
      );
    }
    editor.setDecorations(this.hint, this.choice.hints ? all.map((d) => hintOf(d, editor.document)) : []);
  }
}

function hintOf({ range, message }: vscode.Diagnostic, document: vscode.TextDocument): vscode.DecorationOptions {
  const line = Math.min(range.start.line, document.lineCount - 1);
  const { end } = document.lineAt(line).range;
  const contentText = message.length > HINT_LENGTH ? `${message.slice(0, HINT_LENGTH - 1)}…` : message;
  return { range: new vscode.Range(end, end), renderOptions: { after: { contentText } } };
}
