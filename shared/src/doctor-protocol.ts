import * as z from 'zod';
import { uri } from './root-uri.ts';

// The method drift/ws.doctor; its name stands with the others in protocol.ts.

/** How a check of the doctor can end: nothing to do, something to know, something that keeps Drift from working. */
export const CHECK_STATUSES = ['ok', 'warn', 'error'] as const;

/** What one check of the doctor found. */
export const doctorCheckSchema = z.object({
  id: z.string(),
  status: z.enum(CHECK_STATUSES),
  message: z.string(),
  /** What was said underneath, for whoever looks closer. */
  details: z.string().optional(),
  /** What a person does about it. */
  fix: z.string().optional(),
  /** What was just done about it, where that was asked for. */
  mended: z.string().optional(),
});
/** One check, after parsing. */
export type DoctorCheck = z.infer<typeof doctorCheckSchema>;

/** Parameters of `drift/ws.doctor`. */
export const wsDoctorParamsSchema = z
  .strictObject({
    uri,
    /** Reads every page of the database and of each backup. */
    thorough: z.boolean().default(false),
    /** Mends what can be mended without changing a finding or losing anything. */
    fix: z.boolean().default(false),
  })
  .prefault({});
/** Parameters of `drift/ws.doctor`, after parsing. */
export type WsDoctorParams = z.infer<typeof wsDoctorParamsSchema>;
/** Answer of `drift/ws.doctor`: every check, in a fixed order. */
export const wsDoctorAnswerSchema = z.object({ checks: z.array(doctorCheckSchema).readonly() });
/** Answer of `drift/ws.doctor`, after parsing. */
export type WsDoctorAnswer = z.infer<typeof wsDoctorAnswerSchema>;
