import type { LanguageId } from '@drift/shared';
import type { NodeIndex, TreeView } from './tree-view.ts';
import type {
  BindingKind,
  ExportKind,
  HandlerKind,
  ImportKind,
  LoopKind,
  Relation,
  Shape,
  SpecifierKind,
  StringKind,
  SymbolKind,
  TypeForm,
} from './vocabulary.ts';

/** The parts of a call as a pack reads them off its grammar. */
export interface CallParts {
  /** Node of the called name; `NONE` where something nameless is called. */
  readonly name: NodeIndex;
  /** What stands before the last dot, or `NONE`. */
  readonly receiver: NodeIndex;
  /** The node whose named children are the arguments, or `NONE`. */
  readonly args: NodeIndex;
  /** Overrides the text of `name`. */
  readonly nameText?: string;
  /** An argument outside the list: a Ruby block, a Kotlin trailing lambda, a template of a tagged template. */
  readonly trailing?: NodeIndex;
  /** Bits of `CallFlag`. */
  readonly flags?: number;
}
/** Splits a call node into its parts. */
export type ReadCall = (t: TreeView, n: NodeIndex) => CallParts;
/** `null` where the node is no call of its own. */
export type TryReadCall = (t: TreeView, n: NodeIndex) => CallParts | null;

/** How a kind of node spells a string. */
export interface StringShape {
  readonly kind: StringKind;
  /** Child kinds whose text is content; without any, the text between the quote children counts. */
  readonly content: readonly string[];
  /** Child kinds that are interpolated code. */
  readonly interpolation: readonly string[];
  /** Child kinds that are escapes; their text is kept as written. */
  readonly escapes?: readonly string[];
  /** Child of an interpolation, and what its text is where only numbers and dates are taken. */
  readonly numeric?: { readonly kind: string; readonly text: RegExp };
  /** Interpolations that the grammar gives as content (`$name`); a global expression. */
  readonly holes?: RegExp;
}

/** A node that gives something a value: which children are the target and the value. */
export interface BindingShape {
  readonly kind: BindingKind;
  readonly target: string;
  readonly value: string;
}

/** A declared function, type, namespace, as a pack hands it to the sink. */
export interface SymbolFact {
  readonly kind: SymbolKind;
  /** `''` for anonymous ones. */
  readonly name: string;
  /** Node whose range is the name, or `NONE`. */
  readonly nameNode: NodeIndex;
  readonly body: NodeIndex;
  readonly modifiers?: number;
  /** Text of the declared return type without its marker. */
  readonly returns?: string;
  /** The type a function belongs to when it is not nested in it (Go receivers). */
  readonly owner?: string;
  /** What a type alias stands for, where the language's types are structural. */
  readonly form?: TypeForm;
}

/** What a pack tells of one parameter. */
export interface ParameterFact {
  readonly name: string;
  readonly nameNode: NodeIndex;
  readonly type?: string;
  readonly defaultValue?: NodeIndex;
  readonly rest?: boolean;
}

/** What a pack tells of a value that gets a name. */
export interface BindingFact {
  readonly kind: BindingKind;
  readonly target: NodeIndex;
  readonly value: NodeIndex;
  readonly type?: string;
  readonly modifiers?: number;
  /** Overrides the path text of `target`. */
  readonly name?: string;
  /** The symbol that an element is put under: `theme` of `cookies[:theme] = v`. Strings have facts of their own. */
  readonly key?: string;
}

/** What a pack tells of one import statement. */
export interface ImportFact {
  readonly kind: ImportKind;
  /** The module path only: no quotes, no keywords. */
  readonly source: string;
  readonly sourceNode: NodeIndex;
  readonly flags?: number;
  readonly specifiers: readonly SpecifierFact[];
}

/** One name an import brings in. */
export interface SpecifierFact {
  readonly kind: SpecifierKind;
  readonly name: string;
  /** The local name, where it differs from `name`; `''` otherwise. */
  readonly alias: string;
  readonly node: NodeIndex;
  /** Bits of `SpecifierFlag`. */
  readonly flags?: number;
}

/** What a pack tells of one error handler. */
export interface HandlerFact {
  readonly kind: HandlerKind;
  /** Node of the caught variable, or `NONE`. */
  readonly binding: NodeIndex;
  readonly types: readonly string[];
  /** The block that handles; `NONE` for one-liners. */
  readonly body: NodeIndex;
  /** The node in which the caught variable lives on after the handler, where it does. */
  readonly scope?: NodeIndex;
  /** True where a branch runs when nothing was caught. */
  readonly hasElse?: boolean;
}

