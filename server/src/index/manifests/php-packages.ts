import { dirname } from '../paths.ts';
import { at, entriesOf, textAt } from './json-value.ts';
import { type ManifestReading, NOTHING_SAID } from './package-manifest.ts';
import { parseManifest } from './parse-manifest.ts';

/** A `composer.json`: its name, what it requires, and the packages its path repositories hold. */
export function readComposer(file: string, text: string): ManifestReading {
  const json = parseManifest(file, text);
  if (!json.ok || typeof json.value !== 'object' || json.value === null) return NOTHING_SAID;
  const dir = dirname(file);
  const { value } = json;
  const dependencies = ['require', 'require-dev'].flatMap((f) => entriesOf(at(value, f)).map(([name]) => name));
  const listed = at(value, 'repositories');
  const repositories: unknown[] = Array.isArray(listed) ? listed : entriesOf(listed).map(([, r]) => r);
  const include = repositories.flatMap((r) => (at(r, 'type') === 'path' ? (textAt(r, 'url') ?? []) : []));
  return {
    packages: [{ ecosystem: 'php', file, dir, name: textAt(value, 'name'), dependencies, references: [] }],
    claims: include.length === 0 ? [] : [{ tool: 'composer', ecosystem: 'php', dir, include, exclude: [] }],
  };
}
