// Rewrites names into another style: variables, functions, types, constants, files.
import type { LanguageId } from '@drift/shared';
import { type CodeText, indentOf, inStyle, showsStyle, wordsOf } from './code-text.ts';
import { type Candidate, type Rewriter, renaming, type Surroundings } from './rewriter.ts';

type PerLanguage<T> = Readonly<Partial<Record<LanguageId, T>>>;

const ANOTHER: Readonly<Record<string, string>> = {
  camel: 'snake',
  snake: 'camel',
  pascal: 'snake',
  mixedCaps: 'snake',
  kebab: 'snake',
};

/** Declarations of one local variable with a value, on a line of their own. */
const LOCAL: PerLanguage<RegExp> = {
  javascript: /^\s+(?:const|let|var) ([a-z]\w*) = (?!function|async|\(|\w+ =>)/,
  typescript: /^\s+(?:const|let|var) ([a-z]\w*)(?:: [\w<>[\]|. ]+)? = (?!function|async|\(|<|\w+ =>)/,
  python: /^\s+([a-z]\w*) = (?!lambda)/,
  java: /^\s+(?:final )?(?:int|long|boolean|byte|double|float|char|[A-Z]\w*(?:<[\w<>?, ]*>)?)(?:\[\])* ([a-z]\w*) = /,
  csharp:
    /^\s+(?:var|int|uint|long|bool|byte|double|float|char|string|[A-Z]\w*(?:<[\w<>?, ]*>)?)(?:\[\])? ([a-z]\w*) = /,
  go: /^\s+([a-z]\w*) := (?!func\b)/,
  kotlin: /^\s+va[lr] ([a-z]\w*)(?:: [\w<>?. ]+)? = (?!\{|fun)/,
  php: /^\s+\$([a-z]\w*) = (?!function|fn|static)/,
  ruby: /^\s+([a-z]\w*) = (?!lambda|proc|->)/,
};
/** Lines that begin a function with a name. */
const FUNCTION_HEADER: PerLanguage<RegExp> = {
  javascript:
    /\bfunction\b.*\{$|=> \{$|^\s*(?:async |static |get |set )*(?!if|for|while|switch|catch|with)[\w$#]+\(.*\) \{$/,
  typescript:
    /\bfunction\b.*\{$|=> \{$|^\s*(?:async |static |get |set |private |public |protected |override |readonly )*(?!if|for|while|switch|catch|with)[\w$#]+\(.*\).*\{$/,
  python: /^\s*(?:async )?def \w+/,
  java: /^\s+(?:@\w+ )*(?:(?:public|private|protected|static|final|synchronized) )+(?:<[^>]+> )?[\w<>[\], .?]+ \w+\(/,
  csharp:
    /^\s+(?:(?:public|private|protected|internal|static|override|virtual|async|sealed) )+[\w<>[\], .?]+ \w+(?:<\w+>)?\(/,
  go: /^func /,
  kotlin: /^\s*(?:[a-z]+ )*fun /,
  php: /^\s*(?:(?:public|private|protected|static|final) )*function \w+/,
  ruby: /^\s*def /,
};
/** Characters before a name that make it a member, a key or part of something longer. */
const NOT_PLAIN_BEFORE: PerLanguage<RegExp> = { ruby: /[.@:$]$/, php: /(?:->|::)$/ };

/** A file of Go for one system, whose names follow the headers of that system. */
const ONE_SYSTEM = /_(?:darwin|freebsd|linux|solaris|unix|windows)(?:_\w+)?\.go$|\/(?:darwin|linux|windows)\//;
/** An object that scripts name after the class it is made of. */
const MADE = /= (?:new )?[\w:\\.]*?([A-Z]\w*)(?:\.new\b|\()/;

/** True for `fake_logger = FakeLogger.new`: the class gave the name. */
function isNamedAfterClass({ language }: CodeText, line: string, name: string): boolean {
  if (language !== 'php' && language !== 'python' && language !== 'ruby') return false;
  const made = MADE.exec(line)?.[1]?.toLowerCase();
  const plain = name.replaceAll('_', '').toLowerCase();
  return made !== undefined && (plain.includes(made) || made.includes(plain));
}

/** How local variables are named. */
export const variables: Rewriter = function* (file, around) {
  const pattern = LOCAL[file.language];
  const header = FUNCTION_HEADER[file.language];
  const style = ANOTHER[around.expected];
  if (pattern === undefined || header === undefined || style === undefined) return;
  if (file.language === 'go' && ONE_SYSTEM.test(file.path)) return;
  if (file.language === 'php' && /\b(?:compact|extract)\(|\$\$|\beval\(/.test(file.text)) return;
  for (const [at, line] of file.lines.entries()) {
    const name = pattern.exec(line)?.[1];
    if (name === undefined || !showsStyle(name) || !isPlainStyle(name, around.expected)) continue;
    if (!file.headers(at).some((h) => header.test(file.line(h))) || isNamedAfterClass(file, line, name)) continue;
    const sigil = file.language === 'php' ? '$' : '';
    const to = inStyle(wordsOf(name), style);
    const end = file.endOfBlock(at);
    const edits = renaming(file, sigil + name, sigil + to, [file.start(at), file.start(end) || file.text.length]);
    if (edits === null || !edits.every((e) => isPlain(file, e.start, e.end))) continue;
    if (edits.some((e) => isDeclaredAgain(file, at, e.start, e.end))) continue;
    yield site('naming-variable', style, at, { name, to, edits });
  }
};

function site(
  key: string,
  becomes: string,
  at: number,
  { name, to, edits }: { name: string; to: string; edits: Candidate['edits'] },
): Candidate {
  return { key, becomes, from: at, to: at, edits, what: `${name} -> ${to}` };
}

/** One word more than a style needs would show another one. */
function isPlainStyle(name: string, style: string): boolean {
  return name === inStyle(wordsOf(name), style === 'mixedCaps' ? (/^[A-Z]/.test(name) ? 'pascal' : 'camel') : style);
}

function isPlain(file: CodeText, start: number, end: number): boolean {
  const before = file.code.slice(Math.max(0, start - 3), start);
  if ((NOT_PLAIN_BEFORE[file.language] ?? /[.@#]$|::$|\?\.$/).test(before)) return false;
  const after = file.code.slice(end, end + 3);
  // `name:` is a key, a label or a named argument; `name=` among arguments is a keyword.
  if (/^\s*:(?![:=])/.test(after) && file.language !== 'kotlin' && file.language !== 'python' && !/^\s*\?/.test(after))
    return file.language === 'php';
  const isArgument = /[(,]\s*$/.test(file.code.slice(Math.max(0, start - 40), start));
  if (isArgument && /^\s*=(?!=)/.test(after)) return false;
  // A shorthand property or a destructuring takes its name from elsewhere.
  if (file.language === 'javascript' || file.language === 'typescript')
    return !(
      /[{,]\s*$/.test(file.code.slice(Math.max(0, start - 80), start)) &&
      /^\s*[,}]/.test(file.code.slice(end, end + 40))
    );
  return true;
}

/** True where a later occurrence could be another variable: a parameter of a lambda, a second declaration. */
function isDeclaredAgain(file: CodeText, at: number, start: number, end: number): boolean {
  const line = file.lineOf(start);
  if (line === at) return false;
  const text = file.line(line);
  const own = LOCAL[file.language]?.exec(text)?.[1];
  const name = file.code.slice(start, end).replace('$', '');
  // In Ruby, an assignment in a block may bind another variable.
  if (file.language === 'ruby' && /^\s*(?:[+\-*/|&]*|\|\|)=(?![=~>])/.test(file.code.slice(end, end + 5))) return true;
  if (own === name && file.language !== 'python' && file.language !== 'ruby' && file.language !== 'php') return true;
  if (own === name) {
    // Assigned again: in the same function it is the same variable.
    const header = FUNCTION_HEADER[file.language];
    return file.headers(line).filter((h) => header?.test(file.line(h)) && h > at).length > 0;
  }
  if (
    /\|[^|]*\|\s*$|=>|->|\bfunction\b|\bfn\b|\blambda\b|\bfor\b|\bcatch\b|\bexcept\b|\brescue\b|\bdef\b|\bfun\b|\bfunc\b|\bdelegate\b/.test(
      text,
    )
  )
    return true;
  return (
    /^\s*(?:let|const|var|val)\b/.test(text) &&
    /^\s*(?:let|const|var|val)\s+[\w$]*$/.test(text.slice(0, end - file.start(line)))
  );
}

/** Declarations of functions that nothing outside of the file can ask for by name. */
const FUNCTION: PerLanguage<RegExp> = {
  javascript: /^(?:export )?(?:async )?function ([a-z]\w*)\(/,
  typescript: /^(?:export )?(?:async )?function ([a-z]\w*)[(<]/,
  python: /^(?:async )?def ([a-z]\w*)\(/,
  java: /^\s+private (?!.*\bnative\b)(?:static )?(?:final )?(?:<[^>]+> )?[\w<>[\], .?]+ ([a-z]\w*)\(/,
  csharp: /^\s+private (?:static )?(?:async )?[\w<>[\],.?]+ ([A-Z]\w*)\(/,
  go: /^func ([a-z]\w*)\(/,
  kotlin: /^\s*(?:private|internal) (?:suspend |inline )*fun (?:<[^>]+> )?([a-z]\w*)\(/,
  php: /^\s+private (?:static )?function ([a-z]\w*)\(/,
  ruby: /^\s+def ([a-z]\w*)(?:\(|$)/,
};

/** How functions and methods are named. */
export const functions: Rewriter = function* (file, around) {
  const pattern = FUNCTION[file.language];
  const style = ANOTHER[around.expected];
  if (pattern === undefined || style === undefined) return;
  const stem = file.path.slice(file.path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
  for (const [at, line] of file.lines.entries()) {
    const name = pattern.exec(line)?.[1];
    if (name === undefined || !showsStyle(name) || !isPlainStyle(name, around.expected)) continue;
    if (/^(?:use|test|visit)[A-Z_]/.test(name) || name === stem || isMarkedAbove(file, at)) continue;
    if (file.language === 'ruby' && !isOwnRuby(file, at)) continue;
    if (!around.isOnlyHere(name, file)) continue;
    const to = inStyle(wordsOf(name), style);
    const edits = renaming(file, name, to);
    if (edits === null || edits.length > 12 || declarations(file, pattern, name) > 1) continue;
    if ((file.language === 'go' || file.language === 'ruby') && isVariableToo(file, name)) continue;
    yield site('naming-function', style, at, { name, to, edits });
  }
};

/** True where a variable or a parameter bears the name of the declaration: renaming it would make a second deviation. */
function isVariableToo(file: CodeText, name: string): boolean {
  const pattern = LOCAL[file.language];
  const declared = new RegExp(`\\b${name}\\b[\\w, ]*:?= `);
  const parameter = new RegExp(`[(,] ?${name} [*[\\]\\w]|\\b[\\w>\\]?]+ ${name} ?[,)=;]`);
  return file.lines.some((l) => pattern?.exec(l)?.[1] === name || parameter.test(l) || declared.test(l));
}

/** Lines that declare a function of this name, with whatever modifiers. */
function declarations(file: CodeText, pattern: RegExp, name: string): number {
  const typed = new RegExp(`^\\s+(?!return|throw|new|else|await)(?:[\\w<>[\\],.?]+ )+${name}\\(`);
  const isTyped = file.language === 'java' || file.language === 'csharp';
  return file.lines.filter((l) => pattern.exec(l)?.[1] === name || (isTyped && typed.test(l))).length;
}

/** True under an annotation, an attribute or a decorator, or what else says that others look the name up. */
function isMarkedAbove(file: CodeText, at: number): boolean {
  for (let up = at - 1; up >= 0; up--) {
    const line = file.line(up).trim();
    if (line === '') continue;
    return /^[@[#]|\boverload\b/.test(line);
  }
  return false;
}

/** A class of its own, or one of the file's, with no base that could ask for the method. */
function isOwnRuby(file: CodeText, at: number): boolean {
  if (/^\s*(?:include|extend|prepend) |class \S+ </m.test(file.code)) return false;
  return file.headers(at).some((h) => /^\s*class \w+/.test(file.line(h)));
}

const TYPE: PerLanguage<RegExp> = {
  javascript: /^(?:export )?class ([A-Z]\w*)/,
  typescript: /^(?:export )?(?:abstract )?(?:class|interface) ([A-Z]\w*)/,
  python: /^class ([A-Z]\w*)(?:\(object\))?:/,
  java: /^\s+private (?:static )?(?:final )?(?:class|interface) ([A-Z]\w*)/,
  csharp: /^\s+(?:private|internal) (?:static |sealed |abstract )*(?:class|interface) ([A-Z]\w*)/,
  go: /^type ([a-z]\w*) (?:struct|interface) \{/,
  kotlin: /^\s*(?:private|internal) (?:open |abstract |data |sealed )*class ([A-Z]\w*)/,
};
const TYPE_BECOMES: PerLanguage<string> = {
  javascript: 'camel',
  typescript: 'camel',
  python: 'snake',
  java: 'camel',
  csharp: 'camel',
  go: 'snake',
  kotlin: 'camel',
};

/** How types are named. */
export const types: Rewriter = function* (file, around) {
  const pattern = TYPE[file.language];
  const style = TYPE_BECOMES[file.language];
  if (pattern === undefined || style === undefined || style === around.expected) return;
  if (file.language === 'python' && /def __(?:call|enter|aenter|get|set_name|iter|next)__/.test(file.code)) return;
  for (const [at, line] of file.lines.entries()) {
    const name = pattern.exec(line)?.[1];
    if (name === undefined || !showsStyle(name) || isMarkedAbove(file, at)) continue;
    if (!isPlainStyle(name, around.expected) || !around.isOnlyHere(name, file)) continue;
    const to = inStyle(wordsOf(name), style);
    const edits = renaming(file, name, to);
    if (edits === null || edits.length > 20 || (file.language === 'go' && isVariableToo(file, name))) continue;
    if (
      [...file.code.matchAll(new RegExp(`\\b(?:class|interface|object|struct|enum|type) ${name}\\b`, 'g'))].length > 1
    )
      continue;
    yield site('naming-type', style, at, { name, to, edits });
  }
};

const CONSTANT: PerLanguage<RegExp> = {
  javascript: /^(?:export )?const (\w+) = (?:(['"]) *\2|\d+);$/,
  typescript: /^(?:export )?const (\w+)(?:: \w+)? = (?:(['"]) *\2|\d+);$/,
  python: /^([A-Z]\w*) = (?:(['"]) *\2|\d+)$/,
  java: /^\s+private static final (?:int|long|String|boolean) (\w+) = (?:" *"|\d+|true|false);$/,
  csharp: /^\s+(?:private |internal |public )?const (?:int|string|bool|long) (\w+) = (?:" *"|\d+|true|false);$/,
  go: /^(?:\t|const )(\w+) += (?:" *"|\d+)$/,
  kotlin: /^\s*(?:private |internal )?const val (\w+)(?:: \w+)? = (?:" *"|\d+)$/,
  php: /^\s+(?:private |public |protected )?const (\w+) = (?:(['"]) *\2|\d+);$/,
};
const CONSTANT_BECOMES: Readonly<Record<string, PerLanguage<string>>> = {
  screaming: {
    javascript: 'camel',
    typescript: 'camel',
    python: 'snake',
    java: 'camel',
    kotlin: 'camel',
    php: 'camel',
  },
  camel: { javascript: 'snake', typescript: 'snake' },
  pascal: { csharp: 'screaming' },
  mixedCaps: { go: 'screaming' },
};

/** How constants are named. */
export const constants: Rewriter = function* (file, around) {
  const pattern = CONSTANT[file.language];
  const style = CONSTANT_BECOMES[around.expected]?.[file.language];
  if (pattern === undefined || style === undefined || /Native|Interop|Win32|PInvoke|stories/.test(file.path)) return;
  let inConst = false;
  for (const [at, line] of file.lines.entries()) {
    if (/^const \($/.test(line)) inConst = true;
    if (line === ')') inConst = false;
    const name = pattern.exec(line)?.[1];
    if (name === undefined || !showsStyle(name) || !isPlainStyle(name, around.expected)) continue;
    if (file.language === 'go' && line.startsWith('\t') && !inConst) continue;
    if (!around.isOnlyHere(name, file)) continue;
    const to = inStyle(wordsOf(name), style);
    const edits = renaming(file, name, to);
    if (edits === null || edits.length > 12 || isPrefixed(file, to)) continue;
    if (
      file.language === 'python' &&
      new RegExp(`\\b${name}\\b *(?:[+\\-*/|]?=(?!=)|,)`).test(file.code.slice(file.start(at) + name.length))
    )
      continue;
    yield site('naming-constant', style, at, { name, to, edits });
  }
};

/** Constants in capitals with a common prefix are those of a foreign interface. */
function isPrefixed(file: CodeText, name: string): boolean {
  const prefix = /^[A-Z][A-Z0-9]*_/.exec(name)?.[0];
  return prefix !== undefined && file.code.split(prefix).length > 2;
}

const GO_CONDITION =
  /_(?:test|linux|windows|darwin|unix|freebsd|amd64|arm64|arm|386|solaris|plan9|openbsd|netbsd|js|wasm|s390x|ppc64le)$/;

/** How files are named. */
export const files: Rewriter = function* (file, around) {
  const cut = file.path.lastIndexOf('/') + 1;
  const dot = file.path.indexOf('.', cut + 1);
  const stem = file.path.slice(cut, dot);
  if (dot < 0 || !showsStyle(stem.replaceAll('-', '_')) || isOddFile(file, stem)) return;
  const words = wordsOf(stem);
  const style = fileStyle(file, around);
  if (style === null || (around.expected !== 'declaration' && stem !== inStyle(words, around.expected))) return;
  const to = inStyle(words, style);
  const movesTo = file.path.slice(0, cut) + to + file.path.slice(dot);
  if (to === stem || around.exists(movesTo)) return;
  const both = {
    key: 'naming-file',
    becomes: style,
    from: 0,
    to: file.lines.length,
    edits: [],
    what: `${stem} -> ${to}`,
  };
  yield { ...both, movesTo };
  yield { ...both, copiesTo: movesTo };
};

function fileStyle(file: CodeText, around: Surroundings): string | null {
  if (around.expected === 'declaration') return 'kebab';
  switch (file.language) {
    case 'ruby':
    case 'python':
    case 'rust':
      return around.expected === 'snake' ? 'camel' : null;
    case 'kotlin':
    case 'csharp':
    case 'php':
      return around.expected === 'pascal' ? 'snake' : null;
    case 'go':
      return around.expected === 'snake' ? 'kebab' : 'snake';
    default:
      return around.expected === 'kebab' ? 'snake' : 'kebab';
  }
}

/** Entry points, programs and places where names have other reasons. */
function isOddFile(file: CodeText, stem: string): boolean {
  if (/(?:^|\/)(?:bin|scripts?|public|static|assets|locales?|i18n|lang|third[_-]?party|external)\//i.test(file.path))
    return true;
  if (file.language === 'go' && GO_CONDITION.test(stem)) return true;
  if (file.language === 'csharp' && /\bMain\(|AssemblyInfo/.test(file.text)) return true;
  if (/\.d\.[cm]?ts$|\.[jt]sx$/.test(file.path)) return true;
  if (/^(?:javascript|typescript)$/.test(file.language) && !/^(?:import|export) /m.test(file.code)) return true;
  // Kotlin, PHP: only names that no declaration prescribes are a choice; a moved file no longer bears its type's name.
  return file.lines.every((l) => l.trim() === '' || indentOf(l) > 0);
}
