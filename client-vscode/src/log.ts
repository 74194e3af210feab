import * as vscode from 'vscode';
import { LOG_LEVELS, type LogLevelName } from './settings.ts';

/** Lines that are kept for whoever reports a problem. */
const KEPT = 100;

/** The log of the extension and its server, under the name `Drift`; keeps back what lies below the level that was chosen. */
export class DriftLog implements vscode.LogOutputChannel {
  private readonly channel = vscode.window.createOutputChannel('Drift', { log: true });
  /** The least level that is written. */
  level: LogLevelName = 'info';
  /** Writes what is said between editor and server, whatever the level. */
  isTracing = false;
  private readonly kept: string[] = [];

  get name(): string {
    return this.channel.name;
  }

  get logLevel(): vscode.LogLevel {
    return this.isTracing ? vscode.LogLevel.Trace : this.channel.logLevel;
  }

  get onDidChangeLogLevel(): vscode.Event<vscode.LogLevel> {
    return this.channel.onDidChangeLogLevel;
  }

  trace(message: string, ...more: unknown[]): void {
    // The editor's own level of a log is above this one, unless a person changed it.
    if (this.isTracing) this.channel.info(message, ...more);
    else if (this.keeps('trace', message)) this.channel.trace(message, ...more);
  }

  debug(message: string, ...more: unknown[]): void {
    if (this.keeps('debug', message)) this.channel.debug(message, ...more);
  }

  info(message: string, ...more: unknown[]): void {
    if (this.keeps('info', message)) this.channel.info(message, ...more);
  }

  warn(message: string, ...more: unknown[]): void {
    if (this.keeps('warn', message)) this.channel.warn(message, ...more);
  }

  error(message: string | Error, ...more: unknown[]): void {
    if (this.keeps('error', message)) this.channel.error(message, ...more);
  }

  append(value: string): void {
    if (this.keeps('info', value)) this.channel.append(value);
  }

  appendLine(value: string): void {
    if (this.keeps('info', value)) this.channel.appendLine(value);
  }

  replace(value: string): void {
    this.channel.replace(value);
  }

  clear(): void {
    this.channel.clear();
  }

  show(): void {
    this.channel.show();
  }

  hide(): void {
    this.channel.hide();
  }

  dispose(): void {
    this.channel.dispose();
  }

  /** The last lines, oldest first. */
  recent(): readonly string[] {
    return this.kept;
  }

  /** True where a line of this level is written; it is kept then. */
  private keeps(level: LogLevelName, message: string | Error): boolean {
    if (LOG_LEVELS.indexOf(level) < LOG_LEVELS.indexOf(this.level)) return false;
    this.kept.push(`[${level}] ${message instanceof Error ? message.message : message}`.trimEnd());
    if (this.kept.length > KEPT) this.kept.shift();
    return true;
  }
}
