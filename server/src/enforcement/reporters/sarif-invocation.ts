import { byCodeUnit, type GateResult, type NotRun, type Problem, type ReportEnvelope, sentences } from '@drift/shared';
import { artifactUri } from './artifact-uri.ts';
import { plainText, ROOT_ID } from './sarif-results.ts';

interface Notification {
  readonly id: string;
  readonly level: 'error' | 'warning' | 'note';
  readonly text: string;
  readonly location?: object;
}

/** How the run went, and the descriptors its notifications point at. */
export interface Invocation {
  readonly descriptors: readonly object[];
  readonly invocation: object;
}

/** Tells what could not run, what went wrong and what was left out; a run with a missing part is not successful. */
export function invocationOf({ data, warnings }: ReportEnvelope, extraWarnings: readonly string[]): Invocation {
  const notifications = [
    ...data.notRun.map(notRunNotification),
    ...(data.gates?.gates ?? []).flatMap(gateNotification),
    ...data.problems.map(problemNotification),
    ...[...warnings, ...extraWarnings].map(warningNotification),
  ];
  const ids = [...new Set(notifications.map(({ id }) => id))].sort(byCodeUnit);
  const indexOf = new Map(ids.map((id, index) => [id, index]));
  return {
    descriptors: ids.map((id) => ({ id })),
    invocation: {
      executionSuccessful:
        data.notRun.length === 0 && data.gates?.gates.some(({ status }) => status === 'errored') !== true,
      toolExecutionNotifications: notifications.map(({ id, level, text, location }) => ({
        descriptor: { id, index: indexOf.get(id) },
        level,
        message: { text: plainText(text) },
        locations: location === undefined ? undefined : [location],
      })),
    },
  };
}

function notRunNotification({ what, reason, hint }: NotRun): Notification {
  return { id: 'drift/not-run', level: 'error', text: `${what} did not run: ${sentences(reason, hint)}` };
}

/** A gate that was not looked at, so that no reader takes it for passed; one that somebody switched off is only noted. */
function gateNotification({ id, status, reason, summary, hint }: GateResult): Notification[] {
  if (status !== 'notRun' && status !== 'errored') return [];
  const how = status === 'errored' ? 'could not be told' : 'did not run';
  const level = status === 'errored' ? 'error' : reason === 'disabled' ? 'note' : 'warning';
  return [{ id: `drift/gate/${id}`, level, text: `Gate ${id} ${how}: ${sentences(summary, hint)}` }];
}

function problemNotification(problem: Problem): Notification {
  const { code, message, file, line, column, hint } = problem;
  const base = { id: `drift/problem/${code}`, level: 'warning', text: sentences(message, hint) } as const;
  if (file === undefined) return base;
  const region = line === undefined || line < 1 ? undefined : { startLine: line, startColumn: column || undefined };
  const artifactLocation = { uri: artifactUri(file), uriBaseId: ROOT_ID };
  return { ...base, location: { physicalLocation: { artifactLocation, region } } };
}

function warningNotification(text: string): Notification {
  return { id: 'drift/warning', level: 'warning', text };
}
