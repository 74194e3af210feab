import { SEVERITIES, type Severity } from '@drift/shared';
import * as vscode from 'vscode';
import type { DiagnosticCollectionProvider } from 'vscode-languageclient/node';
import { dataOf } from './diagnostic-data.ts';
import { type DisplayFilter, isShown, SHOW_ALL } from './display-filter.ts';
import { severityOf } from './severity-of.ts';

/** How long findings of a server that ended stay, in milliseconds. */
const STALE_MS = 60_000;

/** How many findings there are for the person, and how many of them the display settings hide. */
export interface ShownCounts {
  readonly shown: Readonly<Record<Severity, number>>;
  readonly hidden: number;
}

/**
 * What the list of problems shows: everything the server sends, less what the display settings hide. When the server ends,
 * its findings stay greyed until they come anew, or for a minute.
 */
export class ShownFindings implements DiagnosticCollectionProvider, vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('drift');
  private readonly changed = new vscode.EventEmitter<vscode.Uri | null>();
  private readonly sent = new Map<string, Map<string, readonly vscode.Diagnostic[]>>();
  /** Counts of every document that something was sent for: ten thousand are not counted anew for one. */
  private readonly tallies = new Map<string, ShownCounts>();
  private readonly greyed = new Set<string>();
  private filter: DisplayFilter = SHOW_ALL;
  private clearing: NodeJS.Timeout | undefined;
  /** After what is shown has changed: of which document, `null` for any. */
  readonly onDidChange = this.changed.event;

  /** True while findings of a server that ended are shown. */
  get stale(): boolean {
    return this.greyed.size > 0;
  }

  /** Shows what passes the filter, of what was sent so far and from now on. */
  setFilter(filter: DisplayFilter): void {
    this.filter = filter;
    for (const uri of this.sent.keys()) this.show(vscode.Uri.parse(uri));
    this.changed.fire(null);
  }

  /** Counts over all documents. */
  counts(): ShownCounts {
    const shown = { error: 0, warning: 0, info: 0, hint: 0 };
    let hidden = 0;
    for (const tally of this.tallies.values()) {
      for (const severity of SEVERITIES) shown[severity] += tally.shown[severity];
      hidden += tally.hidden;
    }
    return { shown, hidden };
  }

  /** What is shown of one document. */
  of(uri: vscode.Uri): readonly vscode.Diagnostic[] {
    return this.collection.get(uri) ?? [];
  }

  /** Everything that was sent for a document, hidden or not. */
  sentFor(uri: vscode.Uri): readonly vscode.Diagnostic[] {
    return this.allOf(uri.toString());
  }

  create(name: string | undefined, source: string): vscode.DiagnosticCollection {
    return new SourceFindings(`${source} ${name ?? ''}`, this);
  }

  dispose(collection?: vscode.DiagnosticCollection): void {
    if (collection !== undefined) return collection.dispose();
    clearTimeout(this.clearing);
    this.collection.dispose();
    this.changed.dispose();
  }

  /** Greys what is shown: nobody keeps it up to date any more. */
  markStale(): void {
    for (const uri of this.sent.keys()) this.greyed.add(uri);
    for (const uri of this.greyed) this.show(vscode.Uri.parse(uri));
    clearTimeout(this.clearing);
    this.clearing = setTimeout(() => this.clearStale(), STALE_MS);
    this.changed.fire(null);
  }

  /** Takes away what is still greyed. */
  clearStale(): void {
    clearTimeout(this.clearing);
    const gone = [...this.greyed];
    this.greyed.clear();
    for (const uri of gone) {
      this.sent.delete(uri);
      this.show(vscode.Uri.parse(uri));
    }
    if (gone.length > 0) this.changed.fire(null);
  }

  /** What one source says about a document from now on; `undefined` where it says nothing any more. */
  take(source: string, uri: vscode.Uri, diagnostics: readonly vscode.Diagnostic[] | undefined): void {
    const key = uri.toString();
    // What is sent anew takes the place of all that the server that ended had said.
    if (this.greyed.delete(key)) this.sent.delete(key);
    const bySource = this.sent.get(key) ?? new Map<string, readonly vscode.Diagnostic[]>();
    if (diagnostics === undefined || diagnostics.length === 0) bySource.delete(source);
    else bySource.set(source, diagnostics);
    if (bySource.size === 0) this.sent.delete(key);
    else this.sent.set(key, bySource);
    this.show(uri);
    this.changed.fire(uri);
  }

  private allOf(uri: string): readonly vscode.Diagnostic[] {
    return [...(this.sent.get(uri)?.values() ?? [])].flat();
  }

  private passes(diagnostic: vscode.Diagnostic): boolean {
    return isShown(
      { severity: severityOf(diagnostic), confidence: dataOf(diagnostic)?.confidence ?? null },
      this.filter,
    );
  }

  private show(uri: vscode.Uri): void {
    const key = uri.toString();
    const all = this.allOf(key);
    const shown = all.filter((d) => this.passes(d));
    if (all.length === 0) this.tallies.delete(key);
    else this.tallies.set(key, tallyOf(shown, all.length - shown.length));
    if (shown.length > 0 || this.collection.has(uri))
      this.collection.set(uri, this.greyed.has(key) ? shown.map(greyed) : shown);
  }
}

