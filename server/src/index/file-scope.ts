import { TYPE_KINDS } from '@drift/grammars';
import type { FileFacts } from '../facts/file-facts.ts';
import type { Row } from '../facts/schema.ts';
import { isMethod, isNamedFromOutside, isScopeName } from './lookup.ts';
import { localName } from './passed-on.ts';

/** An imported name. */
export interface ImportedName {
  readonly row: Row<'imports'>;
  readonly specifier: Row<'specifiers'>;
}

/** The names of one file by the scope that introduces them; scope -1 is the module. Linear to build. */
export class FileScope {
  readonly facts: FileFacts;
  private readonly declared = new Map<string, Row<'symbols'>[]>();
  private readonly members = new Map<string, Row<'symbols'>[]>();
  private readonly values = new Set<string>();
  private readonly imports = new Map<string, ImportedName[]>();
  private readonly opaque = new Set<number>();
  private readonly assigned = new Set<string>();
  private readonly derived = new Set<number>();

  constructor(facts: FileFacts) {
    this.facts = facts;
    const variables = this.readBindings();
    const values = valueStarts(facts);
    const ownNames = new Set<string>();
    for (const row of facts.table('symbols')) {
      const key = scoped(row.parent, row.name);
      if (this.isMember(row)) append(this.members, key, row);
      else if (isScopeName(row) && (isNamedFromOutside(row) ? variables.has(row.nameStart) : !values.has(row.start))) {
        append(this.declared, key, row);
        if (isNamedFromOutside(row)) ownNames.add(`${row.nameStart}`);
      }
    }
    this.readValues(ownNames);
    for (const base of facts.table('bases')) this.derived.add(base.symbol);
    for (const specifier of facts.table('specifiers')) {
      const row = facts.table('imports').get(specifier.import);
      if (row !== null) append(this.imports, scoped(row.symbol, localName(specifier)), { row, specifier });
    }
  }

  private isMember(row: Row<'symbols'>): boolean {
    const parent = this.facts.table('symbols').get(row.parent);
    return parent !== null && (TYPE_KINDS.has(parent.kind) || parent.kind === 'impl') && isMethod(row);
  }

  private readBindings(): Set<number> {
    const variables = new Set<number>();
    for (const b of this.facts.table('bindings')) {
      if (b.kind === 'variable' || b.kind === 'constant') variables.add(b.targetStart);
      else if (b.kind === 'assign') this.assigned.add(b.target);
    }
    return variables;
  }

  private readValues(ownNames: ReadonlySet<string>): void {
    for (const p of this.facts.table('parameters')) this.value(p.symbol, p.name);
    for (const h of this.facts.table('handlers')) if (h.binding !== '') this.value(h.symbol, h.binding);
    for (const b of this.facts.table('bindings')) {
      if (b.kind === 'pair' || b.kind === 'keyword' || b.kind === 'assign' || b.kind === 'enumMember') continue;
      if (!ownNames.has(`${b.targetStart}`)) this.value(b.symbol, b.target);
    }
  }

  /** A value without a plain name is a pattern: which names it introduces is not told. */
  private value(scope: number, name: string): void {
    if (name === '') this.opaque.add(scope);
    else this.values.add(scoped(scope, name));
  }

  declaredIn(scope: number, name: string): readonly Row<'symbols'>[] {
    return this.declared.get(scoped(scope, name)) ?? [];
  }

  membersOf(type: number, name: string): readonly Row<'symbols'>[] {
    return this.members.get(scoped(type, name)) ?? [];
  }

  importedIn(scope: number, name: string): readonly ImportedName[] {
    return this.imports.get(scoped(scope, name)) ?? [];
  }

  /** Whether a parameter or variable of the scope has this name. */
  hasValue(scope: number, name: string): boolean {
    return this.values.has(scoped(scope, name));
  }

  /** Whether the scope destructures something, so that it may hide any name. */
  isOpaque(scope: number): boolean {
    return this.opaque.has(scope);
  }

  /** Whether anything in the file assigns to the path. */
  isAssigned(path: string): boolean {
    return this.assigned.has(path);
  }

  /** Whether a type extends or implements anything. */
  hasBases(type: number): boolean {
    return this.derived.has(type);
  }
}

/** Where values begin: a named function there is an expression, whose name holds only inside it. */
function valueStarts(facts: FileFacts): Set<number> {
  const starts = new Set<number>();
  for (const row of facts.table('arguments')) starts.add(row.start);
  for (const row of facts.table('bindings')) starts.add(row.valueStart);
  return starts;
}

function scoped(scope: number, name: string): string {
  return `${scope} ${name}`;
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
