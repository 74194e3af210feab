import { byCodeUnit, type FileId, type Problem } from '@drift/shared';
import { basename, dirname, join } from '../paths.ts';
import { at, entriesOf, textAt, texts } from './json-value.ts';
import { type PackageJson, readPackageJson } from './package-json.ts';
import { MAX_MANIFEST } from './parameters.ts';
import { parseManifest } from './parse-manifest.ts';
import { type PathAliases, readAliases } from './ts-config.ts';

/** A name that stands for a folder or file of the workspace. */
export interface NamedPlace {
  readonly name: string;
  readonly path: string;
}

/** What all manifests of a workspace say about where modules live. Parsed once; broken ones are reported and left out. */
export class ManifestSet {
  readonly problems: readonly Problem[];
  /** By folder of the package.json. */
  readonly packages: ReadonlyMap<string, PackageJson>;
  /** By package name; names declared twice are left out. */
  readonly packageNames: ReadonlyMap<string, PackageJson>;
  /** By folder of the tsconfig.json or jsconfig.json. */
  readonly aliases: ReadonlyMap<string, PathAliases>;
  /** Go modules, longest name first. */
  readonly goModules: readonly NamedPlace[];
  /** Rust crates: folder of the Cargo.toml -> path of the library root without extension. */
  readonly crates: ReadonlyMap<string, string>;
  /** Rust crate names as code writes them -> folder. */
  readonly crateNames: ReadonlyMap<string, string>;
  /** PSR-4 prefixes with dots for backslashes, longest first. */
  readonly psr4: readonly NamedPlace[];

  constructor(manifests: ReadonlyMap<FileId, string>) {
    const problems: Problem[] = [];
    const configs = new Map<string, unknown>();
    const packages = new Map<string, PackageJson>();
    const goModules: NamedPlace[] = [];
    const crates = new Map<string, string>();
    const crateNames = new Map<string, string>();
    const psr4: NamedPlace[] = [];
    for (const file of [...manifests.keys()].sort(byCodeUnit)) {
      const text = manifests.get(file) ?? '';
      const dir = dirname(file);
      const name = basename(file);
      if (name === 'go.mod') goModules.push(...goModule(dir, text));
      else if (name === 'Cargo.toml') readCargo(dir, parsed(file, text, problems), crates, crateNames);
      else if (/^[tj]sconfig[^/]*\.json$/.test(name)) configs.set(file, parsed(file, text, problems));
      else if (name === 'package.json') packages.set(dir, readPackageJson(dir, parsed(file, text, problems)));
      else if (name === 'composer.json') psr4.push(...composerPrefixes(dir, parsed(file, text, problems)));
    }
    this.problems = problems;
    this.packages = packages;
    this.packageNames = uniqueNames(packages);
    this.aliases = readAliases(configs);
    this.goModules = longestFirst(goModules);
    this.crates = crates;
    this.crateNames = crateNames;
    this.psr4 = longestFirst(psr4);
  }
}

function parsed(file: FileId, text: string, problems: Problem[]): unknown {
  const outcome = parseManifest(file, text);
  if (outcome.ok) return outcome.value;
  problems.push({ code: 'CONFIG_ERROR', message: `${outcome.message}; imports through it stay unresolved`, file });
  return undefined;
}

function uniqueNames(packages: ReadonlyMap<string, PackageJson>): Map<string, PackageJson> {
  const names = new Map<string, PackageJson>();
  const twice = new Set<string>();
  for (const found of packages.values()) {
    if (found.name === null) continue;
    if (names.has(found.name)) twice.add(found.name);
    names.set(found.name, found);
  }
  for (const name of twice) names.delete(name);
  return names;
}

function goModule(dir: string, text: string): NamedPlace[] {
  for (const line of text.slice(0, MAX_MANIFEST).split('\n')) {
    const words = line.trim().split(/\s+/);
    if (words[0] === 'module' && words[1] !== undefined) return [{ name: words[1].replaceAll('"', ''), path: dir }];
  }
  return [];
}

function readCargo(dir: string, toml: unknown, crates: Map<string, string>, names: Map<string, string>): void {
  const lib = at(toml, 'lib');
  const path = join(dir, textAt(lib, 'path') ?? 'src/lib.rs');
  if (path === null) return;
  const name = textAt(lib, 'name') ?? textAt(at(toml, 'package'), 'name');
  if (name === null) return;
  crates.set(dir, path.replace(/\.rs$/, ''));
  names.set(name.replaceAll('-', '_'), dir);
}

function composerPrefixes(dir: string, json: unknown): NamedPlace[] {
  return ['autoload', 'autoload-dev'].flatMap((section) =>
    entriesOf(at(at(json, section), 'psr-4')).flatMap(([prefix, folders]) =>
      texts(folders).flatMap((folder) => {
        const path = join(dir, folder);
        return path === null ? [] : [{ name: prefix.split('\\').filter(Boolean).join('.'), path }];
      }),
    ),
  );
}

function longestFirst(places: readonly NamedPlace[]): NamedPlace[] {
  return [...places].sort((a, b) => b.name.length - a.name.length || byCodeUnit(a.name, b.name));
}
