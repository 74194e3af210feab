import type { FileFacts } from '../../facts/file-facts.ts';

/**
 * What each imported local name stands for, as a dotted path: the module for namespace and default imports,
 * module plus name for named ones. Wildcards give nothing. Names imported twice with different meanings are left out.
 */
export function importedNames(facts: FileFacts): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const clashes = new Set<string>();
  const put = (local: string, meaning: string): void => {
    const known = names.get(local);
    if (known !== undefined && known !== meaning) clashes.add(local);
    names.set(local, meaning);
  };
  const imports = facts.table('imports');
  for (const s of facts.table('specifiers')) {
    const row = imports.get(s.import);
    if (row === null || s.kind === 'wildcard') continue;
    const module = row.source.startsWith('node:') ? row.source.slice(5) : row.source;
    const local = s.alias === '' ? s.name : s.alias;
    if (local === '' || local === '_' || local === '.') continue;
    put(local, meaningOf(facts.language, module, s.kind, s.name));
  }
  for (const name of clashes) names.delete(name);
  return names;
}

function meaningOf(language: FileFacts['language'], module: string, kind: string, name: string): string {
  const dotted = module.replaceAll('\\', '.').replaceAll('::', '.');
  switch (language) {
    case 'java':
    case 'kotlin':
    case 'php':
    case 'csharp':
      // The source already ends in the imported name.
      return dotted.endsWith(`.${name}`) || dotted === name ? dotted.replace(/^\./, '') : `${dotted}.${name}`;
    case 'rust':
      return kind === 'namespace' || dotted.endsWith(`.${name}`) || dotted === name ? dotted : `${dotted}.${name}`;
    case 'python':
      return kind === 'named' ? `${dotted}.${name}` : dotted;
    case 'go':
      return module;
    case 'javascript':
    case 'typescript':
      return kind === 'named' ? `${module}.${name}` : module;
    case 'ruby':
      return module;
  }
}