/** The parts of `condition ? met : otherwise`, in whatever order the language writes them. */
export interface ConditionalParts {
  readonly condition: NodeIndex;
  readonly met: NodeIndex;
  readonly otherwise: NodeIndex;
}

/** How a language asks whether something is there before it is used, in the places where it has several ways to. */
export interface NullChecks {
  /** Kinds of nodes or tokens that go on only where there is something (`?.`). */
  readonly optional: readonly string[];
  /** Operators that join a check and the use it guards, in the kinds of `binary`. */
  readonly and: readonly string[];
  /** Operators by which something is compared with nothing. */
  readonly notEqual: readonly string[];
  /** The operator that asks whether something is nothing, where a method asks it as well. */
  readonly equal?: string;
  /** Kinds of nodes, or texts of names, that are nothing. */
  readonly absent: readonly string[];
  /** True where a bare name can be a condition. */
  readonly truthiness: boolean;
  /** True where the guarded access may be the whole of what follows the check; else it must be compared. */
  readonly bare: boolean;
  /** For what is absent a conjunction has the value of an optional access: `a && a.b` and `a&.b` are `nil` in Ruby. */
  readonly sameValue?: true;
  /** Comparisons of the guarded access that come out the same with every way to check. */
  readonly comparisons: readonly string[];
  /** Conditional expressions that yield the guarded access. */
  readonly conditionals: Readonly<Record<string, (t: TreeView, n: NodeIndex) => ConditionalParts>>;
  /** What they yield else, in kinds or texts as in `absent`, where each way to check yields the same; `any` where all do. */
  readonly otherwise: readonly string[] | 'any';
}

/**
 * Where a pack puts what it finds. Ranges are taken from nodes; everything nested is attributed to the symbol,
 * loop, try and handler that encloses it, so packs never track scope.
 */
export interface FactSink {
  readonly tree: TreeView;
  /** Declares a symbol; it encloses everything in the subtree of `n`. Call `base`, `parameter` and `decorator` after it. */
  symbol(n: NodeIndex, fact: SymbolFact): void;
  /** A type the last declared symbol extends or implements: its bare name without type arguments. */
  base(name: string, relation: Relation, n: NodeIndex): void;
  /** A parameter of the last declared symbol. */
  parameter(fact: ParameterFact): void;
  binding(n: NodeIndex, fact: BindingFact): void;
  importing(n: NodeIndex, fact: ImportFact): void;
  exporting(n: NodeIndex, fact: { readonly name: string; readonly kind: ExportKind; readonly source?: string }): void;
  handler(n: NodeIndex, fact: HandlerFact): void;
  /** A throw, raise or panic; `value` is what is thrown or `NONE` for a bare rethrow, `cause` what it names as its cause. */
  throwing(n: NodeIndex, value: NodeIndex, cause?: NodeIndex): void;
  returning(n: NodeIndex, value: NodeIndex): void;
  /** A decorator, annotation or attribute on the next symbol or binding; `args` is the node of its argument list or `NONE`. */
  decorator(n: NodeIndex, name: string, args: NodeIndex): void;
  /** An element of markup among code: its opening tag, the node of its name or `NONE`, and whether it takes `{...rest}`. */
  element(n: NodeIndex, fact: { readonly name: NodeIndex; readonly spreads: boolean }): void;
  /** An additional call fact for syntax that is not in `calls` (Ruby backticks, Rust macros). */
  calling(n: NodeIndex, parts: CallParts): void;
  /** A name that stands for a text where something is looked up by it: a string fact of that text. */
  key(n: NodeIndex, text: string): void;
  /** Dotted path of an expression (`a.b().c`), as calls and bindings show it. */
  pathOf(n: NodeIndex): string;
  /** The literal value of a string node, or its raw text for anything else. */
  textOf(n: NodeIndex): string;
  /** True when no function or type encloses the place. */
  atModuleLevel(): boolean;
  /** Kind of the innermost enclosing symbol, or `null`. */
  enclosingKind(): SymbolKind | null;
}

/** Told when the walk reaches a node of a kind the pack asked for. */
export type Enter = (sink: FactSink, n: NodeIndex) => void;

