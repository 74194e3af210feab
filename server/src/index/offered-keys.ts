import { TYPE_KINDS } from '@drift/grammars';
import type { FileId, LanguageId } from '@drift/shared';
import type { FileFacts } from '../facts/file-facts.ts';
import { type GroupSpace, groupKey } from './groups.ts';
import { declaredNamespaces, scopedSymbols } from './module-scope.ts';
import { basename, dirname, stemOf } from './paths.ts';

/** Languages that can name each other's symbols. */
export type Family = 'ecmascript' | 'jvm' | Exclude<LanguageId, 'typescript' | 'javascript' | 'java' | 'kotlin'>;

/** The family of a language. */
export function familyOf(language: LanguageId): Family {
  switch (language) {
    case 'typescript':
    case 'javascript':
      return 'ecmascript';
    case 'java':
    case 'kotlin':
      return 'jvm';
    default:
      return language;
  }
}

/** The keys under which other files find this one: a function of its path and its own facts. */
export function offeredKeys(file: FileId, facts: FileFacts): string[] {
  const keys = new Set<string>([groupKey('stem', stemOf(file))]);
  switch (familyOf(facts.language)) {
    case 'ecmascript':
      break;
    case 'rust':
      typePaths(keys, facts);
      break;
    case 'python':
      keys.add(groupKey('pythonTop', pythonName(file)));
      break;
    case 'go':
      if (!file.endsWith('_test.go')) keys.add(groupKey('goPackage', dirname(file)));
      break;
    case 'ruby':
      keys.add(groupKey('base', basename(file)));
      typePaths(keys, facts);
      break;
    case 'jvm':
      keys.add(groupKey('base', basename(file)));
      declared(keys, facts, { namespace: 'jvmPackage', name: 'jvmName' });
      break;
    case 'csharp':
      declared(keys, facts, { namespace: 'csharpNamespace', name: 'csharpName' });
      typePaths(keys, facts);
      for (const name of declaredNamespaces(facts)) {
        for (let at = name; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
          keys.add(groupKey('csharpInside', at));
        }
      }
      break;
    case 'php':
      keys.add(groupKey('base', basename(file)));
      declared(keys, facts, { namespace: 'phpNamespace', name: 'phpName' });
      break;
  }
  return [...keys];
}

/** The groups whose other members see this file without importing it. */
export function siblingGroups(file: FileId, facts: FileFacts): string[] {
  switch (familyOf(facts.language)) {
    case 'go':
      return [groupKey('goPackage', dirname(file))];
    case 'jvm':
      return namespaceKeys(facts, 'jvmPackage');
    case 'csharp':
      return namespaceKeys(facts, 'csharpInside');
    case 'php':
      return namespaceKeys(facts, 'phpNamespace');
    default:
      return [];
  }
}

/** Partial classes, reopened classes and `impl` blocks meet under the path of their type. */
function typePaths(keys: Set<string>, facts: FileFacts): void {
  for (const row of facts.table('symbols')) {
    if (TYPE_KINDS.has(row.kind) || row.kind === 'impl') keys.add(groupKey('typePath', row.path));
  }
}

function namespaceKeys(facts: FileFacts, space: GroupSpace): string[] {
  return declaredNamespaces(facts).map((name) => groupKey(space, name));
}

function declared(keys: Set<string>, facts: FileFacts, spaces: { namespace: GroupSpace; name: GroupSpace }): void {
  for (const key of namespaceKeys(facts, spaces.namespace)) keys.add(key);
  const namespaces = new Set<string>();
  for (const { row, namespace } of scopedSymbols(facts)) {
    namespaces.add(namespace);
    keys.add(groupKey(spaces.name, namespace === '' ? row.name : `${namespace}.${row.name}`));
  }
  const home = namespaces.size === 1 ? [...namespaces][0] : declaredNamespaces(facts)[0];
  for (const binding of facts.table('bindings')) {
    if (binding.symbol >= 0 || home === undefined) continue;
    if (binding.kind !== 'variable' && binding.kind !== 'constant') continue;
    keys.add(groupKey(spaces.name, home === '' ? binding.target : `${home}.${binding.target}`));
  }
}

/** The module name a Python file has in its own folder. */
function pythonName(file: FileId): string {
  const stem = basename(stemOf(file));
  return stem === '__init__' ? basename(dirname(file)) : stem;
}
