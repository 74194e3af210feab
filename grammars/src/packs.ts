import type { LanguageId } from '@drift/shared';
import { csharpPack } from './csharp/pack.ts';
import { javascriptPack } from './javascript/pack.ts';
import type { LanguagePack } from './pack.ts';
import { pythonPack } from './python/pack.ts';
import { typescriptPack } from './typescript/pack.ts';

/** The pack of each language. */
export const PACKS: Readonly<Partial<Record<LanguageId, LanguagePack>>> = {
  csharp: csharpPack,
  javascript: javascriptPack,
  python: pythonPack,
  typescript: typescriptPack,
};
