import { type ReportEnvelope, sortedJson } from '@drift/shared';

/** The envelope as indented JSON: keys in code-unit order, absent fields left out, a newline at the end. */
export function renderJson(envelope: ReportEnvelope): string {
  return `${sortedJson(envelope, 2)}\n`;
}
