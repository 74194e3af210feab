import { GRAMMARS, type GrammarId } from '@drift/shared';

/** Names editors give to what has a grammar under another name. */
const EDITOR_NAMES: ReadonlyMap<string, GrammarId> = new Map<string, GrammarId>([
  ['typescriptreact', 'tsx'],
  ['javascriptreact', 'javascript'],
]);

/** The grammar of a language as the editor names it; `null` for languages Drift does not read. */
export function grammarOfLanguageId(id: string): GrammarId | null {
  return EDITOR_NAMES.get(id) ?? GRAMMARS.find((g) => g === id) ?? null;
}
