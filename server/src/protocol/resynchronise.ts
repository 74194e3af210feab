import { joinPath } from '../host/paths.ts';
import type { OpenDocument } from '../session/document.ts';
import { BYTE_ORDER_MARK, decodeText } from '../syntax/decode-text.ts';
import type { Place, ServerContext } from './context.ts';
import type { Lanes } from './lanes.ts';

/**
 * Takes the text of a document that was just saved from the disk: a client that counts characters in its own way has
 * contradicted the text here, and what it saved is what it shows. Nothing changes where the file cannot be read.
 */
export async function resynchronise(
  context: ServerContext,
  lanes: Lanes,
  place: Place,
  document: OpenDocument,
): Promise<void> {
  if (place.root === null || place.id.kind !== 'file') return;
  const read = await context.session.options.host.readFile(joinPath(place.root.path, place.id.file));
  if (!read.ok) return;
  const { text } = decodeText(read.value);
  document.replaceAll(document.hasBom ? BYTE_ORDER_MARK + text : text);
  lanes.changed(place);
}
