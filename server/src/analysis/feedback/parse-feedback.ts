import { byCodeUnit, FEEDBACK_FILE, type FeedbackRecord, feedbackRecordSchema, type Problem } from '@drift/shared';

/** The records of a file in order of time, each once, and the lines that could not be read. */
export interface FeedbackLog {
  readonly records: readonly FeedbackRecord[];
  readonly problems: readonly Problem[];
}

const CONFLICT = /^(?:<{7}|={7}|>{7}|\|{7})(?: |$)/;

/** Reads the text of a feedback file. The order of its lines does not matter, so that merges may put them anywhere. */
export function parseFeedback(text: string): FeedbackLog {
  const byId = new Map<string, FeedbackRecord>();
  const problems: Problem[] = [];
  text.split('\n').forEach((raw, index) => {
    const line = raw.trim();
    if (line === '') return;
    const read = recordOf(line);
    if (typeof read === 'string') problems.push(problemAt(index + 1, read, line));
    else if (!byId.has(read.id)) byId.set(read.id, read);
  });
  return { records: [...byId.values()].sort(byTime), problems };
}

/** The order of records: time, then id. */
export function byTime(a: FeedbackRecord, b: FeedbackRecord): number {
  return timeOf(a) - timeOf(b) || byCodeUnit(a.id, b.id);
}

/** When a record was made, in milliseconds since 1970. */
export function timeOf(record: FeedbackRecord): number {
  return Date.parse(record.at);
}

/** A record, or what is wrong with its line. */
function recordOf(line: string): FeedbackRecord | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return CONFLICT.test(line) ? 'is a conflict marker of git' : 'is no JSON';
  }
  const parsed = feedbackRecordSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return `is no feedback record: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trimEnd();
  }
  const record = parsed.data;
  if (record.action === 'dismissed' && record.reason === 'wont_fix' && (record.text ?? '').trim() === '') {
    return 'dismisses as wont_fix without a text, which has no effect';
  }
  return record;
}

function problemAt(line: number, what: string, text: string): Problem {
  return {
    code: 'FEEDBACK_ERROR',
    message: `line ${line} ${what}; it was skipped`,
    file: FEEDBACK_FILE,
    line,
    hint: CONFLICT.test(text) ? 'Keep the records of both sides and delete the marker.' : 'Mend or delete the line.',
  };
}
