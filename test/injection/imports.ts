// Rewrites imports: their order, and the paths by which they reach other places of the code base.
import type { LanguageId } from '@drift/shared';
import type { CodeText } from './code-text.ts';
import type { Candidate, Rewriter, Surroundings } from './rewriter.ts';

type PerLanguage<T> = Readonly<Partial<Record<LanguageId, T>>>;

const IMPORT: PerLanguage<RegExp> = {
  javascript: /^import .* from ['"].*['"];?$/,
  typescript: /^import (?!type ).* from ['"].*['"];?$/,
  python: /^(?:import [\w.]+|from \S+ import [\w, ]+)$/,
  java: /^import (?!static )[\w.]+;$/,
  kotlin: /^import [\w.]+$/,
  php: /^use [\w\\]+;$/,
  csharp: /^\s*using [\w.]+;$/,
  go: /^\t"[^"]+"$/,
  rust: /^use [\w:]+(?:::\{[\w, ]+\})?;$/,
};

/** The imports at the head of a file where they are nothing but one-line imports and blank lines. */
function headOf(file: CodeText): number[] {
  const pattern = IMPORT[file.language];
  const out: number[] = [];
  const lines = file.text.split('\n');
  if (pattern === undefined) return out;
  for (const [at, line] of lines.entries()) {
    if (pattern.test(line)) out.push(at);
    else if (out.length > 0 && line.trim() !== '') {
      // Another import of a kind that is not moved: nothing is certain then.
      return /^\s*(?:import|from|use|using|\t?\w+ ")\b/.test(line) || (file.language === 'go' && line !== ')')
        ? []
        : out;
    }
  }
  return out;
}

/** The group an import belongs to, by its text alone. */
function isSpecial(file: CodeText, line: string): boolean {
  switch (file.language) {
    case 'go':
      return !(/"([^"/]+)/.exec(line)?.[1] ?? '').includes('.');
    case 'java':
      return /^import javax?\./.test(line);
    case 'rust':
      return /^use (?:std|core|alloc)::/.test(line);
    case 'csharp':
      return /^\s*using System\b/.test(line);
    case 'python':
      return /^from \./.test(line);
    default:
      return /from ['"]\./.test(line);
  }
}

const SPECIAL_FIRST: ReadonlySet<string> = new Set(['standard-first', 'internal-first']);
const GO_REPLACED = /\/(?:errors|context|log|slices|maps|json|sync|rand)"$/;

/** An import of scripts that names a package or a relative path; an alias belongs to no group for certain. */
const KNOWN_GROUP = /from ['"](?:\.{1,2}(?:\/|['"])|@?[A-Za-z0-9][\w.-]*(?:\/|['"]))/;

/** A list of imports in another order, and which of them may be said to be out of place. */
interface Move {
  readonly way: string;
  readonly becomes: string;
  readonly texts: readonly string[];
  /** First and last place, from 0, of what may be told. */
  readonly from: number;
  readonly to: number;
}

/** In which order a file imports. */
export const importOrder: Rewriter = function* (file, around) {
  const head = headOf(file);
  const lines = file.text.split('\n');
  if (head.length < 5 || /__init__\.py$/.test(file.path)) return;
  const texts = head.map((at) => lines[at] ?? '');
  if (new Set(texts).size !== texts.length) return;
  if (isScript(file.language) && !texts.every((t) => KNOWN_GROUP.test(t))) return;
  const moves = around.expected === 'alphabetical' ? unsorted(file, texts, around) : regrouped(file, texts, around);
  for (const { way, becomes, texts: moved, from, to } of moves) {
    const edits = head.flatMap((at, i) => {
      const text = moved[i] ?? '';
      return text === texts[i] ? [] : [{ start: file.start(at), end: file.start(at) + (texts[i] ?? '').length, text }];
    });
    const [first, last] = [head[from] ?? 0, head[to] ?? 0];
    const candidate: Candidate = {
      key: 'import-order',
      way,
      becomes,
      from: first,
      to: last,
      edits,
      what: `${way}: ${moved[from]?.trim()}`,
    };
    yield candidate;
  }
};

function isScript(language: LanguageId): boolean {
  return language === 'javascript' || language === 'typescript';
}

/** A list with one of its members at another place. */
function withMoved(texts: readonly string[], from: number, to: number): string[] {
  const out = [...texts];
  const [moved] = out.splice(from, 1);
  if (moved !== undefined) out.splice(to, 0, moved);
  return out;
}

/** Lists sorted by name: turned around, and with one name too early or too late. */
function* unsorted(file: CodeText, texts: readonly string[], around: Surroundings): Generator<Move> {
  if (file.language !== 'kotlin' && file.language !== 'php') return;
  const last = texts.length - 1;
  yield { way: 'turned', becomes: 'unordered', texts: [...texts].reverse(), from: 0, to: last };
  const names = texts.map((t) => t.toLowerCase());
  // Only where the names show the order beyond doubt is a name that moved the one that is told.
  if (names.some((name, i) => i > 0 && (names[i - 1] ?? '') >= name)) return;
  const early = around.below(last - 1);
  const after = early + 2 + around.below(last - early - 1);
  yield { way: 'too early', becomes: 'unordered', texts: withMoved(texts, after, early), from: early, to: early };
  yield { way: 'too late', becomes: 'unordered', texts: withMoved(texts, early, after), from: after, to: after };
}

