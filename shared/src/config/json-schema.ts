import * as z from 'zod';
import { configSchema, keyNotes } from './schema.ts';

/** The JSON Schema (draft 7) of `drift.toml`, for completion and checks in editors. Every table and key is optional. */
export function configJsonSchema(): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(configSchema, {
    target: 'draft-7',
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => {
      delete jsonSchema.required;
      // Says that Drift does not change the list; an editor would read it as an order to the user.
      delete jsonSchema.readOnly;
      const notes = keyNotes.get(zodSchema);
      if (notes !== undefined) Object.assign(jsonSchema, { default: notes.fallback });
    },
  });
}
