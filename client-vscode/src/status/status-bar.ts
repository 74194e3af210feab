import * as vscode from 'vscode';
import { type StatusInput, type StatusLine, statusLine } from './status-text.ts';

/** The server tells at most twice a second how it stands; changes of what is shown are drawn no faster. */
const DRAW_MS = 500;

/** Drift's entry of the status bar. */
export class StatusBar implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('drift.status', vscode.StatusBarAlignment.Left, 50);
  private readonly input: () => StatusInput;
  private due: NodeJS.Timeout | undefined;
  private last: StatusLine | null = null;
  private isWanted = true;

  constructor(input: () => StatusInput) {
    this.input = input;
    this.item.name = 'Drift';
  }

  /** What is shown; `null` before anything was. */
  get line(): StatusLine | null {
    return this.last;
  }

  setWanted(isWanted: boolean): void {
    this.isWanted = isWanted;
    this.draw();
  }

  /** Draws soon: many changes at once are one. */
  update(): void {
    this.due ??= setTimeout(() => this.draw(), DRAW_MS);
  }

  /** Draws now. */
  draw(): void {
    clearTimeout(this.due);
    this.due = undefined;
    const shown = statusLine(this.input());
    this.last = shown;
    this.item.text = shown.text;
    this.item.tooltip = shown.tooltip;
    this.item.command = shown.command ?? undefined;
    this.item.backgroundColor =
      shown.background === null ? undefined : new vscode.ThemeColor(`statusBarItem.${shown.background}Background`);
    if (this.isWanted) this.item.show();
    else this.item.hide();
  }

  dispose(): void {
    clearTimeout(this.due);
    this.item.dispose();
  }
}
