import { counted, displayText, type WsDoctorAnswer } from '@drift/shared';

const MARKS = { ok: 'ok   ', warn: 'note ', error: 'ERROR' } as const;

/** What the doctor found, as plain text: what is wrong first told in a line, then every check. */
export function doctorText({ checks }: WsDoctorAnswer, folder: string): string {
  const errors = checks.filter((c) => c.status === 'error').length;
  const notes = checks.filter((c) => c.status === 'warn').length;
  const lines = checks.flatMap((c) => [
    `${MARKS[c.status]}  ${displayText(c.message)}`,
    ...(c.details === undefined ? [] : c.details.split('\n').map((d) => `       ${displayText(d)}`)),
    ...(c.mended === undefined ? [] : [`       mended: ${displayText(c.mended)}`]),
    ...(c.fix === undefined ? [] : [`       do: ${displayText(c.fix)}`]),
  ]);
  const head = `${counted(checks.length, 'check')} in ${displayText(folder)}: ${counted(errors, 'error')}, ${counted(notes, 'note')}`;
  return [head, '', ...lines, ''].join('\n');
}
