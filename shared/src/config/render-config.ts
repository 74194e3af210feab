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

/**
 * Writes a configuration as TOML, one `key = value  # origin` line per setting in schema order, entries of tables one by
 * one. Parsing the text gives the same configuration.
 */
export function renderConfig(config: DriftConfig, provenance: Provenance): string {
  const lines: string[] = [];
  const write = (path: string, value: unknown): void => {
    const origin = provenance.get(path);
    const comment = origin === undefined ? '' : `  # ${printable(describeOrigin(origin))}`;
    lines.push(`${path} = ${tomlValue(value)}${comment}\n`);
  };
  for (const key of CONFIG_KEYS) {
    const value = configValue(config, key);
    const entries = isTable(value) ? Object.entries(value) : [];
    if (entries.length === 0) write(key.path, value);
    for (const [name, entry] of entries) write(formatKeyPath([key.table, key.name, name]), entry);
  }
  return lines.join('');
}

/** No setting nests deeper than a list of scalars; tables with entries are written entry by entry. */
function tomlValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(tomlScalar).join(', ')}]`;
  return isTable(value) ? '{}' : tomlScalar(value);
}

function tomlScalar(value: unknown): string {
  return typeof value === 'string' ? tomlString(value) : String(value);
}
