// What a settings file of Biome says about the order of imports, in either of its versions.
import { withoutJsonComments } from '@drift/shared';

/** Whether imports are sorted, and the patterns of the files in which; none stands for all. */
export interface BiomeSorting {
  readonly sorts: boolean;
  /** In the order of the settings: the last one that fits a file decides, `!` takes out. */
  readonly only: readonly (readonly string[])[];
}

type Json = Readonly<Record<string, unknown>>;
const NOTHING: Json = {};

/** `null` where it says nothing: no JSON object, or one that takes the settings of the root as they are. */
export function biomeSorting(text: string): BiomeSorting | null {
  const root = parsed(text);
  if (root === null) return null;
  const { files, assist, organizeImports } = root;
  // Version 1 asks at the top, version 2 among the actions of its assistant.
  const action = objectOf(objectOf(objectOf(assist)['actions'])['source'])['organizeImports'];
  const inherits = [root['extends']].flat().includes('//');
  if (inherits && [assist, organizeImports].every((part) => part === undefined)) return null;
  const isOff = isSwitchedOff(organizeImports) || isSwitchedOff(action) || objectOf(assist)['enabled'] === false;
  const only = [files, assist, organizeImports].map(patternsOf).filter((patterns) => patterns.length > 0);
  return { sorts: !isOff, only };
}

function isSwitchedOff(value: unknown): boolean {
  const { enabled, level } = objectOf(value);
  return value === 'off' || level === 'off' || enabled === false;
}

/** `includes` of version 2; `include` and `ignore` of version 1 in the same words. */
function patternsOf(part: unknown): readonly string[] {
  const { includes, include, ignore } = objectOf(part);
  const out = [...textsIn(includes), ...textsIn(include)];
  const ignored = textsIn(ignore).map((pattern) => `!${pattern}`);
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
