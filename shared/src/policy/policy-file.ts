import * as z from 'zod';
import { formatKeyPath } from '../config/config-keys.ts';
import { invalidValue, parseFault, unknownKey } from '../config/config-problem.ts';
import { nearestName } from '../config/edit-distance.ts';
import { type KeyPlaces, locateKeys } from '../config/key-places.ts';
import { LineIndex } from '../config/line-index.ts';
import { isTable } from '../config/narrow.ts';
import { parseToml } from '../config/toml-document.ts';
import { byCodeUnit } from '../order.ts';
import type { Problem } from '../problem.ts';
import { type PolicyFile, policyFileSchema } from './policy-schema.ts';

/** Root-relative folder of the policies of a project; each file is `<name>.toml`. */
export const POLICY_FOLDER = '.drift/policies';

/** What a file is told to be at fault with at once. */
const MAX_PROBLEMS = 50;

/** A policy file after reading; `file` is `null` where anything in it is wrong. */
export interface ParsedPolicy {
  readonly file: PolicyFile | null;
  /** In the order of the text. */
  readonly problems: readonly Problem[];
  /** 1-based place of `extends`, or of the start of the text. */
  readonly extendsAt: { readonly line: number; readonly column: number };
}

/** Reads and checks the text of a policy file, collecting all problems. `path` is what problems name as the file. */
export function parsePolicyFile(text: string, path: string): ParsedPolicy {
  const lines = new LineIndex(text);
  const document = parseToml(text);
  if (!document.ok) {
    const { message } = parseFault(document.reason);
    const { line, column } = document.place;
    return { file: null, problems: [{ code: 'CONFIG_ERROR', message, file: path, line, column }], extendsAt: START };
  }
  const places = locateKeys(text);
  const extendsAt = lines.at(places.valueSpan(['extends']).start);
  const parsed = policyFileSchema.safeParse(document.root);
  if (parsed.success) return { file: parsed.data, problems: [], extendsAt };
  const faults = parsed.error.issues
    .flatMap((issue) => faultsOf(issue, document.root, { text, places }))
    .sort((a, b) => a.at - b.at || byCodeUnit(a.message, b.message));
  const problems = faults.slice(0, MAX_PROBLEMS).map(({ at, message }): Problem => {
    const { line, column } = lines.at(at);
    return { code: 'CONFIG_ERROR', message, file: path, line, column };
  });
  return { file: null, problems, extendsAt };
}

const START = { line: 1, column: 1 };

interface Fault {
  readonly at: number;
  readonly message: string;
}

/** What an issue of the schema means for whoever wrote the file. */
function faultsOf(
  issue: z.core.$ZodIssue,
  root: Readonly<Record<string, unknown>>,
  { text, places }: { readonly text: string; readonly places: KeyPlaces },
): readonly Fault[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(path);
    return issue.keys.slice(0, MAX_PROBLEMS).map((key) => {
      const at = [...path, key];
      const { message } = unknownKey(formatKeyPath(at), nearestName(key, known), known);
      return { at: places.keySpan(at).start, message };
    });
  }
  const span = places.valueSpan(path);
  const keyPath = formatKeyPath(path);
  const hasValue = places.find(path)?.value != null;
  const opened = isTable(valueAt(root, path)) ? 'a table' : 'a list of tables';
  const written = hasValue ? text.slice(span.start, span.end) : opened;
  return [{ at: span.start, message: invalidValue(keyPath, keyPath, written, allowedAt(path)).message }];
}

function valueAt(root: unknown, path: readonly string[]): unknown {
  let value = root;
  for (const name of path) value = isTable(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return value;
}

/** The schema of a key, as far as the path leads through tables; with how far that is. */
function schemaAt(path: readonly string[]): z.core.$ZodType {
  let schema: z.core.$ZodType = policyFileSchema;
  for (const name of path) {
    const table = withoutOptional(schema);
    const next = table instanceof z.ZodObject && Object.hasOwn(table.shape, name) ? table.shape[name] : undefined;
    if (next === undefined) break;
    schema = next;
  }
  return withoutOptional(schema);
}

function withoutOptional(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodOptional ? withoutOptional(schema.unwrap()) : schema;
}

/** The keys of the table at a path. */
function keysAt(path: readonly string[]): readonly string[] {
  const table = schemaAt(path);
  return table instanceof z.ZodObject ? Object.keys(table.shape) : [];
}

function allowedAt(path: readonly string[]): string {
  const schema = schemaAt(path);
  const allowed = schema instanceof z.ZodType ? schema.meta()?.['allowed'] : undefined;
  return typeof allowed === 'string' ? allowed : `a table, [${formatKeyPath(path)}]`;
}
