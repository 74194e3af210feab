import type * as z from 'zod';
import { configSchema, type DriftConfig, keyNotes } from './schema.ts';

/** One setting: where it stands in `drift.toml`, what it means, and which variables set it. */
export interface ConfigKey {
  readonly table: keyof DriftConfig;
  readonly name: string;
  /** `table.name`, the setting's name everywhere outside the file. */
  readonly path: string;
  readonly schema: z.ZodType;
  readonly description: string;
  /** The allowed values in words, completing "use ...". */
  readonly allowed: string;
  readonly fallback: unknown;
  readonly namesRules: boolean;
  /** Variables that set it, the one that wins first. */
  readonly variables: readonly string[];
}

const VARIABLE_ALIASES: ReadonlyMap<string, string> = new Map([['quality_gates.fail_on', 'DRIFT_GATE_FAIL_ON']]);

/** Former names that are still understood, with the setting that took their place. */
export const DEPRECATED_KEYS: ReadonlyMap<string, string> = new Map([['scan.parallelism', 'scan.threads']]);

const BARE_KEY = /^[A-Za-z0-9_-]+$/;

/** Escapes a text as a TOML basic string; a lone surrogate, which TOML cannot hold, becomes U+FFFD. */
export function tomlString(text: string): string {
  return JSON.stringify(text.replace(/\p{Surrogate}/gu, '\uFFFD')).replaceAll('\u007f', '\\u007f');
}

/** Writes a key path as a TOML dotted key, quoting the parts that need it. */
export function formatKeyPath(parts: readonly string[]): string {
  return parts.map((part) => (BARE_KEY.test(part) ? part : tomlString(part))).join('.');
}

function describeKey(table: keyof DriftConfig, name: string, schema: z.ZodType): ConfigKey {
  const path = `${table}.${name}`;
  const notes = keyNotes.get(schema);
  const alias = VARIABLE_ALIASES.get(path);
  const variable = `DRIFT_${table}_${name}`.toUpperCase();
  return {
    table,
    name,
    path,
    schema,
    description: schema.description ?? '',
    allowed: notes?.allowed ?? '',
    fallback: notes?.fallback,
    namesRules: notes?.namesRules ?? false,
    variables: alias === undefined ? [variable] : [variable, alias],
  };
}

/** The tables of `drift.toml`, in schema order. */
export const CONFIG_TABLES: readonly (keyof DriftConfig)[] = configSchema.keyof().options;

/** Every setting, in schema order. */
export const CONFIG_KEYS: readonly ConfigKey[] = CONFIG_TABLES.flatMap((table) =>
  Object.entries(configSchema.shape[table].shape).map(([name, schema]) => describeKey(table, name, schema)),
);

const BY_PATH: ReadonlyMap<string, ConfigKey> = new Map(CONFIG_KEYS.map((key) => [key.path, key]));

/** The setting with this `table.name`. */
export function findConfigKey(path: string): ConfigKey | undefined {
  return BY_PATH.get(path);
}

/** The value a configuration holds for a setting. */
export function configValue(config: DriftConfig, key: ConfigKey): unknown {
  const table: Readonly<Record<string, unknown>> = config[key.table];
  return table[key.name];
}

/** Puts one value per setting together. Every value must have passed its key's schema; a missing one is a bug and throws. */
export function assembleConfig(valueFor: (key: ConfigKey) => unknown): DriftConfig {
  const tables = CONFIG_TABLES.map((table) => {
    const keys = CONFIG_KEYS.filter((key) => key.table === table);
    return [table, Object.fromEntries(keys.map((key) => [key.name, valueFor(key)]))] as const;
  });
  return configSchema.parse(Object.fromEntries(tables));
}

/** What applies where nothing is configured. */
export const DEFAULT_CONFIG: DriftConfig = assembleConfig((key) => key.fallback);
