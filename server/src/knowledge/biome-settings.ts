// What a settings file of Biome says about the order of imports, in either of its versions.
import { withoutJsonComments } from '@drift/shared';

/** Files by patterns in the order of the settings: the last one that fits decides, `!` takes out. */
export interface FilePatterns {
  readonly patterns: readonly string[];
  /** True where a folder that is taken out takes everything in it along, whatever fits that. */
  readonly byFolder: boolean;
}

/** What settings switch for files that fit, one place for each switch. */
export interface Switched {
  readonly patterns: readonly string[];
  readonly on: readonly (boolean | null)[];
}

/** Whether imports are sorted, and in which files; no list stands for all. */
export interface BiomeSorting {
  readonly sorts: boolean;
  readonly only: readonly FilePatterns[];
  /** The general settings and what is set otherwise for some files: later ones override, switch by switch. */
  readonly switched: readonly Switched[];
}

type Json = Readonly<Record<string, unknown>>;
const NOTHING: Json = {};

/** `null` where it says nothing: no JSON object, or one that takes the settings of the root as they are. */
export function biomeSorting(text: string): BiomeSorting | null {
  const root = parsed(text);
  if (root === null) return null;
  const { files, assist, organizeImports, overrides } = root;
  const inherits = [root['extends']].flat().includes('//');
  if (inherits && [assist, organizeImports].every((part) => part === undefined)) return null;
  const on = switchesOf(root);
  const only = [files, assist, organizeImports].map((part) => ({
    patterns: patternsOf(part),
    byFolder: part === files,
  }));
  return {
    sorts: on.every((v) => v !== false),
    only: only.filter(({ patterns }) => patterns.length > 0),
    switched: [
      { patterns: ['**'], on },
      ...(Array.isArray(overrides) ? overrides : []).map((o) => ({
        patterns: patternsOf(o),
        on: switchesOf(objectOf(o)),
      })),
    ],
  };
}

/** Version 1 asks at the top, version 2 for its assistant and among the actions of that. */
function switchesOf({ assist, organizeImports }: Json): readonly (boolean | null)[] {
  const { enabled, actions } = objectOf(assist);
  const action = objectOf(objectOf(actions)['source'])['organizeImports'];
  return [switchOf(organizeImports), switchOf({ enabled }), switchOf(action)];
}

function switchOf(value: unknown): boolean | null {
  const { enabled, level } = objectOf(value);
  const said = [value, level, enabled].find((v) => typeof v === 'string' || typeof v === 'boolean');
  return said === undefined ? null : said !== 'off' && said !== false;
}

/** `includes` of version 2; `include` and `ignore` of version 1, which mean what is in a folder as well, in the same words. */
function patternsOf(part: unknown): readonly string[] {
  const { includes, include, ignore } = objectOf(part);
  const withInside = (patterns: unknown): readonly string[] =>
    textsIn(patterns).flatMap((p) => [p, `${p.replace(/\/$/, '')}/**`]);
  const out = [...textsIn(includes), ...withInside(include)];
  const ignored = withInside(ignore).map((pattern) => `!${pattern}`);
  return out.length === 0 && ignored.length > 0 ? ['**', ...ignored] : [...out, ...ignored];
}

function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((v) => typeof v === 'string') : [];
}

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : NOTHING;
}

function parsed(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(withoutJsonComments(text.replace(/^\uFEFF/, '')));
    return typeof value === 'object' && value !== null ? objectOf(value) : null;
  } catch {
    return null;
  }
}
