import { ecmascriptBase, ecmascriptEnter } from '../ecmascript/pack.ts';
import type { LanguagePack } from '../pack.ts';

/** JavaScript and JSX. */
export const javascriptPack: LanguagePack = {
  ...ecmascriptBase,
  language: 'javascript',
  version: 2,
  enter: {
    ...ecmascriptEnter,
    field_definition: (s, n) =>
      s.binding(n, { kind: 'field', target: s.tree.field(n, 'property'), value: s.tree.field(n, 'value') }),
  },
};
