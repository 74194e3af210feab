import type { LanguageId } from '@drift/shared';
import { COMPILED_DATA } from './data-rows-compiled.ts';
import { ECMASCRIPT_DATA } from './data-rows-ecmascript.ts';
import { SCRIPT_DATA } from './data-rows-scripts.ts';

/** How data is asked for: through mapped objects, by a builder of queries, or in SQL. */
export type QueryStyle = 'orm' | 'builder' | 'raw';

/** Calls of one library that read or write stored data. */
export interface DataRow {
  readonly library: string;
  readonly languages: readonly LanguageId[];
  /** Last segments of calls that read. */
  readonly reads?: readonly string[];
  /** Last segments of calls that write. */
  readonly writes?: readonly string[];
  /** On the path before the name; a bare name fits where it is left out. */
  readonly receiver?: RegExp;
  /** The file must import one of these modules, or something below them. */
  readonly imports?: readonly string[];
  /** On what one of the imports of the file is of. */
  readonly source?: RegExp;
  /** On what the receiver's first name was imported as. */
  readonly origin?: RegExp;
  /** On the path of the file. */
  readonly file?: RegExp;
  /** One of the first arguments must be SQL text, which also says whether it writes. */
  readonly sql?: true;
  /** On the path of the call that is the first argument. */
  readonly given?: RegExp;
  /** How many positional arguments there are, at most. */
  readonly most?: number;
  /** `null` where the call is of a layer of the code base, which hides how it asks. */
  readonly style: QueryStyle | null;
  readonly positive: string;
  readonly nearMiss: string;
  /** Path of the file in which both examples lie, where it matters. */
  readonly sample?: string;
}

/** Every call known to read or write stored data. */
export const DATA_ROWS: readonly DataRow[] = [...ECMASCRIPT_DATA, ...SCRIPT_DATA, ...COMPILED_DATA];
