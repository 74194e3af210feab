export * from './ci-defaults.ts';
export { CONFIG_KEYS, type ConfigKey, DEFAULT_CONFIG, findConfigKey, formatKeyPath } from './config-keys.ts';
export {
  CONFIG_PROBLEM_KINDS,
  type ConfigFault,
  type ConfigProblem,
  type ConfigProblemKind,
  type LayerProblem,
} from './config-problem.ts';
export { nearestName } from './edit-distance.ts';
export { configJsonSchema } from './json-schema.ts';
export { type KeyPlace, KeyPlaces, locateKeys } from './key-places.ts';
export { type ParseConfigOptions, type ParsedConfig, type ProjectConfig, parseConfig } from './parse-config.ts';
export { describeOrigin, renderConfig, type SettingInForce, settingsInForce } from './render-config.ts';
export {
  type ConfigLayers,
  type Origin,
  type Provenance,
  type ResolvedConfig,
  resolveConfig,
} from './resolve-config.ts';
export { matchesRule, rulePatterns } from './rule-name.ts';
export { configSchema, type DriftConfig, type RuleLevel } from './schema.ts';
