/** The separator of an absolute path: `\` for drive letters and network shares, else `/`. */
export function separatorOf(absolute: string): '/' | '\\' {
  return absolute.startsWith('/') || !absolute.includes('\\') ? '/' : '\\';
}

/** The absolute path of a `/`-separated path below `root`. */
export function joinPath(root: string, relative: string): string {
  const separator = separatorOf(root);
  const base = root.endsWith(separator) ? root : root + separator;
  if (relative === '') return base.length > 1 && !base.endsWith(`:${separator}`) ? base.slice(0, -1) : base;
  return base + (separator === '/' ? relative : relative.replaceAll('/', separator));
}

/** The folder that an absolute path lies in; that of a root is itself. */
export function parentPath(absolute: string): string {
  const separator = separatorOf(absolute);
  const bare = absolute.length > 1 && absolute.endsWith(separator) ? absolute.slice(0, -1) : absolute;
  const at = bare.lastIndexOf(separator);
  return at < 0 ? absolute : joinPath(bare.slice(0, at + 1), '');
}

/** Whether `path` is `root` or lies below it; both absolute and free of links. */
export function isInside(root: string, path: string): boolean {
  const separator = separatorOf(root);
  return path === root || path.startsWith(root.endsWith(separator) ? root : root + separator);
}
