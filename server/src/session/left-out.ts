import type { FileId } from '@drift/shared';

/** Why a file of a known language was found and not analysed. */
export type LeftOutReason = 'tooLarge' | 'binary' | 'notParsed';

/** A file that was found and not analysed. */
export interface LeftOut {
  readonly file: FileId;
  readonly reason: LeftOutReason;
}

/** What each reason is called, and what to do about it. */
export const LEFT_OUT_TEXTS: Readonly<Record<LeftOutReason, { readonly message: string; readonly hint: string }>> = {
  tooLarge: {
    message: 'the file is larger than scan.max_file_size and was left out',
    hint: 'Raise scan.max_file_size, or add the file to .driftignore.',
  },
  binary: {
    message: 'the file looks binary and was left out',
    hint: 'Add it to .driftignore if it is no source code.',
  },
  notParsed: {
    message: 'the file has a line over 20,000 characters, or costs too much to parse, and was left out',
    hint: 'Add it to .driftignore if it is minified or generated.',
  },
};
