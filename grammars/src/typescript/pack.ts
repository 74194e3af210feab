import { ecmascriptBase, ecmascriptEnter, typescriptEnter } from '../ecmascript/pack.ts';
import type { LanguagePack } from '../pack.ts';

/** TypeScript and TSX; one pack for two grammars. */
export const typescriptPack: LanguagePack = {
  ...ecmascriptBase,
  language: 'typescript',
  version: 2,
  identifiers: [...ecmascriptBase.identifiers, 'type_identifier'],
  transparent: {
    ...ecmascriptBase.transparent,
    as_expression: '',
    satisfies_expression: '',
    non_null_expression: '',
    type_assertion: '',
  },
  enter: { ...ecmascriptEnter, ...typescriptEnter },
};
