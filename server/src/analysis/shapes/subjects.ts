import { type SymbolKind, TYPE_KINDS } from '@drift/grammars';
import type { FileFacts } from '../../facts/file-facts.ts';
import type { Row } from '../../facts/schema.ts';

/** A function that may have a shape: a named one, or one handed to a call that names it by a text (`get('/users', …)`). */
export interface Subject {
  readonly symbol: Row<'symbols'>;
  readonly name: string;
  /** The call it was handed to. */
  readonly via: Row<'calls'> | null;
  /** The type it belongs to, or `null`. */
  readonly owner: Row<'symbols'> | null;
}

/** The functions of a file, and which of them a row in some symbol belongs to. */
export interface Subjects {
  readonly all: readonly Subject[];
  /** Index of the function around a symbol (itself included), or -1. Functions without a name are part of the one around. */
  ownerOf(symbol: number): number;
  /** Names that are imported: receivers that mean the same in every function. */
  readonly imported: ReadonlySet<string>;
  /** Base types and decorators by the index of the type that has them. */
  readonly bases: ReadonlyMap<number, readonly string[]>;
  readonly typeDecorators: ReadonlyMap<number, readonly string[]>;
}

const NAMED: ReadonlySet<SymbolKind> = new Set(['function', 'method']);

/** Reads which functions a file has. */
export function subjectsOf(facts: FileFacts): Subjects {
  const symbols = facts.table('symbols');
  const registered = registrations(facts);
  const all: Subject[] = [];
  const owners = new Int32Array(symbols.length).fill(-1);
  for (const symbol of symbols) {
    const via = symbol.kind === 'lambda' ? (registered.get(symbol.start) ?? null) : null;
    const isSubject = via !== null || (NAMED.has(symbol.kind) && symbol.bodyEnd > symbol.bodyStart);
    if (isSubject) {
      all.push({ symbol, name: via === null ? symbol.name : via.name, via, owner: ownerType(facts, symbol) });
      owners[symbol.index] = symbol.index;
    } else if (symbol.kind === 'lambda') owners[symbol.index] = symbol.parent < 0 ? -1 : (owners[symbol.parent] ?? -1);
  }
  return {
    all,
    ownerOf: (symbol) => (symbol < 0 ? -1 : (owners[symbol] ?? -1)),
    imported: importedNames(facts),
    bases: grouped(facts.table('bases')),
    typeDecorators: grouped(facts.table('decorators')),
  };
}

/** Functions by their start that are handed to a call whose first argument is a text. */
function registrations(facts: FileFacts): Map<number, Row<'calls'>> {
  const out = new Map<number, Row<'calls'>>();
  const args = facts.table('arguments');
  for (const call of facts.table('calls')) {
    if (call.arguments < 2) continue;
    const first = args.get(call.firstArgument)?.shape;
    if (first !== 'string' && first !== 'template') continue;
    const last = args.get(call.firstArgument + call.arguments - 1);
    if (last?.shape === 'function') out.set(last.start, call);
  }
  return out;
}

function ownerType(facts: FileFacts, symbol: Row<'symbols'>): Row<'symbols'> | null {
  const parent = facts.table('symbols').get(symbol.parent);
  return parent !== null && (TYPE_KINDS.has(parent.kind) || parent.kind === 'impl') ? parent : null;
}

function importedNames(facts: FileFacts): ReadonlySet<string> {
  const out = new Set<string>();
  for (const s of facts.table('specifiers')) out.add(s.alias === '' ? s.name : s.alias);
  for (const i of facts.table('imports')) out.add(i.source.slice(i.source.search(/[\w-]*$/)));
  return out;
}

function grouped(rows: Iterable<{ readonly symbol: number; readonly name: string }>): Map<number, string[]> {
  const out = new Map<number, string[]>();
  for (const { symbol, name } of rows) {
    const list = out.get(symbol);
    if (list === undefined) out.set(symbol, [name]);
    else list.push(name);
  }
  return out;
}
