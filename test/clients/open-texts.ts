import { z } from 'zod';
import { type Encoding, offsetAt } from '../support/edit-script.ts';

const at = z.object({ line: z.number(), character: z.number() });
const paramsSchema = z.object({
  textDocument: z.object({ uri: z.string(), text: z.string().optional() }),
  contentChanges: z.array(z.object({ range: z.object({ start: at, end: at }).nullish(), text: z.string() })).optional(),
});

/** The texts a client has open, worked out from its own messages the slow and obvious way. */
export class OpenTexts {
  readonly texts = new Map<string, string>();
  encoding: Encoding = 'utf-16';

  /** Follows a notification of the client. */
  follow(method: string, params: unknown): void {
    if (!/^textDocument\/did(?:Open|Change|Close)$/.test(method)) return;
    const { textDocument, contentChanges } = paramsSchema.parse(params);
    const { uri } = textDocument;
    if (method === 'textDocument/didClose') this.texts.delete(uri);
    else if (method === 'textDocument/didOpen') this.texts.set(uri, textDocument.text ?? '');
    for (const { range, text } of contentChanges ?? []) {
      const before = this.texts.get(uri);
      if (before === undefined) return;
      if (range == null) {
        this.texts.set(uri, text);
        continue;
      }
      const start = offsetAt(before, range.start, this.encoding);
      const end = offsetAt(before, range.end, this.encoding);
      this.texts.set(uri, before.slice(0, start) + text + before.slice(end));
    }
  }
}
