import type { LanguageId } from '@drift/shared';

/** How text is put together in a language, as far as a query can be read back from it. */
export interface QuerySyntax {
  /** Between the operands of a concatenation. */
  readonly concat: '+' | '.';
  /** What stands before the quote of a text: `f` in Python. */
  readonly prefix: RegExp;
  readonly quotes: readonly string[];
  /** What begins a value in a text with this prefix and quote; `null` where none does. */
  readonly hole: (prefix: string, quote: string) => RegExp | null;
  /** What stands before the quote once the text holds no values. */
  readonly plain: (prefix: string) => string;
  /** A call that formats: its name, before the parenthesis. */
  readonly format?: RegExp;
}

const BRACED = /^\$\{/;
const SIGIL = /^\$(?:\{|(?=[A-Za-z_]))/;
const C_FAMILY = {
  concat: '+',
  prefix: /^/,
  quotes: ['"'],
  hole: () => null,
  plain: () => '',
} as const;

/** The languages in which a query can be read back. */
export const QUERY_SYNTAX: Readonly<Partial<Record<LanguageId, QuerySyntax>>> = {
  csharp: {
    ...C_FAMILY,
    prefix: /^\$?/,
    hole: (prefix) => (prefix === '$' ? /^\{/ : null),
    format: /^string\.Format$/i,
  },
  go: { ...C_FAMILY, quotes: ['"', '`'], format: /^fmt\.Sprintf$/ },
  java: { ...C_FAMILY, format: /^String\.format$/ },
  javascript: { ...C_FAMILY, quotes: ["'", '"', '`'], hole: (_, quote) => (quote === '`' ? BRACED : null) },
  kotlin: { ...C_FAMILY, hole: () => SIGIL, format: /^String\.format$/ },
  php: {
    ...C_FAMILY,
    concat: '.',
    quotes: ['"', "'"],
    hole: (_, quote) => (quote === '"' ? /^(?:\{(?=\$)|(?=\$[A-Za-z_]))/ : null),
    format: /^sprintf$/,
  },
  python: {
    ...C_FAMILY,
    prefix: /^[fF]?/,
    quotes: ['"""', "'''", '"', "'"],
    hole: (prefix) => (prefix === '' ? null : /^\{/),
  },
  ruby: { ...C_FAMILY, quotes: ['"', "'"], hole: (_, quote) => (quote === '"' ? /^#\{/ : null) },
  typescript: { ...C_FAMILY, quotes: ["'", '"', '`'], hole: (_, quote) => (quote === '`' ? BRACED : null) },
};
