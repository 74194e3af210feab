/** Applies what `textDocument/didChange` carries to an open document. */
import type { Span } from '@drift/shared';
import type { Range } from 'vscode-languageserver';
import type { OffsetEdit, OpenDocument } from '../session/document.ts';
import { clientOffsetOf, type PositionEncoding, widthOfBom, widthOfSpan } from './positions.ts';

/** A change as clients really send it: without a range, or with a null one, it is the whole new text. */
export interface ContentChange {
  readonly range?: Range | null | undefined;
  readonly rangeLength?: number | null | undefined;
  readonly text: string;
}

/**
 * Applies the changes in order, each against the text the one before produced, and returns one edit per change.
 * A `rangeLength` that contradicts the text marks the document suspect; a later full text clears that.
 */
export function applyChanges(
  document: OpenDocument,
  changes: readonly ContentChange[],
  encoding: PositionEncoding,
): readonly OffsetEdit[] {
  return changes.map((change) => applyChange(document, change, encoding));
}

function applyChange(document: OpenDocument, change: ContentChange, encoding: PositionEncoding): OffsetEdit {
  const { range, rangeLength, text } = change;
  if (range === undefined || range === null) return document.replaceAll(text);
  const from = clientOffsetOf(document, range.start, encoding);
  const to = clientOffsetOf(document, range.end, encoding);
  const span = { start: Math.min(from, to), end: Math.max(from, to) };
  if (typeof rangeLength === 'number' && !isLengthOf(document, span, rangeLength, encoding)) document.markSuspect();
  return document.edit(from, to, text);
}

// The protocol gives the length in the negotiated units, older texts of it in UTF-16: both are in use.
function isLengthOf(document: OpenDocument, span: Span, length: number, encoding: PositionEncoding): boolean {
  return length === clientWidth(document, span, encoding) || length === clientWidth(document, span, 'utf-16');
}

/** As `widthOfSpan`, counting a byte-order mark that only the client has. */
function clientWidth(document: OpenDocument, span: Span, encoding: PositionEncoding): number {
  const bom = span.start < 0 && span.end >= 0 ? widthOfBom(encoding) : 0;
  return bom + widthOfSpan(document.text, { start: Math.max(0, span.start), end: Math.max(0, span.end) }, encoding);
}
