import { basename, dirname } from '../paths.ts';
import type { ManifestReading } from './package-manifest.ts';
import { MAX_MANIFEST } from './parameters.ts';
import { quotedTexts } from './quoted-texts.ts';

const DEPENDENCY = /\.add_(?:runtime_|development_)?dependency\b/;

/** A `*.gemspec`: its name and dependencies where they stand as plain texts; nothing of it is run. */
export function readGemspec(file: string, text: string): ManifestReading {
  const lines = text.slice(0, MAX_MANIFEST).split('\n');
  const named = lines.find((line) => /\.name\s{0,20}=/.test(line));
  const name = quotedTexts(named ?? '')[0] ?? basename(file).replace(/\.gemspec$/, '');
  const dependencies = lines.filter((line) => DEPENDENCY.test(line)).flatMap((line) => quotedTexts(line).slice(0, 1));
  return {
    packages: [{ ecosystem: 'ruby', file, dir: dirname(file), name, dependencies, references: [] }],
    claims: [],
  };
}

/** A `Gemfile`: names of the gems it asks for; it makes no package. */
export function readGemfile(text: string): string[] {
  return text
    .slice(0, MAX_MANIFEST)
    .split('\n')
    .filter((line) => /^\s{0,40}gem[\s(]/.test(line))
    .flatMap((line) => quotedTexts(line).slice(0, 1));
}
