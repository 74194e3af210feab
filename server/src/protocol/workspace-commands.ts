import {
  type DoctorCheck,
  wsCreateBackupParamsSchema,
  wsDoctorParamsSchema,
  wsInitializeParamsSchema,
} from '@drift/shared';
import { MessageType, ShowMessageNotification } from 'vscode-languageserver';
import type * as z from 'zod';
import { createBackup } from '../session/ws/backup-actions.ts';
import type { ServerContext } from './context.ts';
import { examined } from './doctor.ts';
import type { Lanes } from './lanes.ts';
import { invalidParams } from './on-request.ts';
import { inPlace } from './ws-place.ts';
import { setUp } from './ws-setup.ts';

// What a person asks of a workspace from the list of commands of an editor. The one argument, which may be missing, is that
// of the method of the same name; the outcome is shown, for such a list shows none.

interface Outcome {
  readonly success: boolean;
  readonly message: string;
}

type Command = (context: ServerContext, lanes: Lanes, args: readonly unknown[] | undefined) => Promise<Outcome>;

/** `drift.setup`: writes the files of a project that are missing and replaces none. */
export const setupCommand: Command = shown(wsInitializeParamsSchema, async (context, params) => {
  const done = await setUp(context, { ...params, force: false });
  if (!done.ok) return { success: false, message: `${done.error.message}. ${done.error.hint}` };
  const text = done.written.length === 0 ? 'nothing to do: this project is set up' : `wrote ${done.written.join(', ')}`;
  return { success: true, message: [text, ...done.warnings].join('; ') };
});

/** `drift.doctor`: what keeps Drift from working well here. */
export const doctorCommand: Command = shown(wsDoctorParamsSchema, async (context, params) => {
  const checks = await examined(context, params);
  const told = checks.filter((c) => c.status !== 'ok').map(textOf);
  const message = told.length === 0 ? `all ${checks.length} checks of the doctor are fine` : told.join(' ');
  return { success: !checks.some((c) => c.status === 'error'), message };
});

/** `drift.backup`: keeps the database as it is now. */
export const backupCommand: Command = shown(wsCreateBackupParamsSchema, async (context, { uri, reason }) => {
  const made = await inPlace(context, uri, (place) => createBackup(place, reason));
  return made.ok
    ? { success: true, message: `made ${made.backup.id}` }
    : { success: false, message: `${made.error.message}. ${made.error.hint}` };
});

/** A check as whole sentences, so that several read well one behind the other. */
function textOf({ message, fix, mended }: DoctorCheck): string {
  const first = mended === undefined ? message : `${message.replace(/\.$/, '')} (mended: ${mended.replace(/\.$/, '')})`;
  return [first, ...(fix === undefined ? [] : [fix])]
    .map((text) => (/[.!?]$/.test(text) ? text : `${text}.`))
    .join(' ');
}

function shown<S extends z.ZodType>(
  schema: S,
  work: (context: ServerContext, params: z.output<S>) => Promise<Outcome>,
): Command {
  return async (context, _lanes, args) => {
    const params = schema.safeParse(args?.[0] ?? {});
    if (!params.success) throw invalidParams(params.error.issues[0]?.message ?? 'unknown argument');
    const { success, message } = await work(context, params.data);
    const type = success ? MessageType.Info : MessageType.Warning;
    void context.connection.sendNotification(ShowMessageNotification.type, { type, message: `Drift: ${message}` });
    return { success, message };
  };
}
