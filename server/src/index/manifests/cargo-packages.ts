import { dirname, join } from '../paths.ts';
import { at, entriesOf, textAt, texts } from './json-value.ts';
import { type ManifestReading, NOTHING_SAID } from './package-manifest.ts';
import { parseManifest } from './parse-manifest.ts';

const DEPENDENCY_TABLES = ['dependencies', 'dev-dependencies', 'build-dependencies'] as const;

/** A `Cargo.toml`: the crate, what it depends on, and the members of its workspace. */
export function readCargoPackage(file: string, text: string): ManifestReading {
  const toml = parseManifest(file, text);
  if (!toml.ok) return NOTHING_SAID;
  const dir = dirname(file);
  const { value } = toml;
  const tables = [value, ...entriesOf(at(value, 'target')).map(([, target]) => target)].flatMap((owner) =>
    DEPENDENCY_TABLES.flatMap((table) => entriesOf(at(owner, table))),
  );
  const dependencies = tables.map(([name, spec]) => textAt(spec, 'package') ?? name);
  const places = tables.flatMap(([, spec]) => textAt(spec, 'path') ?? []);
  const references = places.flatMap((place) => join(dir, place) ?? []);
  const name = textAt(at(value, 'package'), 'name');
  const workspace = at(value, 'workspace');
  return {
    packages: name === null ? [] : [{ ecosystem: 'cargo', file, dir, name, dependencies, references }],
    claims:
      workspace === undefined
        ? []
        : [
            {
              tool: 'cargo',
              ecosystem: 'cargo',
              dir,
              // The package beside the workspace table and what it depends on by path are members without being named.
              include: [...texts(at(workspace, 'members')), '.', ...places],
              exclude: texts(at(workspace, 'exclude')),
            },
          ],
  };
}
