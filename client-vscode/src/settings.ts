import { SEVERITIES, type Severity } from '@drift/shared';
import * as vscode from 'vscode';

/** The settings of the extension, with what stands for a value that is none. */
export interface Settings {
  readonly serverPath: string;
  readonly serverArgs: readonly string[];
  /** How much of what is said between editor and server is logged. */
  readonly trace: TraceName;
  readonly showStatusBar: boolean;
  readonly showInlineHints: boolean;
  readonly showGutterIcons: boolean;
  /** Severities that are shown; the others are hidden and counted. */
  readonly severities: readonly Severity[];
  readonly minConfidence: number;
  readonly logLevel: LogLevelName;
}

/** Levels of the log, from the most told to the least. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'off'] as const;
/** One of the levels. */
export type LogLevelName = (typeof LOG_LEVELS)[number];

const TRACES = ['off', 'messages', 'verbose'] as const;
/** One of the amounts of tracing. */
export type TraceName = (typeof TRACES)[number];

/** Reads the settings as they are now. In a folder that is not trusted nobody chooses the program that is started. */
export function readSettings(): Settings {
  const drift = vscode.workspace.getConfiguration('drift');
  const { isTrusted } = vscode.workspace;
  const shown = drift.get<readonly unknown[]>('display.severityFilter', []);
  const level = drift.get<unknown>('log.level');
  const confidence = drift.get<unknown>('display.minConfidence');
  return {
    serverPath: isTrusted ? drift.get('server.path', '').trim() : '',
    serverArgs: isTrusted ? drift.get<readonly string[]>('server.args', []) : [],
    trace: TRACES.find((t) => t === drift.get<unknown>('server.trace')) ?? 'off',
    showStatusBar: drift.get('display.showStatusBar', true),
    showInlineHints: drift.get('display.showInlineHints', false),
    showGutterIcons: drift.get('display.showGutterIcons', true),
    severities: SEVERITIES.filter((s) => shown.includes(s)),
    minConfidence: typeof confidence === 'number' ? confidence : 0,
    logLevel: LOG_LEVELS.find((l) => l === level) ?? 'info',
  };
}