/** What the grammar of one language calls things. Data where data suffices, small functions where it does not. */
export interface LanguagePack {
  readonly language: LanguageId;
  /** Raise it whenever the facts of some text change: it is part of every cache key. */
  readonly version: number;
  readonly lineComment: '//' | '#';
  readonly comments: readonly string[];
  /** Kinds that mark the declaration behind them: decorators, annotations, attributes. */
  readonly marks?: readonly string[];
  /** Kinds that hold nothing but a comment where one stands in them: the brackets of markup. */
  readonly commentHolders?: readonly string[];
  /** Kinds that are a plain name, `this` and `self` included. */
  readonly identifiers: readonly string[];
  /** Member access: kind -> [field of the object, field of the name]; `''` for the first and the last named child. */
  readonly members: Readonly<Record<string, readonly [string, string]>>;
  /** Index access: kind -> field of the object, `''` for the first named child. */
  readonly indexes: Readonly<Record<string, string>>;
  readonly calls: Readonly<Record<string, TryReadCall>>;
  /** Argument wrappers whose only interesting child is the value: kind -> field of the value, `''` for the last named child. */
  readonly argumentWrappers: Readonly<Record<string, string>>;
  /** Keyword arguments: kind -> [field of the name, field of the value]; `''` for the named children around `=`. */
  readonly keywordArguments: Readonly<Record<string, readonly [string, string]>>;
  readonly strings: Readonly<Record<string, StringShape>>;
  /** Shapes by kind, for everything that is not a string, identifier, member, index, call, concat or transparent. */
  readonly shapes: Readonly<Record<string, Shape>>;
  /** Kinds that only wrap one expression (parentheses, casts, `as`): kind -> field of the inner node, `''` for the first named child. */
  readonly transparent: Readonly<Record<string, string>>;
  /** Transparent kinds that name the type of a cast in another field than `type`: kind -> field. */
  readonly castTypes?: Readonly<Record<string, string>>;
  /** Operators that leave their operand what it is: kind -> operator (`!!`). */
  readonly transparentOperators?: Readonly<Record<string, string>>;
  /** Identifiers that are literals: `true`, `false` and `null` of a grammar without kinds for them. */
  readonly literalWords?: Readonly<Record<string, Shape>>;
  /** Binary expressions (fields `left`, `operator`, `right` or [left, operator, right] by position). */
  readonly binary: readonly string[];
  readonly concatOperators: readonly string[];
  /** Operators that put another value in the place of one that is not there (`??`), in the kinds of `binary`. */
  readonly fallbackOperators?: readonly string[];
  /** Operators that format a string with values (`%`). */
  readonly formatOperators: readonly string[];
  readonly comparisonOperators: readonly string[];
  /** Expressions and statements that ask what a value is (`switch`, `in`): kind -> field of the value, `''` for the first named child. */
  readonly inspections: Readonly<Record<string, string>>;
  readonly bindings: Readonly<Record<string, BindingShape>>;
  readonly awaits: readonly string[];
  /** Statement kinds whose expression's value is thrown away. */
  readonly discards: readonly string[];
  /** Tells whether nothing takes the value of this call, in a grammar without expression statements. */
  readonly isDiscarded?: (t: TreeView, n: NodeIndex) => boolean;
  readonly loops: Readonly<Record<string, LoopKind>>;
  readonly branches: readonly string[];
  /** Branches that are one arm of a switch, a match or a case. */
  readonly arms: readonly string[];
  /** Branches inside an expression or behind a statement: they decide, but nothing nests in them. */
  readonly inlineBranches: readonly string[];
  /** Kinds that open a region whose errors are handled. */
  readonly tries: readonly string[];
  /** Kinds whose named children are statements; of an arm the first child is its label. */
  readonly blocks: readonly string[];
  /** Kinds between a block and its statements (`statement_list`). */
  readonly blockWrappers: readonly string[];
  readonly enter: Readonly<Record<string, Enter>>;
  /** How the comments begin that tools read as documentation; none where any comment before a declaration is one. */
  readonly docComments: readonly string[];
  /** Kinds of name nodes that say whether an imported name is used as a type, where the language tells the two apart. */
  readonly importUses?: ImportUses;
  /** Absent in a language with one way to check. */
  readonly nullChecks?: NullChecks;
  /** What holds the environment variables, as written, where they are read as its elements, or as members too. */
  readonly environment?: { readonly holders: readonly string[]; readonly asMembers: boolean };
  /** The name by which components take their props whole; members of it are read by the fields of `members`. */
  readonly props?: string;
}

/** How a grammar tells types from values among names. */
export interface ImportUses {
  readonly values: readonly string[];
  readonly types: readonly string[];
  /** Kinds that bring the name in, where it is no use. */
  readonly declaring: readonly string[];
  /** Kinds that make a value below them part of a type, looked for through `paths`. */
  readonly typePlaces: readonly string[];
  /** Kinds of dotted paths. */
  readonly paths: readonly string[];
}
