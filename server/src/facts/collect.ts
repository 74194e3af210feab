import type { FlatTree } from '../syntax/flat-tree.ts';
import { LineTable } from '../syntax/line-table.ts';
import { Collector } from './collector.ts';
import type { CompiledPack } from './compiled-pack.ts';
import { FactsBuilder } from './facts-builder.ts';
import { FileFacts, FileFlag } from './file-facts.ts';

const builder = new FactsBuilder();

/** The facts of one parsed text. A damaged tree gives what lies outside the damage, never nothing. */
export function collectFacts(tree: FlatTree, compiled: CompiledPack): FileFacts {
  const collector = new Collector(tree, compiled, builder);
  const interfaceHash = collector.run();
  const flags =
    (isAscii(tree.text) ? FileFlag.ascii : 0) |
    (tree.hasError ? FileFlag.damaged : 0) |
    (collector.hasDirectives ? FileFlag.directives : 0);
  return finish(tree.text, compiled, flags, interfaceHash);
}

/** The record of a text that was too costly to parse: its lines, and the flag that says so. */
export function unparsedFacts(text: string, compiled: CompiledPack): FileFacts {
  return finish(text, compiled, (isAscii(text) ? FileFlag.ascii : 0) | FileFlag.unparsed, 0);
}

function finish(text: string, compiled: CompiledPack, flags: number, interfaceHash: number): FileFacts {
  const lineStarts = LineTable.of(text).rows;
  return new FileFacts(builder.finish({ language: compiled.pack.language, text, flags, interfaceHash, lineStarts }));
}

/** UTF-8 takes one byte a unit for ASCII only; counting bytes is native code. */
function isAscii(text: string): boolean {
  return Buffer.byteLength(text) === text.length;
}
