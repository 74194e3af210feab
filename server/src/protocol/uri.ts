/**
 * Between the URIs of the protocol and paths. The platform is read off the path itself: one with a drive letter or a
 * server name is a Windows path, any other a POSIX path, so the answers are the same wherever the process runs.
 */
import type { FileId } from '@drift/shared';

interface ParsedPath {
  readonly style: 'posix' | 'win32';
  /** `/`, `c:\` or `\\server\share\`. */
  readonly root: string;
  readonly segments: readonly string[];
}

/** The scheme in lower case; null for a text without one, such as a bare path with or without a drive letter. */
export function schemeOf(uri: string): string | null {
  // One letter before the colon is a drive.
  return /^([a-z][a-z0-9+.-]+):/i.exec(uri)?.[1]?.toLowerCase() ?? null;
}

/**
 * The canonical absolute path of a `file:` URI, the same for every spelling of it: decoded, `.` and `..` resolved,
 * slashes single, drive letter and server name in lower case, no trailing slash. Names keep their case and their
 * Unicode form, for on disk both count. Null for other schemes and for what names no absolute path.
 */
export function uriToPath(uri: string): string | null {
  if (schemeOf(uri) !== 'file') return null;
  const rest = uri.slice('file:'.length).replace(/[?#].*$/s, '');
  const [, authority = '', path = ''] = /^(?:\/\/([^/]*))?(.*)$/s.exec(rest) ?? [];
  const parsed = parsePath(nativeForm(decodePercent(authority), decodePercent(path)));
  return parsed === null ? null : printPath(parsed);
}

/** The `file:` URI of an absolute path, encoded the way VS Code does (`file:///c%3A/...`); null for a relative path. */
export function pathToUri(path: string): string | null {
  const parsed = parsePath(path);
  if (parsed === null) return null;
  const tail = parsed.segments.map(encodeSegment).join('/');
  if (parsed.root === '/') return `file:///${tail}`;
  if (!parsed.root.startsWith('\\\\')) return `file:///${parsed.root.charAt(0)}%3A/${tail}`;
  const [server = '', share = ''] = parsed.root.slice(2).split('\\');
  const base = `file://${encodeSegment(server)}/${encodeSegment(share)}`;
  return tail === '' ? base : `${base}/${tail}`;
}

/**
 * The id of the file at `path` in the workspace at `root`, both absolute; null when it lies elsewhere or is the root
 * itself. On Windows paths the root is recognised in any case; the id keeps the case of `path`.
 */
export function fileIdWithin(root: string, path: string): FileId | null {
  const id = placeBelow(root, path);
  return id !== null && isFileId(id) ? id : null;
}

/** Whether `path` is the folder at `root` or lies below it, both absolute. */
export function isAtOrBelow(root: string, path: string): boolean {
  return placeBelow(root, path) !== null;
}

/** The names from `root` to `path`, joined by `/`: none where they are the same folder; null when `path` lies elsewhere. */
function placeBelow(root: string, path: string): string | null {
  const base = parsePath(root);
  const file = parsePath(path);
  if (base === null || file === null || base.style !== file.style) return null;
  const fold = base.style === 'win32' ? (name: string) => name.toLowerCase() : (name: string) => name;
  if (fold(base.root) !== fold(file.root)) return null;
  if (!base.segments.every((segment, index) => fold(segment) === fold(file.segments[index] ?? ''))) return null;
  return file.segments.slice(base.segments.length).join('/');
}

/** Whether a text has the form of a file id: names joined by `/`, none of them empty, `.` or `..`. */
export function isFileId(text: string): text is FileId {
  return text.split('/').every((name) => name !== '' && name !== '.' && name !== '..');
}

/** A URI's decoded parts as a path of the platform they speak of. */
function nativeForm(authority: string, path: string): string {
  // `file://c:/x` is a common slip: the drive stands where the server belongs.
  if (/^[a-z][:|]$/i.test(authority)) return authority + path;
  if (authority !== '' && authority.toLowerCase() !== 'localhost') return `\\\\${authority}${path}`;
  // More than one slash comes of writing `file:///` before a path that has its own.
  return path.replace(/^\/+(?=[a-z][:|](?:[\\/]|$))/i, '');
}

function parsePath(path: string): ParsedPath | null {
  if (path.includes('\0')) return null;
  const plain = path.replace(/^\\\\\?\\UNC\\/i, '\\\\').replace(/^\\\\\?\\/, '');
  const drive = /^([a-z])[:|](?:[\\/]|$)/i.exec(plain);
  if (drive !== null) return windowsPath(`${drive[1]?.toLowerCase()}:\\`, plain.slice(2));
  const server = /^\\\\([^\\/?]+)[\\/]+([^\\/]+)/.exec(plain);
  if (server !== null) {
    const [whole, name = '', share = ''] = server;
    return isDots(name) || isDots(share)
      ? null
      : windowsPath(`\\\\${name.toLowerCase()}\\${share}\\`, plain.slice(whole.length));
  }
  return plain.startsWith('/') ? { style: 'posix', root: '/', segments: resolved(plain.split('/')) } : null;
}

function windowsPath(root: string, rest: string): ParsedPath | null {
  const segments = resolved(rest.split(/[\\/]/));
  // A colon after the drive names a hidden stream of a file, never a file.
  return segments.some((segment) => segment.includes(':')) ? null : { style: 'win32', root, segments };
}

function printPath(path: ParsedPath): string {
  const printed = path.root + path.segments.join(path.style === 'posix' ? '/' : '\\');
  return path.segments.length === 0 && path.root.startsWith('\\\\') ? printed.slice(0, -1) : printed;
}

function resolved(segments: readonly string[]): readonly string[] {
  const kept: string[] = [];
  for (const segment of segments) {
    if (segment === '..') kept.pop();
    else if (segment !== '' && segment !== '.') kept.push(segment);
  }
  return kept;
}

function isDots(name: string): boolean {
  return name === '.' || name === '..';
}

// Runs that are no UTF-8 stay as they are: some clients do not encode a percent sign in a name.
function decodePercent(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}

function encodeSegment(segment: string): string {
  const wellFormed = segment.replace(/\p{Surrogate}/gu, '\uFFFD');
  return encodeURIComponent(wellFormed).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
