import { type ReportAnswer, reportAnswerSchema } from '@drift/shared';
import { readSealed, type Shelf, writeSealed } from './sealed-file.ts';

const DIGEST_CHARACTERS = 64;

/** The report that was kept under this digest of its inputs; `null` for anything else that lies there. */
export async function findReport(shelf: Shelf, name: string, digest: string): Promise<ReportAnswer | null> {
  const text = await readSealed(shelf, fileOf(name));
  if (text === null || text.toString('latin1', 0, DIGEST_CHARACTERS) !== digest) return null;
  const parsed = reportAnswerSchema.safeParse(JSON.parse(text.toString('utf8', DIGEST_CHARACTERS)));
  return parsed.success ? parsed.data : null;
}

/** Keeps a report in place of the one kept under that name. Failing to costs time only. */
export function putReport(shelf: Shelf, name: string, digest: string, answer: ReportAnswer): Promise<void> {
  return writeSealed(shelf, fileOf(name), Buffer.from(digest + JSON.stringify(answer)));
}

function fileOf(name: string): string {
  return `${name}.report`;
}