function tallyOf(diagnostics: readonly vscode.Diagnostic[], hidden: number): ShownCounts {
  const shown = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const diagnostic of diagnostics) shown[severityOf(diagnostic)]++;
  return { shown, hidden };
}

function greyed(diagnostic: vscode.Diagnostic): vscode.Diagnostic {
  const copy = new vscode.Diagnostic(diagnostic.range, diagnostic.message, diagnostic.severity);
  copy.source = 'drift (not up to date)';
  if (diagnostic.code !== undefined) copy.code = diagnostic.code;
  copy.tags = [vscode.DiagnosticTag.Unnecessary];
  return copy;
}

type Entry = readonly [uri: vscode.Uri, diagnostics: readonly vscode.Diagnostic[]];

/** What the client takes for its own collection: the findings of one source, handed on to what is shown. */
class SourceFindings implements vscode.DiagnosticCollection {
  readonly name: string;
  private readonly shown: ShownFindings;
  private readonly entries = new Map<string, Entry>();
  private disposed = false;

  constructor(name: string, shown: ShownFindings) {
    this.name = name;
    this.shown = shown;
  }

  set(at: vscode.Uri | readonly [vscode.Uri, readonly vscode.Diagnostic[] | undefined][], all?: unknown): void;
  set(
    at: vscode.Uri | readonly [vscode.Uri, readonly vscode.Diagnostic[] | undefined][],
    all?: readonly vscode.Diagnostic[],
  ): void {
    if (this.disposed) return;
    const entries = at instanceof vscode.Uri ? [[at, all] as const] : at;
    for (const [uri, diagnostics] of entries) {
      if (diagnostics === undefined) this.entries.delete(uri.toString());
      else this.entries.set(uri.toString(), [uri, diagnostics]);
      this.shown.take(this.name, uri, diagnostics);
    }
  }

  delete(uri: vscode.Uri): void {
    this.set(uri, undefined);
  }

  clear(): void {
    for (const [uri] of [...this.entries.values()]) this.delete(uri);
  }

  forEach(
    callback: (
      uri: vscode.Uri,
      diagnostics: readonly vscode.Diagnostic[],
      collection: vscode.DiagnosticCollection,
    ) => unknown,
  ): void {
    for (const [uri, diagnostics] of this.entries.values()) callback(uri, diagnostics, this);
  }

  get(uri: vscode.Uri): readonly vscode.Diagnostic[] | undefined {
    return this.entries.get(uri.toString())?.[1];
  }

  has(uri: vscode.Uri): boolean {
    return this.entries.has(uri.toString());
  }

  /** The client lets go of it when the server ends: what it said is greyed then, not gone. */
  dispose(): void {
    this.disposed = true;
  }

  [Symbol.iterator](): IterableIterator<[uri: vscode.Uri, diagnostics: readonly vscode.Diagnostic[]]> {
    return [...this.entries.values()]
      .map(([uri, d]): [vscode.Uri, readonly vscode.Diagnostic[]] => [uri, d])
      [Symbol.iterator]();
  }
}
