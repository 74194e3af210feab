import type { FileId } from '@drift/shared';

/** Folders that builds write to, by which an entry names a file that only exists after building. */
const BUILT = /^(?:\.\/)?(?:dist|lib|build|out|es|esm|cjs|umd|types|typings)(?:\/(?:esm|cjs|src|types))?\//;
const SCRIPT = /\.(?:d\.)?[cm]?[jt]sx?$/;

/** Files that others outside the workspace can import, as the manifests of packages that may be published say. */
export function publicEntries(manifests: ReadonlyMap<FileId, string>, files: readonly FileId[]): ReadonlySet<FileId> {
  const out = new Set<FileId>();
  for (const [manifest, text] of manifests) {
    const directory = manifest.slice(0, manifest.lastIndexOf('/') + 1);
    const own = files.filter((f) => f.startsWith(directory) && SCRIPT.test(f));
    const entries = entriesOf(text);
    if (entries === null) continue;
    for (const file of own) {
      const stem = file.slice(directory.length).replace(SCRIPT, '');
      if (entries.some((e) => fits(stem, e))) out.add(file);
    }
  }
  return out;
}

/** Paths a manifest hands out, `index` where it names none; `null` for a package that is never published. */
function entriesOf(text: string): readonly string[] | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return ['*'];
  }
  if (typeof parsed !== 'object' || parsed === null) return null;
  const fields = new Map<string, unknown>(Object.entries(parsed));
  if (fields.get('private') === true) return null;
  const named = ['main', 'module', 'browser', 'types', 'typings', 'exports', 'bin'].flatMap((f) =>
    texts(fields.get(f)),
  );
  return named.length === 0 ? ['index'] : [...named, 'index'];
}

function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}

/** Whether a file without its ending is what an entry names, built or not. */
function fits(stem: string, entry: string): boolean {
  const plain = entry.replace(/^\.\//, '').replace(SCRIPT, '');
  const source = plain.replace(BUILT, '');
  const candidates = [plain, source, `src/${source}`, `lib/${source}`, `source/${source}`];
  return candidates.some((c) => {
    const star = c.indexOf('*');
    if (star >= 0) return stem.startsWith(c.slice(0, star));
    return stem === c || stem === `${c.replace(/\/$/, '')}/index`;
  });
}
