import * as z from 'zod';

/** In the parameters of a method: a document or folder of the root meant; the first root without it. */
export const uri = z.string().optional();

/** Parameters of a method that takes none. */
export const noParamsSchema = z.strictObject({});

/** Parameters of a method that takes nothing else. */
export const rootParamsSchema = z.strictObject({ uri }).prefault({});
