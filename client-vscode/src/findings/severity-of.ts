import type { Severity } from '@drift/shared';
import * as vscode from 'vscode';

/** The severity of a diagnostic by Drift's name for it. */
export function severityOf({ severity }: vscode.Diagnostic): Severity {
  switch (severity) {
    case vscode.DiagnosticSeverity.Error:
      return 'error';
    case vscode.DiagnosticSeverity.Warning:
      return 'warning';
    case vscode.DiagnosticSeverity.Information:
      return 'info';
    case vscode.DiagnosticSeverity.Hint:
      return 'hint';
  }
}
