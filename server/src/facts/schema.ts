import {
  BINDING_KINDS,
  CALL_USES,
  COMMENT_FORMS,
  EXPORT_KINDS,
  HANDLER_KINDS,
  IMPORT_KINDS,
  LOOP_KINDS,
  NULL_CHECK_KINDS,
  RELATIONS,
  SHAPES,
  SPECIFIER_KINDS,
  STRING_CONTEXTS,
  STRING_KINDS,
  SYMBOL_KINDS,
  TYPE_FORMS,
} from '@drift/grammars';

/** Raised whenever the binary form changes: part of every cache key. */
export const FACTS_VERSION = 8;

/** A column holds a number, a string (an index into the string table) or one word of a closed list. */
export type ColumnType = 'int' | 'string' | readonly string[];

/**
 * The tables of a FileFacts record. Every `start`/`end` pair is a half-open range of UTF-16 code units;
 * `symbol` columns point into `symbols` (-1 at module level); bit sets are documented in the grammars' vocabulary.
 */
export const SCHEMA = {
  symbols: {
    kind: SYMBOL_KINDS,
    name: 'string',
    /** Dotted path of the enclosing symbols and this one. */
    path: 'string',
    owner: 'string',
    returns: 'string',
    parent: 'int',
    start: 'int',
    end: 'int',
    nameStart: 'int',
    nameEnd: 'int',
    bodyStart: 'int',
    bodyEnd: 'int',
    modifiers: 'int',
    parameters: 'int',
    nesting: 'int',
    branches: 'int',
    bodyHash: 'int',
    summaryHash: 'int',
    docStart: 'int',
    form: TYPE_FORMS,
    /** Statements of the body at any depth, those of nested symbols left out. */
    statements: 'int',
    /** Branches that are arms of a switch, a match, a case, or an `else if`. */
    arms: 'int',
    tries: 'int',
  },
  parameters: {
    symbol: 'int',
    name: 'string',
    type: 'string',
    start: 'int',
    end: 'int',
    shape: SHAPES,
    text: 'string',
    rest: 'int',
  },
  bases: { symbol: 'int', name: 'string', relation: RELATIONS, start: 'int', end: 'int' },
  imports: {
    kind: IMPORT_KINDS,
    source: 'string',
    flags: 'int',
    symbol: 'int',
    start: 'int',
    end: 'int',
    sourceStart: 'int',
    sourceEnd: 'int',
  },
  specifiers: {
    import: 'int',
    kind: SPECIFIER_KINDS,
    name: 'string',
    alias: 'string',
    start: 'int',
    end: 'int',
    flags: 'int',
  },
  exports: { kind: EXPORT_KINDS, name: 'string', source: 'string', start: 'int', end: 'int' },
  calls: {
    name: 'string',
    /** Dotted path of receiver and name: `hashlib.md5`, `a.b().c`. */
    callee: 'string',
    flags: 'int',
    use: CALL_USES,
    symbol: 'int',
    loopDepth: 'int',
    tryDepth: 'int',
    firstArgument: 'int',
    arguments: 'int',
    start: 'int',
    end: 'int',
    nameStart: 'int',
    nameEnd: 'int',
  },
  arguments: { call: 'int', keyword: 'string', shape: SHAPES, text: 'string', start: 'int', end: 'int' },
  bindings: {
    kind: BINDING_KINDS,
    /** Dotted path of what receives the value. */
    target: 'string',
    type: 'string',
    shape: SHAPES,
    text: 'string',
    modifiers: 'int',
    symbol: 'int',
    /** The call this pair or keyword is an argument of, or -1. */
    call: 'int',
    start: 'int',
    end: 'int',
    targetStart: 'int',
    targetEnd: 'int',
    valueStart: 'int',
    valueEnd: 'int',
  },
  /** Symbols that elements are put under (`cookies[:theme] = v`), each in the range of the whole target. */
  elementKeys: { name: 'string', start: 'int', end: 'int' },
  strings: {
    kind: STRING_KINDS,
    context: STRING_CONTEXTS,
    text: 'string',
    target: 'string',
    dynamic: 'int',
    symbol: 'int',
    start: 'int',
    end: 'int',
    contentStart: 'int',
  },
  handlers: {
    kind: HANDLER_KINDS,
    binding: 'string',
    types: 'string',
    flags: 'int',
    statements: 'int',
    calls: 'int',
    symbol: 'int',
    /** Where the code begins whose errors are handled, or -1 where no region of its own says so. */
    tryStart: 'int',
    start: 'int',
    end: 'int',
    bodyStart: 'int',
    bodyEnd: 'int',
    bindingStart: 'int',
    bindingEnd: 'int',
  },
  throws: {
    shape: SHAPES,
    text: 'string',
    symbol: 'int',
    handler: 'int',
    start: 'int',
    end: 'int',
    /** What the statement itself names as the cause (`raise A from b`): its text, or `''`. */
    cause: 'string',
  },
  returns: { shape: SHAPES, text: 'string', symbol: 'int', start: 'int', end: 'int' },
  /** Comparisons, memberships and `switch`-like questions: the path of what is asked about. */
  checks: { subject: 'string', symbol: 'int', start: 'int', end: 'int' },
  /** What runs under a condition; without a condition of its own, `testStart` is -1. */
  branches: { symbol: 'int', start: 'int', end: 'int', testStart: 'int', testEnd: 'int' },
  loops: { kind: LOOP_KINDS, symbol: 'int', start: 'int', end: 'int' },
  decorators: { name: 'string', text: 'string', symbol: 'int', start: 'int', end: 'int' },
  /**
   * Of directives also what they stand beside: `trailing` is 1 where code stands before one on its line, `next` is where
   * the next code begins behind it, decorators and their like left out, 0 where there is none and for every other
   * comment.
   */
  comments: { text: 'string', start: 'int', end: 'int', form: COMMENT_FORMS, trailing: 'int', next: 'int' },
  /** Regions the grammar could not make sense of. */
  damage: { start: 'int', end: 'int' },
  /** Elements of markup among code (JSX): the range is the opening tag; `spreads` is 1 where it takes `{...rest}`. */
  elements: { name: 'string', symbol: 'int', spreads: 'int', start: 'int', end: 'int' },
  /** Checks in an expression that something is there, right before it is used. */
  nullChecks: { kind: NULL_CHECK_KINDS, symbol: 'int', start: 'int', end: 'int' },
  /** Environment variables taken as members or elements; those taken by calls are in `calls`. `''`: computed name. */
  environment: { name: 'string', symbol: 'int', start: 'int', end: 'int' },
  /** Members taken of what holds the props of a component (`props.title`). */
  props: { name: 'string', symbol: 'int', start: 'int', end: 'int' },
  /** One row: what stands outside all symbols. */
  module: { statements: 'int' },
} as const satisfies Record<string, Record<string, ColumnType>>;

/** Name of a table of facts. */
export type TableName = keyof typeof SCHEMA;
/** All tables in the order of the binary form. */
export const TABLE_NAMES: readonly TableName[] = Object.keys(SCHEMA).filter((k): k is TableName => k in SCHEMA);

type Cell<C> = C extends 'int' ? number : C extends 'string' ? string : C extends readonly (infer W)[] ? W : never;

/** What a collector writes for one row. */
export type RowInput<T extends TableName> = { readonly [C in keyof (typeof SCHEMA)[T]]: Cell<(typeof SCHEMA)[T][C]> };
/** One row as a rule reads it; strings are decoded on access. */
export type Row<T extends TableName> = RowInput<T> & { readonly index: number };
