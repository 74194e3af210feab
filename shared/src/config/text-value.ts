import * as z from 'zod';

const NUMBER = /^[+-]?[0-9]{1,20}(?:\.[0-9]{1,20})?$/;
const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

/**
 * Turns the text of a variable or flag into the raw value a schema expects: lists are comma-separated, tables are
 * `name=value` pairs separated by commas, an empty text is an empty list or table. What does not fit comes back as the
 * text itself, for the schema to refuse. The recursion follows the schema, never the text.
 */
export function textValue(schema: z.core.$ZodType, text: string): unknown {
  if (schema instanceof z.ZodReadonly) return textValue(schema.def.innerType, text);
  if (schema instanceof z.ZodPipe) return textValue(schema.def.in, text);
  if (schema instanceof z.ZodUnion) return unionValue(schema, text);
  const trimmed = text.trim();
  if (schema instanceof z.ZodNumber) return NUMBER.test(trimmed) ? Number(trimmed) : text;
  if (schema instanceof z.ZodBoolean) return BOOLEANS.get(trimmed.toLowerCase()) ?? text;
  if (schema instanceof z.ZodArray) return listItems(trimmed);
  if (schema instanceof z.ZodRecord) return pairs(schema, trimmed) ?? text;
  return trimmed;
}

/** The first member that accepts the text decides; the last one where none does. */
function unionValue(union: z.ZodUnion, text: string): unknown {
  let value: unknown = text;
  for (const option of union.options) {
    value = textValue(option, text);
    if (z.safeParse(option, value).success) return value;
  }
  return value;
}

function listItems(text: string): readonly string[] {
  return text === '' ? [] : text.split(',').map((item) => item.trim());
}

function pairs({ valueType }: z.ZodRecord, text: string): Readonly<Record<string, unknown>> | null {
  const entries: [string, unknown][] = [];
  for (const item of listItems(text)) {
    const equals = item.lastIndexOf('=');
    if (equals === -1) return null;
    entries.push([item.slice(0, equals).trim(), textValue(valueType, item.slice(equals + 1))]);
  }
  return Object.fromEntries(entries);
}
