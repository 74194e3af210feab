import type { Span } from '@drift/shared';
import { scanSecrets } from './scan-secrets.ts';
import { scanUrlCredentials } from './scan-url-credentials.ts';

/** Stands for a secret in a text that is shown; says nothing about its length. */
export const MASK = '[masked]';

/** Every place of a text that holds a value the tables recognise, whatever rule would tell it. */
export function secretSpansIn(text: string): readonly Span[] {
  return [...scanSecrets(text), ...(text.includes('://') ? scanUrlCredentials(text) : [])];
}

/** A text fit to be shown: every value the tables recognise is masked. The text itself where it holds none. */
export function maskText(text: string): string {
  return maskSpans(text, secretSpansIn(text));
}

/** A text with some places masked. Line breaks stay, so that lines keep their numbers. */
export function maskSpans(text: string, spans: readonly Span[]): string {
  if (spans.length === 0) return text;
  let out = '';
  let at = 0;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (end <= at) continue;
    const from = Math.max(at, start);
    out += text.slice(at, from) + text.slice(from, end).replace(/[^\r\n]+/g, MASK);
    at = end;
  }
  return out + text.slice(at);
}