/** Two groups: one member of either goes to the far end of the other, or between its members. */
function* regrouped(file: CodeText, texts: readonly string[], around: Surroundings): Generator<Move> {
  const special = texts.map((t) => isSpecial(file, t));
  const changes = special.filter((s, i) => i > 0 && s !== special[i - 1]).length;
  const leading = special.filter((s) => s === special[0]).length;
  const trailing = texts.length - leading;
  if (changes !== 1 || leading < 2 || special[0] !== SPECIAL_FIRST.has(around.expected)) return;
  // A replacement of a standard package keeps that one's place.
  if (file.language === 'go' && texts.some((t, i) => special[i] !== true && GO_REPLACED.test(t))) return;
  const last = texts.length - 1;
  if (file.language === 'java' || file.language === 'csharp') {
    // Two groups by name alone are told only in their order.
    const swapped = [...texts.slice(leading).reverse(), ...texts.slice(0, leading).reverse()];
    const becomes = around.expected === 'standard-first' ? 'standard-last' : 'standard-first';
    yield { way: 'groups swapped', becomes, texts: swapped, from: 0, to: last };
    return;
  }
  const moved = (way: string, from: number, to: number): Move => {
    // Next to the border, the neighbour on the other side of it may be the one out of place as well.
    const isBefore = to === leading - 1 && from >= leading;
    const isBehind = to === leading && from < leading;
    return {
      way,
      becomes: 'mixed',
      texts: withMoved(texts, from, to),
      from: isBehind ? to - 1 : to,
      to: isBefore ? to + 1 : to,
    };
  };
  const ways = [moved('at the end', 0, last)];
  if (trailing >= 2) {
    const other = leading + around.below(trailing);
    ways.push(moved('too early', other, 0), moved('between', other, 1 + around.below(leading - 1)));
    ways.push(moved('between', around.below(leading), leading + around.below(trailing - 1)));
  }
  for (const move of ways) if (file.language !== 'rust' || !isSortedByName(move.texts)) yield move;
}

function isSortedByName(texts: readonly string[]): boolean {
  const names = texts.map((t) => t.toLowerCase());
  return names.every((name, i) => i === 0 || (names[i - 1] ?? '') <= name);
}

/** The import on a line, with another path. */
function reached(
  line: number,
  { source, start }: { readonly source: string; readonly start: number },
  to: string,
  becomes: string,
): Candidate {
  const edits = [{ start, end: start + source.length, text: to }];
  return { key: 'import-path', becomes, from: line, to: line, edits, what: `${source} -> ${to}` };
}

/** How imports reach other places of the same code base. */
export const importPath: Rewriter = function* (file, around) {
  const directories = file.path.split('/').slice(0, -1);
  const lines = file.text.split('\n');
  if (file.path.endsWith('/__init__.py')) return;
  for (const [at, line] of lines.entries()) {
    const start = file.start(at);
    if (file.language === 'python') {
      const m = /^from ([\w.]+) import /.exec(line);
      const source = m?.[1] ?? '';
      const own = directories.slice(
        directories.findIndex((_, i) => source.startsWith(`${directories.slice(i).join('.')}.`)),
      );
      if (around.expected === 'absolute' && own.length >= 2 && source.startsWith(`${own.join('.')}.`)) {
        const to = source.slice(own.join('.').length);
        if (/\._[^.]*$/.test(source)) continue;
        yield reached(at, { source, start: start + 5 }, to, 'relative');
      } else if (
        around.expected === 'relative' &&
        /^\.[A-Za-z]/.test(source) &&
        directories.length >= 2 &&
        !/\._[^.]*$/.test(source)
      ) {
        const to = directories.join('.') + source;
        yield reached(at, { source, start: start + 5 }, to, 'absolute');
      }
      continue;
    }
    const m = /^(?:import|export) .* from ['"](\.\.\/\.\.\/[\w./-]+)['"];?$/.exec(line);
    const source = m?.[1];
    if (around.expected !== 'relative' || source === undefined || !/^import /.test(line)) continue;
    const parts = [...directories];
    const rest = source.split('/');
    while (rest[0] === '..') {
      rest.shift();
      parts.pop();
    }
    const root = directories.findIndex((d) => d === 'src' || d === 'lib' || d === 'app');
    const target = [...parts, ...rest].slice(root + 1);
    const below = directories.slice(root + 1);
    let shared = 0;
    while (shared < below.length && shared < target.length - 1 && below[shared] === target[shared]) shared++;
    if (root < 0 || parts.length < root + 1 || below.length - shared < 2) continue;
    const from = start + line.indexOf(source);
    const to = `@/${target.join('/')}`;
    yield reached(at, { source, start: from }, to, 'alias');
  }
};
