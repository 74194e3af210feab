// Ways in which a class looks at the names of its own members.
import type { LanguageId, Span } from '@drift/shared';
import type { Row } from '../../facts/schema.ts';
import { holds, lineOf, type SourceText } from './source-text.ts';

/** How a language reads the members of an object by their names. */
interface Reflection {
  /** Calls that do so with the object itself as an argument, by their dotted path. */
  readonly given?: RegExp;
  /** Those of them that ask for fields only, or for methods only. */
  readonly ofFields?: RegExp;
  readonly ofMethods?: RegExp;
  /** Those of them that see private fields from outside of the class; all where it is not said. */
  readonly beyond?: RegExp;
  /** The object itself, or its class, as an argument. */
  readonly self?: RegExp;
  /** Calls that do so wherever they stand in a class. */
  readonly anywhere?: RegExp;
  /** Code that does so without a call. */
  readonly code?: readonly RegExp[];
}

const ECMASCRIPT: Reflection = {
  given:
    /^(?:Object\.(?!(?:freeze|seal|preventExtensions|is|isFrozen|isSealed|isExtensible|[gs]etPrototypeOf)$)\w+|Reflect\.\w+|JSON\.stringify|_\.\w+|(?:.*\.)?(?:structuredClone|clone|cloneDeep|assign|extend|pick|omit|mapValues|postMessage|inspect|(?:class|instance)ToPlain))$/,
  self: /^[({\s]*(?:<[^>]*>\s*)?this(?:\s+(?:as|satisfies)\b.*|[\s!)]*)$/s,
  code: [
    /\.\.\.\s*\(*this\b(?!\s*(?:[.[(]|[?!]\.))/,
    /\bin\s+\(*this\b(?!\s*(?:[.[(]|[?!]\.))/,
    /\bthis\b(?:\s+as\s+[^()]*\))?\s*(?:!|\?\.)?\[(?!\s*(?:\d|Symbol\b|'[^']*'\s*\]|"[^"]*"\s*\]))/,
    /\.\.\.\s*[\w$]+\s*,?\s*\}\s*=\s*this\b(?!\s*(?:[.[(]|[?!]\.))/,
  ],
};
const JVM_READERS =
  /(?:^|\.)(?:toJson|toJsonTree|writeValue\w*|valueToTree|convertValue|encodeTo\w+|copyProperties|reflection\w+)$|Reflection\w*\./;

const REFLECTION: Readonly<Partial<Record<LanguageId, Reflection>>> = {
  typescript: ECMASCRIPT,
  javascript: ECMASCRIPT,
  php: {
    given:
      /^\\?(?:get_object_vars|get_mangled_object_vars|get_class_vars|get_class_methods|serialize|igbinary_serialize|json_encode|var_export|property_exists|method_exists|Reflection\w+)$/,
    ofFields:
      /^\\?(?:get_object_vars|get_mangled_object_vars|get_class_vars|serialize|igbinary_serialize|json_encode|var_export|property_exists)$/,
    ofMethods: /^\\?(?:get_class_methods|method_exists)$/,
    beyond: /^\\?(?:get_mangled_object_vars|serialize|igbinary_serialize|var_export|property_exists|Reflection\w+)$/,
    anywhere: /^\\?get_object_vars$/,
    self: /^(?:\$this|(?:self|static|\$this)::class|__CLASS__|get_class\(.*)$/s,
    code: [
      /\(\s*array\s*\)\s*\$this\b(?!\s*(?:\?->|->|::))/,
      /\bforeach\s*\(\s*\$this\s+as\b/,
      /\$this\s*\??->\s*[{$]/,
      /\b(?:self|static)::(?:\$\$|\{|\$\w+\s*\()/,
      /\[\s*\$this\s*,\s*(?!['"])/,
    ],
  },
  python: {
    given: /^(?:vars|dir|getattr|setattr|hasattr|delattr|(?:.*\.)?(?:asdict|astuple|getmembers|attrgetter))$/,
    self: /^(?:self|cls|type\(self\)|self\.__class__)$/,
    code: [/\b__dict__\b/, /\b__getstate__\b/],
  },
  csharp: { anywhere: /^Get(?:Runtime)?(?:Fields?|Members?|Methods?|Property|Properties)$/ },
  java: { given: JVM_READERS, self: /^this$/, anywhere: /^getDeclared(?:Fields?|Methods?)$/ },
  kotlin: {
    given: JVM_READERS,
    self: /^this$/,
    anywhere: /^getDeclared(?:Fields?|Methods?)$/,
    code: [
      /::class\s*\.\s*(?:java\s*\.\s*)?(?:declared\w+|member\w+|functions)\b/,
      /\bjavaClass\s*\.\s*(?:kotlin\s*\.\s*)?(?:declared\w+|member\w+)\b/,
    ],
  },
  ruby: {
    anywhere:
      /^(?:instance_variables|instance_variable_(?:get|set|defined\?)|private_methods|instance_eval|class_eval)$/,
  },
};

/** Calls of a language that take the object they are given apart by the names of its private fields, wherever they stand. */
export function readersOf(language: LanguageId): RegExp | null {
  return REFLECTION[language]?.beyond ?? REFLECTION[language]?.given ?? null;
}

/** `X::class` of PHP, where `X` is certainly not this class. */
export function isOtherClass(source: SourceText, argument: string, type: string): boolean {
  const named = /^\\?(?:\w+\\)*(\w+)::class$/.exec(argument)?.[1]?.toLowerCase();
  if (source.language !== 'php' || named === undefined || /^(?:self|static|parent)$/.test(named)) return false;
  return named !== type.toLowerCase() && !new RegExp(`\\bas\\s+${named}\\b`, 'i').test(source.text);
}

/** Code units of code that a reason shows. */
const MAX_SHOWN = 40;

/** Why the private members of a type may be read by name in its own code, or `null`. */
export function readsMembersByName(target: {
  readonly source: SourceText;
  readonly type: Row<'symbols'>;
  readonly from: string;
  readonly isMethod: boolean;
}): string | null {
  const { source, type, from, isMethod } = target;
  const found = readingCall(source, type, isMethod) ?? readingCode(source, type) ?? namingOf(source, from);
  if (found === null) return null;
  const shown = source.text.slice(found.start, found.end).replaceAll(/\s+/g, ' ').slice(0, MAX_SHOWN);
  return `\`${shown}\` on line ${lineOf(source, found.start)} may read \`${from}\` by its name`;
}

function readingCall(source: SourceText, type: Row<'symbols'>, isMethod: boolean): Span | null {
  const { given, self, anywhere, ofFields, ofMethods } = REFLECTION[source.language] ?? {};
  const harmless = isMethod ? ofFields : ofMethods;
  const calls = source.facts.table('calls');
  for (const c of calls) {
    if (anywhere?.test(c.name) === true && harmless?.test(c.callee) !== true && holds(type, c)) return c;
  }
  if (given === undefined || self === undefined) return null;
  for (const a of source.facts.table('arguments')) {
    const call = calls.get(a.call);
    if (call === null || !holds(type, call) || !given.test(call.callee)) continue;
    if (harmless?.test(call.callee) === true) continue;
    const argument = source.text.slice(a.start, a.end).trim();
    if (self.test(argument) || isNamed(source, argument, type.name)) return call;
  }
  return null;
}

/** A class of PHP by its own name in its own code. */
function isNamed(source: SourceText, argument: string, type: string): boolean {
  return source.language === 'php' && /::class$/.test(argument) && !isOtherClass(source, argument, type);
}

function readingCode(source: SourceText, type: Span): Span | null {
  for (const pattern of REFLECTION[source.language]?.code ?? []) {
    const at = matchIn(source, type, pattern);
    if (at !== null) return at;
  }
  return null;
}

/** The first match in code; what comments and documentation say does nothing. */
function matchIn(source: SourceText, type: Span, pattern: RegExp): Span | null {
  const silent: Span[] = [...source.facts.table('comments')];
  for (const s of source.facts.table('strings')) if (s.kind === 'doc') silent.push(s);
  const global = new RegExp(pattern, `${pattern.flags}g`);
  for (const m of source.text.slice(type.start, type.end).matchAll(global)) {
    const at = { start: type.start + m.index, end: type.start + m.index + m[0].length };
    if (!silent.some((s) => holds(s, at))) return at;
  }
  return null;
}

/** `nameof(field)` of C# and `Type::field` of Kotlin. */
function namingOf(source: SourceText, from: string): Span | null {
  const whole = { start: 0, end: source.text.length };
  if (source.language === 'csharp')
    return matchIn(source, whole, new RegExp(`\\bnameof\\s*\\([^()]*\\b${from}\\s*\\)`));
  if (source.language === 'kotlin') return matchIn(source, whole, new RegExp(`\\w*\\s*::\\s*${from}\\b`));
  return null;
}
