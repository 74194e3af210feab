// Marks of private fields: the name another mark asks for.

/** `_count` without its mark. `null` for `#count`, which the language itself makes private. */
function unmarked(name: string): string | null {
  if (name.startsWith('#')) return null;
  const prefixed = /^m_(.+)$/.exec(name)?.[1] ?? /^_(.+)$/.exec(name)?.[1] ?? /^m([A-Z].*)$/.exec(name)?.[1] ?? name;
  return /^[A-Z]{2}/.test(prefixed) ? prefixed : prefixed.charAt(0).toLowerCase() + prefixed.slice(1);
}

/** The name with the wanted mark (`underscore`, `m_`, `m`, `none`), or `null` where it would be no rename. */
export function remark(name: string, mark: string, isOneLetter: boolean): string | null {
  const bare = !isOneLetter && /^m[A-Z]/.test(name) ? name : unmarked(name);
  if (bare === null || !/^[A-Za-z]\w*$/.test(bare)) return null;
  switch (mark) {
    case 'underscore':
      return `_${bare}`;
    case 'm_':
      return `m_${bare}`;
    case 'm':
      return `m${bare.charAt(0).toUpperCase()}${bare.slice(1)}`;
    case 'none':
      return bare;
    default:
      return null;
  }
}
