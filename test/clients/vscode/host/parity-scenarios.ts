import { equal } from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ReportFinding } from '../../../../shared/src/report.ts';
import { driftCheck } from './command-line.ts';
import { activated, folder, ruleOf, untilTrue } from './editor.ts';
import { scenario } from './scenario.ts';

const SEVERITIES = ['error', 'warning', 'info', 'hint'] as const;

function placeOf({ start, end }: ReportFinding['range']): string {
  return `${start.line}:${start.character}-${end.line}:${end.character}`;
}

/** A finding as a line: all of it that a diagnostic has too. */
function ofFinding(f: ReportFinding): string {
  const related = f.related.map((r) => `${r.path} ${placeOf(r.range)} ${r.message}`);
  return [f.path, placeOf(f.range), f.severity, f.ruleId, f.message, ...related].join(' | ');
}

function ofDiagnostic(root: vscode.Uri, uri: vscode.Uri, d: vscode.Diagnostic): string {
  const path = (u: vscode.Uri): string => u.path.slice(root.path.length + 1);
  const related = (d.relatedInformation ?? []).map(
    (r) => `${path(r.location.uri)} ${placeOf(r.location.range)} ${r.message}`,
  );
  return [path(uri), placeOf(d.range), SEVERITIES[d.severity], ruleOf(d), d.message, ...related].join(' | ');
}

/** Everything the editor shows in a folder, opened or not. */
function shownIn(folderName: string): string[] {
  const root = folder(folderName).uri;
  return vscode.languages
    .getDiagnostics()
    .filter(([uri]) => uri.path.startsWith(`${root.path}/`))
    .flatMap(([uri, all]) => all.filter((d) => d.source === 'drift').map((d) => ofDiagnostic(root, uri, d)));
}

async function equalsCheck(folderName: string): Promise<void> {
  await activated();
  const wanted = driftCheck(folderName).findings.map(ofFinding).sort().join('\n');
  const shown = (): string => shownIn(folderName).sort().join('\n');
  try {
    await untilTrue('what drift check says', () => shown() === wanted);
  } catch {
    equal(shown(), wanted);
  }
}

scenario('what the editor shows of demo-typescript is what drift check finds', () => equalsCheck('demo-typescript'));
scenario('what the editor shows of demo-python is what drift check finds', () => equalsCheck('demo-python'));
scenario('what the editor shows of demo-mixed is what drift check finds', () => equalsCheck('demo-mixed'));
