import type { Severity } from '@drift/shared';
import picocolors from 'picocolors';

/** The colours and signs of the terminal view; with colour off, every mark Drift itself makes is plain ASCII. */
export interface TextStyle {
  readonly severity: Readonly<Record<Severity, (text: string) => string>>;
  readonly path: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly ellipsis: string;
}

/** The style with colour on or off. */
export function textStyle(options: { readonly color: boolean }): TextStyle {
  const colors = picocolors.createColors(options.color);
  return {
    severity: { error: colors.red, warning: colors.yellow, info: colors.cyan, hint: colors.gray },
    path: colors.underline,
    dim: colors.dim,
    good: colors.green,
    bad: colors.red,
    ellipsis: options.color ? '\u2026' : '...',
  };
}
