import * as z from 'zod';

/** Why something about the workspace could not be done. */
export const WS_CODES = [
  'ALREADY_INITIALIZED',
  'NOT_INITIALIZED',
  'WORKSPACE_LOCKED',
  'MIGRATION_FAILED',
  'BACKUP_NOT_FOUND',
  'BACKUP_CORRUPTED',
  'NO_VERIFIED_BACKUP',
  'PROJECT_NOT_FOUND',
  'AMBIGUOUS_PROJECT',
  'CONFIRMATION_REQUIRED',
  'UNKNOWN_CURSOR',
  'EXPORT_CORRUPTED',
  'IMPORT_CORRUPTED',
  'CONFIG_ERROR',
  'STORAGE_ERROR',
  'IO_ERROR',
  'CONFIG_PARSE_ERROR',
  'SCHEMA_TOO_NEW',
  'DISK_FULL',
] as const;
/** One of these codes. */
export type WsCode = (typeof WS_CODES)[number];

const wsErrorSchema = z.object({ code: z.enum(WS_CODES), message: z.string(), hint: z.string() });
/** Why something could not be done: a code, a sentence, and what to do. */
export type WsError = z.infer<typeof wsErrorSchema>;

/** Either what was done, or why it was not: a failure that can be expected is an answer. */
export type WsAnswer<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly error: WsError };

/** The schema of such an answer. */
export function wsAnswerOf<S extends z.ZodRawShape>(shape: S) {
  return z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), ...shape }),
    z.object({ ok: z.literal(false), error: wsErrorSchema }),
  ]);
}

/** A failure as an answer. */
export function wsFailed(code: WsCode, message: string, hint: string): { readonly ok: false; readonly error: WsError } {
  return { ok: false, error: { code, message, hint } };
}
