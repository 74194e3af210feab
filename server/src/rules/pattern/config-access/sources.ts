// What stands for the one place of configuration, by language: modules, calls and annotations.
import type { LanguageId } from '@drift/shared';

/** Files that gather the configuration: there, the environment is read so that nobody else has to. */
export const CONFIG_FILE =
  /(?:^|\/)(?:config|configs|configuration|settings|env)\/|(?:^|[/._-])(?:config|configuration|settings?|env|environment|environments|options)(?:\.(?:dev|prod|local|server|client|base))?\.\w+$|(?:Config|Configuration|Settings|Env|Environment|Options|Properties)\.\w+$/;

/** Last parts of the paths of modules that hold configuration. */
export const CONFIG_MODULE: ReadonlySet<string> = new Set([
  'config',
  'configuration',
  'settings',
  'env',
  'environment',
  'conf',
]);

/** Names under which such a module is used; anything else it exports may be about something other than settings. */
export const CONFIG_NAME: ReadonlySet<string> = new Set([
  'config',
  'CONFIG',
  'configuration',
  'settings',
  'SETTINGS',
  'env',
  'ENV',
  'environment',
  'appConfig',
  'get_settings',
  'getConfig',
  'get_config',
]);

const JVM = /(?:^|\.)(?:env|environment)\.(?:getProperty|getRequiredProperty)$/;
const JS = /(?:^|\.)(?:configService|config)\.(?:get|getOrThrow)$/;

/** Calls that ask the configuration for a value, by the callee's path. */
export const CONFIG_CALL: Readonly<Partial<Record<LanguageId, RegExp>>> = {
  csharp: /(?:^|\.)_?[cC]onfiguration\.(?:GetValue|GetSection|GetConnectionString)$/,
  go: /^viper\.Get(?:String|Int|Bool|Duration|StringSlice|Int64|Float64)?$/,
  java: JVM,
  javascript: JS,
  kotlin: JVM,
  php: /^config$|^Config\.get$|(?:^|\.)getParameter$/,
  ruby: /^Rails\.(?:application\(\)\.(?:config|credentials)|configuration)\(\)\.\w+$/,
  typescript: JS,
};

/** Annotations that have the framework put a configured value in. */
export const CONFIG_ANNOTATION: ReadonlySet<string> = new Set(['Value', 'ConfigurationProperties', 'ConfigProperty']);
