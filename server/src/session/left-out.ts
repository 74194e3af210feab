import type { FileId, ProblemCode } from '@drift/shared';

/** Why a file of a known language was found and not analysed. */
export type LeftOutReason = 'tooLarge' | 'binary' | 'notParsed';

/** A file that was found and not analysed. */
export interface LeftOut {
  readonly file: FileId;
  readonly reason: LeftOutReason;
}

/** What is told of a file that was left out. */
type Told = { readonly code: ProblemCode; readonly message: string; readonly hint: string };

/** What each reason is called, and what to do about it. */
export const LEFT_OUT_TEXTS: Readonly<Record<LeftOutReason, Told>> = {
  tooLarge: {
    code: 'FILE_TOO_LARGE',
    message: 'the file is larger than scan.max_file_size and was left out',
    hint: 'Raise scan.max_file_size, or add the file to .driftignore.',
  },
  binary: {
    code: 'FILE_BINARY',
    message: 'the file looks binary and was left out',
    hint: 'Add it to .driftignore if it is no source code.',
  },
  notParsed: {
    code: 'FILE_NOT_PARSED',
    message: 'the file has a line over 20,000 characters, nests too deep or costs too much to parse, and was left out',
    hint: 'Add it to .driftignore if it is minified or generated.',
  },
};
