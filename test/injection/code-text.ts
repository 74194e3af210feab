// What the injections know of source code: which characters are code, which lines lie in a function, which names occur where.
// Deliberately text and patterns only: the harness must not see through the eyes of what it measures.
import type { LanguageId } from '@drift/shared';

const HASH_COMMENTS: ReadonlySet<LanguageId> = new Set(['python', 'ruby', 'php']);
const SLASH_COMMENTS: ReadonlySet<LanguageId> = new Set([
  'csharp',
  'go',
  'java',
  'javascript',
  'kotlin',
  'php',
  'rust',
  'typescript',
]);
/** Texts that a line-wise reader of code gets wrong: heredocs, verbatim and raw texts. Such files are left alone. */
const HARD: Readonly<Partial<Record<LanguageId, RegExp>>> = {
  ruby: /<<[~-]?['"A-Z]|^=begin|%[qQwWiI]?[[({|]/m,
  php: /<<<|\?>\s*\S/,
  csharp: /@"|"""|\$@"|^#if/m,
  rust: /r#+"/,
};

/** One file as the injections see it. */
export class CodeText {
  readonly language: LanguageId;
  readonly path: string;
  readonly text: string;
  /** The text with comments and the insides of literals blanked, of the same length. */
  readonly code: string;
  readonly lines: readonly string[];
  readonly starts: readonly number[];

  constructor(path: string, text: string, language: LanguageId) {
    this.path = path;
    this.text = text;
    this.language = language;
    this.code = blanked(text, language);
    this.lines = this.code.split('\n');
    let at = 0;
    this.starts = this.lines.map((line) => {
      const start = at;
      at += line.length + 1;
      return start;
    });
  }

  /** True for files whose texts are too odd for a reader of lines. */
  get isHard(): boolean {
    return HARD[this.language]?.test(this.text) === true || this.text.includes('\r\n') === true;
  }

  line(at: number): string {
    return this.lines[at] ?? '';
  }

  start(at: number): number {
    return this.starts[at] ?? 0;
  }

  /** The line, from 0, that an offset lies in. */
  lineOf(offset: number): number {
    let low = 0;
    let high = this.starts.length;
    while (low + 1 < high) {
      const middle = (low + high) >>> 1;
      if (this.start(middle) <= offset) low = middle;
      else high = middle;
    }
    return low;
  }

  /** Offsets at which a name occurs in code. */
  occurrences(name: string): number[] {
    const out: number[] = [];
    for (const m of this.code.matchAll(new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`, 'g')))
      out.push(m.index);
    return out;
  }

  /** True where a name occurs anywhere, in comments and literals as well. */
  mentions(name: string): boolean {
    return new RegExp(`(?<![\\w$])${name}(?![\\w$])`).test(this.text);
  }

  /** First line after `from` that is indented less than it: the end of the block that `from` stands in. */
  endOfBlock(from: number): number {
    const depth = indentOf(this.line(from));
    for (let at = from + 1; at < this.lines.length; at++) {
      const line = this.line(at);
      if (line.trim() !== '' && indentOf(line) < depth) return at;
    }
    return this.lines.length;
  }

  /** The line that closes a block which `header` opens. */
  closeOf(header: number): number {
    const depth = indentOf(this.line(header));
    for (let at = header + 1; at < this.lines.length; at++) {
      const line = this.line(at);
      if (line.trim() !== '' && indentOf(line) <= depth && !/^\s*\{\s*$/.test(line)) return at;
    }
    return this.lines.length;
  }

  /** The lines that enclose a line, from the inside out. */
  headers(from: number): number[] {
    const out: number[] = [];
    let depth = indentOf(this.line(from));
    for (let at = from - 1; at >= 0 && depth > 0; at--) {
      const line = this.line(at);
      if (line.trim() === '' || indentOf(line) >= depth) continue;
      depth = indentOf(line);
      let header = at;
      if (/^\s*\{\s*$/.test(line)) while (header > 0 && this.line(header - 1).trim() === '') header--;
      if (/^\s*\{\s*$/.test(line)) header--;
      out.push(Math.max(0, header));
    }
    return out;
  }
}

/** Width of the white space a line begins with. */
export function indentOf(line: string): number {
  const space = /^[ \t]*/.exec(line)?.[0] ?? '';
  return space.replaceAll('\t', '    ').length;
}

/** Blanks comments and the insides of literals; quotes stay, so that a literal can still be told. */
function blanked(text: string, language: LanguageId): string {
  const out = text.split('');
  const blank = (from: number, to: number): void => {
    for (let i = from; i < to && i < out.length; i++) if (out[i] !== '\n') out[i] = ' ';
  };
  for (let i = 0; i < text.length; ) {
    const end = literalEnd(text, i, language);
    if (end === null) {
      i++;
      continue;
    }
    blank(i + end.keep, end.at - end.keep);
    i = end.at;
  }
  return out.join('');
}

/** Where a comment or literal that begins here ends, and how many characters of its marks stay; `null` for code. */
function literalEnd(text: string, i: number, language: LanguageId): { at: number; keep: number } | null {
  const c = text[i];
  const two = text.slice(i, i + 2);
  const until = (mark: string, from: number): number => {
    const found = text.indexOf(mark, from);
    return found < 0 ? text.length : found;
  };
  if (SLASH_COMMENTS.has(language)) {
    if (two === '//') return { at: until('\n', i), keep: 0 };
    if (two === '/*') return { at: until('*/', i + 2) + 2, keep: 0 };
  }
  if (c === '#' && HASH_COMMENTS.has(language) && text[i + 1] !== '{') return { at: until('\n', i), keep: 0 };
  const three = text.slice(i, i + 3);
  if ((three === '"""' || three === "'''") && (language === 'python' || language === 'kotlin' || language === 'java'))
    return { at: until(three, i + 3) + 3, keep: 1 };
  if (c === '`' && language === 'go') return { at: until('`', i + 1) + 1, keep: 1 };
  if (c === "'" && language === 'rust') {
    // A lifetime is no literal.
    const m = /^'(?:\\.[^']*|[^'\\])'/.exec(text.slice(i, i + 14));
    return m === null ? null : { at: i + m[0].length, keep: 1 };
  }
  if (c !== '"' && c !== "'" && c !== '`') return null;
  if (c === '`' && language !== 'javascript' && language !== 'typescript') return null;
  for (let at = i + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === c) return { at: at + 1, keep: 1 };
    else if (text[at] === '\n' && c !== '`' && language !== 'php' && language !== 'ruby') return { at, keep: 1 };
  }
  return { at: text.length, keep: 1 };
}

/** The words of a name, in small letters. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .split(/[_\-.]+/)
    .filter((w) => w !== '')
    .map((w) => w.toLowerCase());
}

/** A name of two or more plain words, so that every style can be seen in it. */
export function showsStyle(name: string): boolean {
  const words = wordsOf(name);
  return /^[A-Za-z_]+$/.test(name) && !name.startsWith('_') && words.length >= 2 && words.every((w) => w.length > 1);
}

/** Joins words in a style. */
export function inStyle(words: readonly string[], style: string): string {
  const capital = words.map((w) => w.charAt(0).toUpperCase() + w.slice(1));
  switch (style) {
    case 'camel':
      return (words[0] ?? '') + capital.slice(1).join('');
    case 'pascal':
      return capital.join('');
    case 'snake':
      return words.join('_');
    case 'screaming':
      return words.join('_').toUpperCase();
    case 'kebab':
      return words.join('-');
    default:
      throw new Error(`no style is called ${style}`);
  }
}
