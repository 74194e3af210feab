// The words in which facts are told: closed lists shared by packs, collectors and rules.

/** Kinds of declarations. */
export const SYMBOL_KINDS = [
  'function',
  'method',
  'constructor',
  'getter',
  'setter',
  'lambda',
  'class',
  'interface',
  'struct',
  'enum',
  'trait',
  'record',
  'union',
  'typeAlias',
  'namespace',
  'impl',
] as const;
/** One of the kinds of declarations. */
export type SymbolKind = (typeof SYMBOL_KINDS)[number];

/** Kinds that run when called. */
export const CALLABLE_KINDS: ReadonlySet<SymbolKind> = new Set<SymbolKind>([
  'function',
  'method',
  'constructor',
  'getter',
  'setter',
  'lambda',
]);
/** Kinds that name a type. */
export const TYPE_KINDS: ReadonlySet<SymbolKind> = new Set<SymbolKind>([
  'class',
  'interface',
  'struct',
  'enum',
  'trait',
  'record',
  'union',
  'typeAlias',
]);

/** Bits of a declaration's modifiers. */
export const Mod = {
  exported: 1 << 0,
  async: 1 << 1,
  static: 1 << 2,
  abstract: 1 << 3,
  generator: 1 << 4,
  override: 1 << 5,
  private: 1 << 6,
  protected: 1 << 7,
  internal: 1 << 8,
  test: 1 << 9,
  /** Cannot be assigned again: `const`, `final`, `val`, `readonly`, Rust `let` without `mut`. */
  constant: 1 << 10,
  /** Declared without a body: interface members, `declare`, `extern`. */
  declared: 1 << 11,
  /** Its name is fixed from outside: operators, magic methods, framework hooks the language itself defines. */
  fixedName: 1 << 12,
  default: 1 << 13,
  /** A binding that adds to the value its target has: `+=`. */
  augments: 1 << 14,
  /** One of several parts of a type, which may lie in several files. */
  partial: 1 << 15,
  /** A binding whose value is converted to a number or a truth value as it is given: `(int) $x`, `x.parse::<u32>()`. */
  number: 1 << 16,
} as const;

/** Ways a value gets a name. */
export const BINDING_KINDS = [
  /** A declared local or module variable. */
  'variable',
  /** A declared compile-time constant (`const` items of Go, Rust, PHP, C#, Kotlin; JavaScript `const` is a `variable` with `Mod.constant`). */
  'constant',
  'field',
  'parameter',
  'enumMember',
  /** An assignment to something that exists already. */
  'assign',
  /** `key: value` inside an object, dictionary, hash, struct literal or options array. */
  'pair',
  /** A keyword argument of a call, a decorator argument or an attribute of a JSX element. */
  'keyword',
] as const;
/** One of the ways a value gets a name. */
export type BindingKind = (typeof BINDING_KINDS)[number];

/** What an expression looks like, as far as one file can say. */
export const SHAPES = [
  'none',
  'string',
  /** A string with interpolated parts. */
  'template',
  /** A concatenation with at least one part that is no literal. */
  'concat',
  /** A formatting call such as `sprintf` or `"…".format`, `%` formatting. */
  'format',
  'number',
  'true',
  'false',
  'null',
  'identifier',
  'member',
  'index',
  'call',
  'new',
  'object',
  'array',
  'function',
  'await',
  'spread',
  'regex',
  'other',
  /** One value, and another for when there is none (`a.b ?? c`); the text is the path of the first, with `()` for a call. */
  'fallback',
] as const;
/** One of the shapes of an expression. */
export type Shape = (typeof SHAPES)[number];

/** Bits of a call. */
export const CallFlag = { isNew: 1, isMacro: 2, isOptional: 4, hasBlock: 8, isCommand: 16 } as const;

/** What happens to the value of a call. */
export const CALL_USES = [
  'other',
  'discarded',
  'awaited',
  'returned',
  'chained',
  'argument',
  'assigned',
  'thrown',
] as const;
/** One of the things that become of the result of a call. */
export type CallUse = (typeof CALL_USES)[number];

/** Kinds of string literals. */
export const STRING_KINDS = ['literal', 'template', 'raw', 'doc'] as const;
/** One of the kinds of string literals. */
export type StringKind = (typeof STRING_KINDS)[number];

