// Projects as one text, for tests: `//- path` starts a file.
import { type FileId, grammarOfPath } from '@drift/shared';
import { factsOf } from '../../../test/support/facts.ts';
import type { FileFacts } from '../facts/file-facts.ts';
import { fileId } from './narrow.ts';
import { ProjectIndex } from './project-index.ts';
import type { ImportTarget, SymbolRef } from './target.ts';

/** The files of a project text. */
export function filesOf(text: string): Map<FileId, string> {
  const files = new Map<FileId, string>();
  for (const part of text.split(/^\/\/- /m).slice(1)) {
    const line = part.indexOf('\n');
    files.set(fileId(part.slice(0, line).trim()), part.slice(line + 1));
  }
  return files;
}

/** The facts of the files that have a language. */
export async function factsOfFiles(files: ReadonlyMap<FileId, string>): Promise<Map<FileId, FileFacts>> {
  const all = new Map<FileId, FileFacts>();
  for (const [file, text] of files) {
    const grammar = grammarOfPath(file);
    if (grammar !== null) all.set(file, await factsOf(grammar, text));
  }
  return all;
}

/** The index of a project text; files without a language are its manifests. */
export async function indexOf(text: string): Promise<ProjectIndex> {
  const files = filesOf(text);
  const index = new ProjectIndex();
  index.setManifests(new Map([...files].filter(([file]) => grammarOfPath(file) === null)));
  for (const [file, facts] of await factsOfFiles(files)) index.replace(file, facts);
  return index;
}

/** Facts of one text under the language of a path. */
export async function factsAt(path: string, text: string): Promise<FileFacts> {
  const facts = (await factsOfFiles(new Map([[fileId(path), text]]))).get(fileId(path));
  if (facts === undefined) throw new Error(`Bug: no language for ${path}`);
  return facts;
}

/** Every import as `file: source -> where it leads`, external modules in brackets, reasons in parentheses. */
export function renderImports(index: ProjectIndex): string[] {
  return index.files().flatMap((file) => {
    const imports = [...(index.facts(file)?.table('imports') ?? [])];
    return imports.map((row) => `${file}: ${row.source} -> ${renderTarget(index.resolveImport(file, row.index))}`);
  });
}

function renderTarget(target: ImportTarget): string {
  switch (target.kind) {
    case 'file':
      return target.files.join(' ');
    case 'external':
      return `[${target.module}]`;
    case 'unresolved':
      return `(${target.reason})`;
  }
}

/** A symbol as `file path`, or `?`. */
export function renderSymbol(index: ProjectIndex, ref: SymbolRef | null): string {
  if (ref === null) return '?';
  return `${ref.file} ${index.facts(ref.file)?.table('symbols').get(ref.symbol)?.path ?? 'no such row'}`;
}

/** Every call of a file as `callee -> symbol`. */
export function renderCalls(index: ProjectIndex, path: string): string[] {
  const file = fileId(path);
  const calls = [...(index.facts(file)?.table('calls') ?? [])];
  return calls.map((call) => `${call.callee} -> ${renderSymbol(index, index.resolveCallee(file, call.index))}`);
}
