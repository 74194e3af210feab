import {
  displayText,
  type GateResult,
  type ReportEnvelope,
  type ReportFinding,
  type Severity,
  sentences,
} from '@drift/shared';
import { lastLine } from './place.ts';
import { byUrgency } from './urgency.ts';

const COMMAND: Readonly<Record<Severity, Command>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  hint: 'notice',
};

type Command = 'error' | 'warning' | 'notice';

/**
 * A report as commands of a GitHub workflow, one a line: what a step prints GitHub shows at the lines meant. It shows the
 * first ten of each kind, so the urgent come first; before them what did not run and the gates that are not passed.
 */
export function renderGithubCommands({ data }: ReportEnvelope): string {
  const lines = [
    ...data.notRun.map(({ what, reason, hint }) =>
      command('error', { title: `Not run: ${what}` }, sentences(reason, hint)),
    ),
    ...(data.gates?.gates ?? []).flatMap(gateCommand),
    ...[...data.findings].sort(byUrgency).map(findingCommand),
  ];
  return lines.length === 0 ? '::notice title=Drift::No findings\n' : `${lines.join('\n')}\n`;
}

function gateCommand({ id, status, blocking, summary, hint }: GateResult): string[] {
  const text = sentences(summary, hint);
  switch (status) {
    case 'passed':
      return [];
    case 'warned':
      return [command('warning', { title: `Gate ${id} warns` }, text)];
    case 'failed':
      return [command(blocking ? 'error' : 'warning', { title: `Gate ${id} failed` }, text)];
    case 'errored':
      return [command('error', { title: `Gate ${id} could not be told` }, text)];
    case 'notRun':
      return [command('notice', { title: `Gate ${id} did not run` }, text)];
  }
}

function findingCommand(finding: ReportFinding): string {
  const { start, end } = finding.range;
  const last = lastLine(finding);
  const isOneLine = start.line === end.line && end.character > start.character;
  const properties = {
    file: finding.path,
    line: String(start.line + 1),
    endLine: String(last),
    ...(isOneLine ? { col: String(start.character + 1), endColumn: String(end.character) } : {}),
    title: finding.ruleId,
  };
  return command(COMMAND[finding.severity], properties, finding.message);
}

function command(name: Command, properties: Readonly<Record<string, string>>, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${commandProperty(value)}`);
  return `::${name} ${list.join(',')}::${commandText(message)}`;
}

/** The message of a command: on one line, and nothing in it starts another. */
function commandText(text: string): string {
  return displayText(text).replaceAll('%', '%25');
}

function commandProperty(text: string): string {
  return commandText(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
