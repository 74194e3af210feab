import type { Severity } from '@drift/shared';
import * as vscode from 'vscode';
import { confidenceOf, severitiesOf } from './setting-values.ts';

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
  const value = (key: string): unknown => drift.get<unknown>(key);
  const flag = (key: string, fallback: boolean): boolean => (value(key) === !fallback ? !fallback : fallback);
  const path = value('server.path');
  return {
    serverPath: isTrusted && typeof path === 'string' ? path.trim() : '',
    serverArgs: isTrusted ? listOf(value('server.args')) : [],
    trace: TRACES.find((t) => t === value('server.trace')) ?? 'off',
    showStatusBar: flag('display.showStatusBar', true),
    showInlineHints: flag('display.showInlineHints', false),
    showGutterIcons: flag('display.showGutterIcons', true),
    severities: severitiesOf(value('display.severityFilter')),
    minConfidence: confidenceOf(value('display.minConfidence')),
    logLevel: LOG_LEVELS.find((level) => level === value('log.level')) ?? 'info',
  };
}

/** The texts of a list; settings are what people wrote, and may be anything. */
function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((v): v is string => typeof v === 'string') : [];
}
