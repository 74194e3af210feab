import type { ConfigRow } from './records.ts';

/** What a look at an image file showed. */
export interface ImageReport {
  /** `newer`: whole, but of a schema this build does not know. */
  readonly kind: 'ok' | 'newer' | 'damaged' | 'missing' | 'unreadable';
  /** What is wrong, in words; `''` where nothing is. */
  readonly why: string;
  /** What SQLite said of it, for whoever looks closer; `''` where it was not asked. */
  readonly detail: string;
  /** 0 where it cannot be told. */
  readonly schemaVersion: number;
  /** The newest schema this build knows. */
  readonly latestSchema: number;
  readonly bytes: number;
  /** Of the bytes that were looked at; `''` where there were none. */
  readonly sha256: string;
  /** Under which the last scan in it was made; empty where there is none or where it is not `ok`. */
  readonly settings: readonly ConfigRow[];
}

/** Looks at an image file; `thorough` reads every page. Changes nothing. */
export type InspectImage = (path: string, thorough: boolean) => Promise<ImageReport>;
