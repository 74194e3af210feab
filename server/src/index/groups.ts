// Keys of groups of files. The leading NUL keeps them apart from paths, which are keys too.

/** What a group of files has in common. */
export type GroupSpace =
  /** Every file, by path without extension. */
  | 'stem'
  /** By file name, for languages whose modules are looked up below unknown roots. */
  | 'base'
  /** Python packages and modules by the name an absolute import may start with. */
  | 'pythonTop'
  | 'jvmPackage'
  | 'jvmName'
  | 'csharpNamespace'
  | 'csharpName'
  /** C# files by every namespace around them: they see its types without importing it. */
  | 'csharpInside'
  | 'goPackage'
  /** Types that may be written in several parts, by dotted path. */
  | 'typePath'
  | 'phpName'
  | 'phpNamespace';

/** The key of a group. */
export function groupKey(space: GroupSpace, name: string): string {
  return `\0${space}\0${name}`;
}

/** Whether a key names a group and not a path. */
export function isGroupKey(key: string): boolean {
  return key.charCodeAt(0) === 0;
}
