import { CONFIG_KEYS, configValue, formatKeyPath, tomlString } from './config-keys.ts';
import { printable } from './config-problem.ts';
import { isTable } from './narrow.ts';
import type { Origin, Provenance } from './resolve-config.ts';
import type { DriftConfig } from './schema.ts';

/** An origin in words: `default`, `drift.toml:3`, `environment DRIFT_SCAN_THREADS` or `flag`. */
export function describeOrigin(origin: Origin): string {
  switch (origin.layer) {
    case 'project':
      return origin.line === undefined ? origin.file : `${origin.file}:${origin.line}`;
    case 'environment':
      return `environment ${origin.variable}`;
    case 'default':
    case 'flag':
      return origin.layer;
  }
}

/** One setting in force; `origin` is empty where nothing is known of it. */
export interface SettingInForce {
  readonly key: string;
  readonly value: unknown;
  readonly origin: string;
}

/** Every setting in schema order, entries of tables one by one. */
export function settingsInForce(config: DriftConfig, provenance: Provenance): readonly SettingInForce[] {
  const settings: SettingInForce[] = [];
  const add = (key: string, value: unknown): void => {
    const origin = provenance.get(key);
    settings.push({ key, value, origin: origin === undefined ? '' : printable(describeOrigin(origin)) });
  };
  for (const key of CONFIG_KEYS) {
    const value = configValue(config, key);
    const entries = isTable(value) ? Object.entries(value) : [];
    if (entries.length === 0) add(key.path, value);
    for (const [name, entry] of entries) add(formatKeyPath([key.table, key.name, name]), entry);
  }
  return settings;
}

/**
 * Writes a configuration as TOML, one `key = value  # origin` line per setting. Parsing the text gives the same
 * configuration.
 */
export function renderConfig(config: DriftConfig, provenance: Provenance): string {
  return settingsInForce(config, provenance)
    .map(({ key, value, origin }) => `${key} = ${tomlValue(value)}${origin === '' ? '' : `  # ${origin}`}\n`)
    .join('');
}

/** No setting nests deeper than a list of scalars; tables with entries are written entry by entry. */
function tomlValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(tomlScalar).join(', ')}]`;
  return isTable(value) ? '{}' : tomlScalar(value);
}

function tomlScalar(value: unknown): string {
  return typeof value === 'string' ? tomlString(value) : String(value);
}
