import { createInterface, type Interface } from 'node:readline';
import { displayOutput, displayText } from '@drift/shared';

/** What came of a question: a line, nobody who could be asked, or somebody who broke off. */
export type Typed =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'interrupted' };

/**
 * What the verbs need of the terminal. Whatever they forget, nothing that a terminal would obey gets past `print` and
 * `complain`.
 */
export interface Terminal {
  /** Writes to standard output, where results go. */
  print(text: string): void;
  /** Writes to standard output what another program reads as it is; to a terminal as `print` does. */
  printExact(text: string): void;
  /** Writes to standard error, where everything else goes. */
  complain(text: string): void;
  readonly color: boolean;
  readonly width: number;
  /** Draws or replaces the progress line; does nothing in a pipe. */
  progress(percentage: number, message: string): void;
  clearProgress(): void;
  /** What a person types as the answer. */
  question(text: string): Promise<Typed>;
}

const BAR_CELLS = 24;

/** The terminal of this process. Colour follows the stream, `NO_COLOR` and `--no-color`. */
export function processTerminal(noColor: boolean): Terminal {
  const { stdin, stdout, stderr, env } = process;
  let drawn = false;
  const clear = (): void => {
    if (drawn) stderr.write('\r\u001b[K');
    drawn = false;
  };
  // In a pipe `isTTY` is undefined, whatever its type says; the colour library takes that for "decide yourself".
  const color = !noColor && stdout.isTTY === true && env['NO_COLOR'] === undefined && env['TERM'] !== 'dumb';
  const print = (text: string): void => {
    stdout.write(displayOutput(text, { color }));
  };
  return {
    print,
    printExact: (text) => {
      if (stdout.isTTY) print(text);
      else stdout.write(text);
    },
    complain: (text) => {
      clear();
      stderr.write(displayOutput(text, { color: false }));
    },
    color,
    width: stdout.columns ?? 100,
    progress: (percentage, message) => {
      if (!stderr.isTTY || env['CI'] !== undefined) return;
      const full = Math.round((Math.min(100, Math.max(0, percentage)) / 100) * BAR_CELLS);
      stderr.write(`\r\u001b[K${'#'.repeat(full)}${'.'.repeat(BAR_CELLS - full)} ${displayText(message)}`);
      drawn = true;
    },
    clearProgress: clear,
    question: (text) => {
      if (!stdin.isTTY || !stderr.isTTY) return Promise.resolve({ kind: 'nobody' });
      return typedInto(createInterface({ input: stdin, output: stderr }), displayOutput(text, { color: false }), () =>
        stderr.write('\n'),
      );
    },
  };
}

/** Asks once; `onBreak` runs where the person broke off, by interrupting or by ending the input. */
export function typedInto(lines: Interface, text: string, onBreak: () => void): Promise<Typed> {
  return new Promise((resolve) => {
    let isAnswered = false;
    lines.question(text, (answer) => {
      isAnswered = true;
      resolve({ kind: 'line', text: answer });
      lines.close();
    });
    // In raw mode the keys are no signals: whoever reads the lines is told.
    lines.on('SIGINT', () => lines.close());
    lines.on('close', () => {
      if (isAnswered) return;
      onBreak();
      resolve({ kind: 'interrupted' });
    });
  });
}
