import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { OpenDocument } from '../session/document.ts';
import { openAt, type Place, type ServerContext } from './context.ts';

/**
 * The answer to a question about a place in an open text, or the protocol's error where the text became another one
 * meanwhile: its positions would be those of neither. `closed` where the document is not open.
 */
export async function unlessOutdated<T>(
  { session }: ServerContext,
  place: Place,
  ask: (document: OpenDocument) => Promise<T>,
  closed: T,
): Promise<T> {
  const document = openAt(session, place);
  if (document === undefined) return closed;
  const { revision } = document;
  const answer = await ask(document);
  if (openAt(session, place) === document && document.revision === revision) return answer;
  throw new ResponseError(LSPErrorCodes.ContentModified, 'the text has changed; ask again');
}
