import { checkValue } from './check-value.ts';
import {
  assembleConfig,
  CONFIG_KEYS,
  type ConfigKey,
  configValue,
  findConfigKey,
  formatKeyPath,
} from './config-keys.ts';
import { invalidValue, type LayerProblem, unknownKey, unknownRule } from './config-problem.ts';
import { nearestName } from './edit-distance.ts';
import { isTable } from './narrow.ts';
import type { ProjectConfig } from './parse-config.ts';
import { nearestRule, ruleMentions } from './rule-name.ts';
import type { DriftConfig } from './schema.ts';
import { textValue } from './text-value.ts';

/** Where an effective value comes from. */
export type Origin =
  | { readonly layer: 'default' }
  | { readonly layer: 'project'; readonly file: string; readonly line?: number }
  | { readonly layer: 'environment'; readonly variable: string }
  | { readonly layer: 'flag' };

/**
 * The origin of every setting by `table.name`, and of every entry of a table-valued setting by its TOML dotted key
 * (`analysis.severity."drift/errors/empty-catch"`). The origin of such a setting itself is the highest layer that sets it.
 */
export type Provenance = ReadonlyMap<string, Origin>;

/** The layers of a configuration, from the lowest to the highest. */
export interface ConfigLayers {
  readonly defaults: DriftConfig;
  readonly project?: { readonly config: ProjectConfig; readonly path: string };
  readonly environment: (name: string) => string | undefined;
  /** Texts given on the command line, by `table.name`. */
  readonly flags?: ReadonlyMap<string, string>;
  /** Every rule id in full; where given, unknown rules in variables and flags are reported. */
  readonly knownRules?: readonly string[];
}

/** A complete configuration and how it came about. */
export interface ResolvedConfig {
  readonly config: DriftConfig;
  readonly provenance: Provenance;
  /** Faults of variables (warnings) and flags (errors); a faulty value is ignored. */
  readonly problems: readonly LayerProblem[];
}

interface Layer {
  readonly valueFor: (key: ConfigKey) => unknown;
  readonly originFor: (key: ConfigKey, path: string) => Origin;
}

/** Lays the layers over each other: scalars and lists replace, tables merge by entry. */
export function resolveConfig(layers: ConfigLayers): ResolvedConfig {
  const problems: LayerProblem[] = [...unknownFlags(layers.flags)];
  const stack: readonly Layer[] = [
    { valueFor: (key) => configValue(layers.defaults, key), originFor: () => ({ layer: 'default' }) },
    projectLayer(layers.project),
    environmentLayer(layers, problems),
    flagLayer(layers, problems),
  ];
  const provenance = new Map<string, Origin>();
  const config = assembleConfig((key) => mergeKey(key, stack, provenance));
  return { config, provenance, problems };
}

function mergeKey(key: ConfigKey, stack: readonly Layer[], provenance: Map<string, Origin>): unknown {
  let merged: unknown;
  const entryOrigins = new Map<string, Origin>();
  for (const layer of stack) {
    const value = layer.valueFor(key);
    if (value === undefined) continue;
    provenance.set(key.path, layer.originFor(key, key.path));
    if (!isTable(value)) {
      merged = value;
      continue;
    }
    merged = { ...(isTable(merged) ? merged : {}), ...value };
    for (const name of Object.keys(value)) {
      const path = formatKeyPath([key.table, key.name, name]);
      entryOrigins.set(path, layer.originFor(key, path));
    }
  }
  for (const [path, origin] of entryOrigins) provenance.set(path, origin);
  return merged;
}

function projectLayer(project: ConfigLayers['project']): Layer {
  return {
    valueFor: (key) => project?.config.values.get(key.path),
    originFor: (_key, path) => {
      const line = project?.config.lines.get(path);
      const file = project?.path ?? '';
      return line === undefined ? { layer: 'project', file } : { layer: 'project', file, line };
    },
  };
}

function environmentLayer(layers: ConfigLayers, problems: LayerProblem[]): Layer {
  const variableOf = (key: ConfigKey): string | undefined =>
    key.variables.find((variable) => layers.environment(variable) !== undefined);
  return {
    valueFor: (key) => {
      const variable = variableOf(key);
      const text = variable === undefined ? undefined : layers.environment(variable);
      if (variable === undefined || text === undefined) return undefined;
      return readText(key, { layer: 'environment', source: variable, text }, layers.knownRules, problems);
    },
    originFor: (key) => ({ layer: 'environment', variable: variableOf(key) ?? '' }),
  };
}

function flagLayer(layers: ConfigLayers, problems: LayerProblem[]): Layer {
  return {
    valueFor: (key) => {
      const text = layers.flags?.get(key.path);
      if (text === undefined) return undefined;
      return readText(key, { layer: 'flag', source: key.path, text }, layers.knownRules, problems);
    },
    originFor: () => ({ layer: 'flag' }),
  };
}

interface GivenText {
  readonly layer: LayerProblem['layer'];
  readonly source: string;
  readonly text: string;
}

function readText(
  key: ConfigKey,
  given: GivenText,
  knownRules: readonly string[] | undefined,
  problems: LayerProblem[],
): unknown {
  const { layer, source, text } = given;
  const raw = textValue(key.schema, text);
  const { value, failures } = checkValue(key, raw);
  if (failures.length > 0) {
    // Who types a flag waits for the answer; a variable may be left over from elsewhere.
    const severity = layer === 'flag' ? 'error' : 'warning';
    const fault = invalidValue(key.path, source, `"${text}"`, key.allowed);
    problems.push({ ...fault, severity, layer, source });
    return undefined;
  }
  if (key.namesRules && knownRules !== undefined) {
    const known = new Set(knownRules);
    for (const mention of ruleMentions(raw)) {
      if (known.has(mention.full)) continue;
      const fault = unknownRule(key.path, mention.written, nearestRule(mention, known));
      problems.push({ ...fault, message: `${source}: ${fault.message}`, layer, source });
    }
  }
  return value;
}

function unknownFlags(flags: ConfigLayers['flags']): readonly LayerProblem[] {
  const known = CONFIG_KEYS.map((key) => key.path);
  return [...(flags?.keys() ?? [])]
    .filter((path) => findConfigKey(path) === undefined)
    .map((path) => {
      const fault = unknownKey(path, nearestName(path, known), known);
      return { ...fault, severity: 'error', layer: 'flag', source: path };
    });
}
