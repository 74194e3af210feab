import type { LanguageId } from '@drift/shared';
import { COMPILED_ANSWERS } from './response-rows-compiled.ts';
import { SCRIPT_ANSWERS, SCRIPT_SETTINGS } from './response-rows-scripts.ts';

/** One call by which a handler answers: with a body, with a status, or both. */
export interface ResponseRow {
  readonly languages: readonly LanguageId[];
  /** Last segments of what is called. */
  readonly names: readonly string[];
  /** On the path before the name; a bare name fits where it is left out. */
  readonly receiver?: RegExp;
  /** The file must import one of these modules, or something below them. */
  readonly imports?: readonly string[];
  /** The file must import none of these. */
  readonly without?: readonly string[];
  /** A class of the file must have such a base. */
  readonly base?: RegExp;
  /** Where the body is: a position, a keyword, or the keywords themselves. */
  readonly body?: readonly (number | string)[];
  /** Where the status is. */
  readonly status?: readonly (number | string)[];
  /** The name says the status, and `status` of the same framework could as well. */
  readonly helper?: true;
  /** Statuses that have such a helper: beside it, only these are a choice. */
  readonly choice?: RegExp;
  readonly positive: string;
  readonly nearMiss: string;
}

/** One assignment by which a handler answers. */
export interface ResponseSettingRow {
  readonly languages: readonly LanguageId[];
  /** The last segment of what is assigned to, and a condition on all of its path. */
  readonly last: string;
  readonly target: RegExp;
  readonly part: 'body' | 'status';
  /** The file must import one of these modules, or something below them. */
  readonly imports?: readonly string[];
  readonly positive: string;
  readonly nearMiss: string;
}

/** Every call known to answer a request. */
export const RESPONSE_ROWS: readonly ResponseRow[] = [...SCRIPT_ANSWERS, ...COMPILED_ANSWERS];

/** Every assignment known to answer a request. */
export const RESPONSE_SETTING_ROWS: readonly ResponseSettingRow[] = SCRIPT_SETTINGS;
