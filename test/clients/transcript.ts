import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const FOLDER = fileURLToPath(new URL('transcripts/', import.meta.url));

const messageSchema = z.object({
  id: z.union([z.number(), z.string()]).optional(),
  method: z.string().optional(),
  params: z.unknown().optional(),
  result: z.unknown().optional(),
});
const eventSchema = z.object({
  ms: z.number(),
  window: z.string().default(''),
  message: messageSchema.optional(),
  answers: z.string().optional(),
  disk: z.record(z.string(), z.string().nullable()).optional(),
});
/** What a client said or did, as `record.mjs` writes it. */
export type TranscriptEvent = z.infer<typeof eventSchema>;

/** What one client said in one scenario. */
export interface Transcript {
  readonly name: string;
  readonly scenario: string;
  readonly events: readonly TranscriptEvent[];
}

/** Names of all transcripts, in order. */
export function transcriptNames(): readonly string[] {
  return readdirSync(FOLDER)
    .filter((f) => f.endsWith('.jsonl'))
    .map((f) => f.slice(0, -'.jsonl'.length))
    .sort();
}

/** The raw text of a transcript. */
export function transcriptText(name: string): string {
  return readFileSync(`${FOLDER}${name}.jsonl`, 'utf8');
}

/** A transcript that happens below a folder. */
export function readTranscript(name: string, root: string): Transcript {
  const lines = transcriptText(name).trimEnd().split('\n');
  const events = lines.map((line) => eventSchema.parse(JSON.parse(line.replaceAll('<root>', root))));
  return { name, scenario: name.split('.')[0] ?? name, events };
}

const ENDING = new Set(['textDocument/didClose', 'shutdown', 'exit', '$/cancelRequest', 'workspace/diagnostic']);

/** The number of events before a client closes everything and says goodbye. */
export function bodyLength(events: readonly TranscriptEvent[]): number {
  const goodbye = events.findIndex((e) => e.message?.method === 'shutdown' || e.message?.method === 'exit');
  let end = goodbye < 0 ? events.length : goodbye;
  while (end > 0 && isEnding(events[end - 1])) end--;
  return end;
}

function isEnding(event: TranscriptEvent | undefined): boolean {
  return event?.disk !== undefined || event?.answers !== undefined || ENDING.has(event?.message?.method ?? '');
}
