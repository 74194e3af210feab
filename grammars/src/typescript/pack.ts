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
  importUses: {
    values: ['identifier', 'shorthand_property_identifier'],
    types: ['type_identifier'],
    declaring: ['import_specifier', 'import_clause', 'namespace_import'],
    typePlaces: ['type_query', 'nested_type_identifier'],
    paths: ['member_expression', 'nested_identifier'],
  },
  enter: { ...ecmascriptEnter, ...typescriptEnter },
};
