import { CALLABLE_KINDS } from '@drift/grammars';
import type { Host } from '../../host/host.ts';
import type { Baseline } from '../baseline.ts';
import type { FileAnalysis } from '../file-analyzer.ts';
import type { Workspace } from '../workspace.ts';
import { type HeadFacts, headFacts } from './head-facts.ts';

/** What one judgement by gates leaves for the next one of the same root; whatever it follows from changed is asked anew. */
export class GateMemory {
  private readonly host: Host;
  private readonly functions = new WeakMap<FileAnalysis, number>();
  private asked: { readonly baseline: Baseline; readonly facts: Promise<HeadFacts> } | null = null;

  constructor(host: Host) {
    this.host = host;
  }

  /** Functions in a file. */
  functionsIn(analysis: FileAnalysis): number {
    const known = this.functions.get(analysis);
    if (known !== undefined) return known;
    let count = 0;
    for (const symbol of analysis.facts.table('symbols')) if (CALLABLE_KINDS.has(symbol.kind)) count++;
    this.functions.set(analysis, count);
    return count;
  }

  /** What git says about HEAD; asked once for each look at the history. */
  head({ root, baseline }: Workspace): Promise<HeadFacts> {
    if (this.asked?.baseline !== baseline) this.asked = { baseline, facts: headFacts(this.host, root) };
    return this.asked.facts;
  }
}
