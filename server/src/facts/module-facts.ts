import { type ExportKind, type ImportFact, ImportFlag, type NodeIndex } from '@drift/grammars';
import { hashText, mix } from './hashes.ts';
import type { ImportUseFacts } from './import-uses.ts';
import { MAX_PATH } from './parameters.ts';
import type { WalkState } from './walk-state.ts';

/** Rows of imports and exports. */
export class ModuleFacts {
  private readonly walk: WalkState;
  private readonly uses: ImportUseFacts;

  constructor(walk: WalkState, uses: ImportUseFacts) {
    this.walk = walk;
    this.uses = uses;
  }

  importing(n: NodeIndex, fact: ImportFact): void {
    const { out, scope, targets } = this.walk;
    const row = out.add('imports', {
      kind: fact.kind,
      source: fact.source.slice(0, MAX_PATH),
      flags: (fact.flags ?? 0) | (scope.nesting > 0 ? ImportFlag.conditional : 0),
      symbol: scope.symbol,
      start: this.walk.start(n),
      end: this.walk.end(n),
      sourceStart: this.walk.start(fact.sourceNode),
      sourceEnd: this.walk.end(fact.sourceNode),
    });
    targets.set(fact.sourceNode, { context: 'import', target: '' });
    for (const s of fact.specifiers) {
      const specifier = out.add('specifiers', {
        import: row,
        kind: s.kind,
        name: s.name.slice(0, MAX_PATH),
        alias: s.alias,
        start: this.walk.start(s.node),
        end: this.walk.end(s.node),
        flags: s.flags ?? 0,
      });
      if (fact.kind !== 'reexport') this.uses.watch(s.alias === '' ? s.name : s.alias, specifier);
    }
  }

  exporting(n: NodeIndex, fact: { readonly name: string; readonly kind: ExportKind; readonly source?: string }): void {
    this.walk.out.add('exports', {
      kind: fact.kind,
      name: fact.name,
      source: fact.source ?? '',
      start: this.walk.start(n),
      end: this.walk.end(n),
    });
    this.walk.interfaceHash = mix(this.walk.interfaceHash, hashText(`${fact.kind} ${fact.name} ${fact.source ?? ''}`));
  }
}
