import { dirname } from '../paths.ts';
import { type ManifestReading, NOTHING_SAID } from './package-manifest.ts';
import { MAX_MANIFEST } from './parameters.ts';

/** A `go.mod`: the module's path and those it requires. */
export function readGoModule(file: string, text: string): ManifestReading {
  const lines = directives(text);
  const name = lines.find((l) => l.verb === 'module')?.words[0] ?? null;
  if (name === null) return NOTHING_SAID;
  const dependencies = lines.flatMap((l) => (l.verb === 'require' ? l.words.slice(0, 1) : []));
  return {
    packages: [{ ecosystem: 'go', file, dir: dirname(file), name, dependencies, references: [] }],
    claims: [],
  };
}

/** A `go.work`: the folders it uses. */
export function readGoWork(file: string, text: string): ManifestReading {
  const include = directives(text).flatMap((l) => (l.verb === 'use' ? l.words.slice(0, 1) : []));
  if (include.length === 0) return NOTHING_SAID;
  return { packages: [], claims: [{ tool: 'go', ecosystem: 'go', dir: dirname(file), include, exclude: [] }] };
}

interface Directive {
  readonly verb: string;
  readonly words: readonly string[];
}

/** The directives of a Go manifest, those in a block one by one. */
function directives(text: string): Directive[] {
  const found: Directive[] = [];
  let block = '';
  for (const line of text.slice(0, MAX_MANIFEST).split('\n')) {
    const comment = line.indexOf('//');
    const words = (comment < 0 ? line : line.slice(0, comment)).trim().split(/\s+/).filter(Boolean);
    const [first = '', second] = words;
    if (first === ')') block = '';
    else if (block !== '' && first !== '') found.push({ verb: block, words: words.map(unquoted) });
    else if (second === '(') block = first;
    else if (first !== '') found.push({ verb: first, words: words.slice(1).map(unquoted) });
  }
  return found;
}

function unquoted(word: string): string {
  return word.replaceAll('"', '').replaceAll('`', '');
}
