import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { OpenDocument } from '../session/document.ts';

/**
 * The answer to a question about a place in an open text, or the protocol's error where the text became another one
 * meanwhile: its positions would be those of neither. `open` gives the document, `closed` is the answer where there is
 * none.
 */
export async function unlessOutdated<T>(
  open: () => OpenDocument | undefined,
  ask: (document: OpenDocument) => Promise<T>,
  closed: T,
): Promise<T> {
  const document = open();
  if (document === undefined) return closed;
  const { revision } = document;
  const answer = await ask(document);
  if (open() === document && document.revision === revision) return answer;
  throw new ResponseError(LSPErrorCodes.ContentModified, 'the text has changed; ask again');
}