/** What a string flows into directly. */
export const STRING_CONTEXTS = [
  'other',
  'argument',
  'assignment',
  'property',
  'decorator',
  'return',
  'element',
  'import',
  'comparison',
] as const;
/** One of the things a string flows into. */
export type StringContext = (typeof STRING_CONTEXTS)[number];

/** Ways an error is handled. */
export const HANDLER_KINDS = [
  'catch',
  'except',
  'rescue',
  /** `x rescue y`, `try? x`-like one-liners. */
  'rescueModifier',
  /** A `.catch(…)` callback or its kin. */
  'promiseCatch',
  /** `if err != nil { … }`. */
  'errorBranch',
  /** `Err(_) => …`, `if let Err(_) = …`. */
  'resultArm',
  /** `defer func() { recover() }()`. */
  'deferRecover',
  'finally',
] as const;
/** One of the ways an error is handled. */
export type HandlerKind = (typeof HANDLER_KINDS)[number];

/** Bits of a handler. */
export const HandlerFlag = {
  empty: 1,
  hasComment: 2,
  rethrows: 4,
  usesBinding: 8,
  returns: 16,
  exits: 32,
  /** What is tried has a branch for success: `else`. */
  hasElse: 64,
} as const;

/** Ways to ask whether something is there before it is used. */
export const NULL_CHECK_KINDS = [
  /** `a?.b` */
  'optional',
  /** `a != null && a.b` */
  'comparison',
  /** `a && a.b` */
  'truthiness',
  /** `a == nil`, where a language also has a method that asks it. */
  'equality',
] as const;
/** One of the ways to ask whether something is there. */
export type NullCheckKind = (typeof NULL_CHECK_KINDS)[number];

/** Kinds of loops. */
export const LOOP_KINDS = ['for', 'forEach', 'while', 'doWhile', 'comprehension'] as const;
/** One of the kinds of loops. */
export type LoopKind = (typeof LOOP_KINDS)[number];

/** Ways a module is brought in. */
export const IMPORT_KINDS = ['static', 'dynamic', 'require', 'reexport', 'include'] as const;
/** One of the ways a module is brought in. */
export type ImportKind = (typeof IMPORT_KINDS)[number];
/** What an import takes of a module. */
export const SPECIFIER_KINDS = ['named', 'default', 'namespace', 'wildcard'] as const;
/** One of the things an import takes of a module. */
export type SpecifierKind = (typeof SPECIFIER_KINDS)[number];
/** Bits of an import; `conditional` stands inside a condition, a loop or a `try` of its module or function, or under `#[cfg(…)]`. */
export const ImportFlag = { typeOnly: 1, isStatic: 2, isGlobal: 4, conditional: 8 } as const;

/** Ways a name leaves a module. */
export const EXPORT_KINDS = ['named', 'default', 'reexport', 'all', 'commonjs'] as const;
/** One of the ways a name leaves a module. */
export type ExportKind = (typeof EXPORT_KINDS)[number];

/** Bits of a specifier. */
export const SpecifierFlag = {
  /** Marked as a type on its own: `import { type A }`. */
  typeOnly: 1,
  /** Its name occurs where a value stands, or where the place does not tell. */
  usedAsValue: 2,
  /** Its name occurs where only a type can stand. */
  usedAsType: 4,
} as const;

/** What stands on the right of a type's name, in a language whose types are structural. */
export const TYPE_FORMS = [
  'none',
  /** `{ a: string }`. */
  'object',
  /** `'a' | 'b'`: at least two texts and nothing else. */
  'texts',
  /** `(typeof X)[keyof typeof X]`. */
  'valuesOf',
  /** `(typeof X)[number]`. */
  'elementsOf',
  'other',
] as const;
/** One of the things that stand on the right of a type's name. */
export type TypeForm = (typeof TYPE_FORMS)[number];

/** How a comment is written: `doc` is the form the language's tools read as documentation, a `ruler` has no word. */
export const COMMENT_FORMS = ['plain', 'doc', 'ruler'] as const;
/** One of the ways a comment is written. */
export type CommentForm = (typeof COMMENT_FORMS)[number];

/** How a type relates to one it names as its base. */
export const RELATIONS = ['extends', 'implements', 'mixin'] as const;
/** One of the relations to a base type. */
export type Relation = (typeof RELATIONS)[number];
