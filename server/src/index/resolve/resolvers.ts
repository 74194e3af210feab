import type { Family } from '../offered-keys.ts';
import { resolveCsharp } from './csharp.ts';
import { resolveEcmascript } from './ecmascript.ts';
import { resolveGo } from './go.ts';
import { resolveJvm } from './jvm.ts';
import { resolvePhp } from './php.ts';
import { resolvePython } from './python.ts';
import { resolveRuby } from './ruby.ts';
import { resolveRust } from './rust.ts';
import type { Resolver } from './world.ts';

/** The resolver of each family of languages. */
export const RESOLVERS: Readonly<Record<Family, Resolver>> = {
  csharp: resolveCsharp,
  ecmascript: resolveEcmascript,
  go: resolveGo,
  jvm: resolveJvm,
  php: resolvePhp,
  python: resolvePython,
  ruby: resolveRuby,
  rust: resolveRust,
};
