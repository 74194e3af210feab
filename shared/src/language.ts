/** The ten languages Drift reads, in code-unit order. */
export const LANGUAGES = [
  'csharp',
  'go',
  'java',
  'javascript',
  'kotlin',
  'php',
  'python',
  'ruby',
  'rust',
  'typescript',
] as const;
/** One of the ten languages. */
export type LanguageId = (typeof LANGUAGES)[number];

/** A grammar is one `.wasm`; TypeScript has two because angle-bracket casts and JSX exclude each other. */
export const GRAMMARS = [...LANGUAGES, 'tsx'] as const;
/** One of the grammars. */
export type GrammarId = (typeof GRAMMARS)[number];

const BY_EXTENSION: ReadonlyMap<string, GrammarId> = new Map<string, GrammarId>([
  ['ts', 'typescript'],
  ['mts', 'typescript'],
  ['cts', 'typescript'],
  ['tsx', 'tsx'],
  ['js', 'javascript'],
  ['jsx', 'javascript'],
  ['mjs', 'javascript'],
  ['cjs', 'javascript'],
  ['py', 'python'],
  ['pyi', 'python'],
  ['java', 'java'],
  ['cs', 'csharp'],
  ['go', 'go'],
  ['rs', 'rust'],
  ['rb', 'ruby'],
  ['rake', 'ruby'],
  ['gemspec', 'ruby'],
  ['php', 'php'],
  ['kt', 'kotlin'],
  ['kts', 'kotlin'],
]);
const BY_NAME: ReadonlyMap<string, GrammarId> = new Map<string, GrammarId>([
  ['Rakefile', 'ruby'],
  ['Gemfile', 'ruby'],
]);

/** Every file extension Drift analyses, without the dot. */
export const EXTENSIONS: readonly string[] = [...BY_EXTENSION.keys()];

/** The grammar for a path, by extension (case-insensitive) or bare name; `null` where Drift has no language for it. */
export function grammarOfPath(path: string): GrammarId | null {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  if (dot <= 0) return BY_NAME.get(name) ?? null;
  return BY_EXTENSION.get(name.slice(dot + 1).toLowerCase()) ?? null;
}

/** The language a grammar belongs to. */
export function languageOfGrammar(grammar: GrammarId): LanguageId {
  return grammar === 'tsx' ? 'typescript' : grammar;
}
