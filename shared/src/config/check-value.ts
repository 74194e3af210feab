import type { ConfigKey } from './config-keys.ts';
import { isTable } from './narrow.ts';

/** A raw value after its key's schema: what of it can be used, and which parts of it cannot. */
export interface CheckedValue {
  /** `undefined` where nothing can be used. */
  readonly value: unknown;
  /** The offending parts by their path inside the value; `[]` is the value as a whole. */
  readonly failures: readonly (readonly string[])[];
}

/** Checks a raw value. A table loses only its bad entries; any other value is used whole or not at all. */
export function checkValue(key: ConfigKey, raw: unknown): CheckedValue {
  const result = key.schema.safeParse(raw);
  if (result.success) return { value: result.data, failures: [] };
  const failures = new Map<string, readonly string[]>();
  for (const issue of result.error.issues) {
    // One level is as deep as any value is read; what lies deeper is the fault of the item that holds it.
    const path = issue.path.slice(0, 1).map(String);
    failures.set(JSON.stringify(path), path);
  }
  const bad = new Set([...failures.values()].map((path) => path[0]));
  if (!isTable(raw) || bad.has(undefined)) return { value: undefined, failures: [...failures.values()] };
  const rest = key.schema.safeParse(Object.fromEntries(Object.entries(raw).filter(([name]) => !bad.has(name))));
  return { value: rest.success ? rest.data : undefined, failures: [...failures.values()] };
}
