import { PACKS } from '@drift/grammars';
import { type FileId, type GrammarId, languageOfGrammar } from '@drift/shared';
import { collectFacts, unparsedFacts } from '../facts/collect.ts';
import { type CompiledPack, compilePack } from '../facts/compiled-pack.ts';
import type { FileFacts } from '../facts/file-facts.ts';
import { type Leaf, leavesOf } from '../facts/leaves.ts';
import { type NameSite, nameSites } from '../facts/name-sites.ts';
import type { ActiveRules } from '../rules/engine/active-rules.ts';
import { analyzeFile, type LocalAnalysis } from '../rules/engine/analyze-file.ts';
import { type FileRole, FileView } from '../rules/engine/file-view.ts';
import type { NameToken } from '../rules/engine/rule.ts';
import type { EditStep, IncrementalTree } from '../syntax/incremental-tree.ts';
import type { SyntaxEngine } from '../syntax/syntax-engine.ts';
import { roleOf } from './scan/role-of.ts';

/** A line longer than this makes a file count as minified: it is listed but not parsed. */
const MAX_LINE = 20_000;

/** Everything one text alone gives: its facts, and what the rules of one file say about them. */
export interface FileAnalysis extends LocalAnalysis {
  readonly facts: FileFacts;
  readonly role: FileRole;
}

/** What a text is and where it lies. */
export interface TextIdentity {
  readonly file: FileId;
  readonly grammar: GrammarId;
  /** Role by path; the head of the text may overrule it. */
  readonly role: FileRole;
  /** What is on; `null` for everything. */
  readonly active: ActiveRules | null;
}

/** Analyses texts in one thread. The same code runs in workers for closed files and in the protocol process for open ones. */
export class FileAnalyzer {
  private readonly starting: Promise<SyntaxEngine>;
  private started: SyntaxEngine | null = null;
  private readonly compiled = new Map<GrammarId, CompiledPack>();

  /** Takes an engine that may still be starting, so that a server can answer before it stands. */
  constructor(engine: Promise<SyntaxEngine>) {
    this.starting = engine;
    // Whoever needs the engine first is told that it failed.
    engine.catch(() => undefined);
  }

  private get engine(): SyntaxEngine {
    if (this.started === null) throw new Error('Bug: the syntax engine was used before ensure');
    return this.started;
  }

  /** Loads what a grammar needs. Must have finished before `analyze` or `openTree` is called for it. */
  async ensure(grammar: GrammarId): Promise<void> {
    if (this.compiled.has(grammar)) return;
    this.started ??= await this.starting;
    await this.engine.ensure(grammar);
    const table = this.engine.tableOf(grammar);
    const pack = PACKS[languageOfGrammar(grammar)];
    if (table === null || pack === undefined) throw new Error(`Bug: no language pack for ${grammar}`);
    this.compiled.set(grammar, compilePack(pack, table));
  }

  private packOf(grammar: GrammarId): CompiledPack {
    const compiled = this.compiled.get(grammar);
    if (compiled === undefined) throw new Error(`Bug: grammar ${grammar} used before it was loaded`);
    return compiled;
  }

  /** Analyses a whole text. */
  analyze(id: TextIdentity, text: string): FileAnalysis {
    const compiled = this.packOf(id.grammar);
    const facts = isMinified(text)
      ? null
      : this.engine.withTree(id.grammar, text, (tree) => collectFacts(tree, compiled));
    return this.judge(id, text, facts ?? unparsedFacts(text, compiled));
  }

  /** A tree that follows the edits of one open document; dispose it. */
  openTree(grammar: GrammarId): IncrementalTree {
    return this.engine.openTree(grammar);
  }

  /** Analyses the next text of an open document, re-using its tree. The result equals `analyze` of the same text. */
  update(tree: IncrementalTree, id: TextIdentity, text: string, steps: readonly EditStep[]): FileAnalysis {
    const compiled = this.packOf(id.grammar);
    if (isMinified(text)) {
      tree.dispose();
      return this.judge(id, text, unparsedFacts(text, compiled));
    }
    const facts = tree.update(text, steps, (flat) => collectFacts(flat, compiled));
    return this.judge(id, text, facts ?? unparsedFacts(text, compiled));
  }

  /** What the rules of one file say about facts that are known already; `text` is what they were taken from. */
  judge(id: TextIdentity, text: string, facts: FileFacts): FileAnalysis {
    const role = roleOf(id, text);
    return { facts, role, ...analyzeFile(new FileView(id.file, role, facts), text, id.active) };
  }

  /** Ranges of all leaf tokens of a text, in order, by what they read. */
  tokens(id: TextIdentity, text: string): ReadonlyMap<string, readonly NameToken[]> {
    const found = new Map<string, NameToken[]>();
    let before = '';
    this.engine.withTree(id.grammar, text, (tree) => {
      for (let n = 0; n < tree.size; n++) {
        if (tree.after(n) !== n + 1) continue;
        const token = tree.slice(n);
        const place = { start: tree.start(n), end: tree.end(n), isMember: TAKES_MEMBER.has(before) };
        const known = found.get(token);
        if (known === undefined) found.set(token, [place]);
        else known.push(place);
        before = token;
      }
    });
    return found;
  }

  /** Every token of code of a text, in order; the grammar must be loaded. */
  leaves(id: TextIdentity, text: string): readonly Leaf[] {
    return this.engine.withTree(id.grammar, text, leavesOf) ?? [];
  }

  /** As `tokens` over a whole text, with what stands around each; the grammar must be loaded. */
  sites(id: TextIdentity, text: string, name: string): readonly NameSite[] {
    return this.engine.withTree(id.grammar, text, (tree) => nameSites(tree, name)) ?? [];
  }

  dispose(): void {
    this.started?.dispose();
  }
}

/** Tokens after which a name is a member's. */
const TAKES_MEMBER: ReadonlySet<string> = new Set(['.', '?.', '->', '?->', '::']);

function isMinified(text: string): boolean {
  let lineStart = 0;
  for (let i = text.indexOf('\n'); ; i = text.indexOf('\n', lineStart)) {
    const end = i < 0 ? text.length : i;
    if (
      end - lineStart > MAX_LINE &&
      text
        .slice(lineStart, end)
        .split('\r')
        .some((l) => l.length > MAX_LINE)
    )
      return true;
    if (i < 0) return false;
    lineStart = i + 1;
  }
}
