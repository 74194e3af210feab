import type { LanguageId } from '@drift/shared';
import { csharpPack } from './csharp/pack.ts';
import { goPack } from './go/pack.ts';
import { javaPack } from './java/pack.ts';
import { javascriptPack } from './javascript/pack.ts';
import { kotlinPack } from './kotlin/pack.ts';
import type { LanguagePack } from './pack.ts';
import { phpPack } from './php/pack.ts';
import { pythonPack } from './python/pack.ts';
import { rubyPack } from './ruby/pack.ts';
import { rustPack } from './rust/pack.ts';
import { typescriptPack } from './typescript/pack.ts';

/** The pack of each language. */
export const PACKS: Readonly<Partial<Record<LanguageId, LanguagePack>>> = {
  csharp: csharpPack,
  java: javaPack,
  go: goPack,
  javascript: javascriptPack,
  kotlin: kotlinPack,
  python: pythonPack,
  ruby: rubyPack,
  rust: rustPack,
  php: phpPack,
  typescript: typescriptPack,
};
