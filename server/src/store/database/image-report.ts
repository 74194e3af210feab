/** What a look at an image file showed. */
export interface ImageReport {
  /** `newer`: whole, but of a schema this build does not know. */
  readonly kind: 'ok' | 'newer' | 'damaged' | 'missing' | 'unreadable';
  /** What is wrong, in words; `''` where nothing is. */
  readonly why: string;
  /** 0 where it cannot be told. */
  readonly schemaVersion: number;
  /** The newest schema this build knows. */
  readonly latestSchema: number;
  readonly bytes: number;
  /** Of the bytes that were looked at; `''` where there were none. */
  readonly sha256: string;
}

/** Looks at an image file; `thorough` reads every page. Changes nothing. */
export type InspectImage = (path: string, thorough: boolean) => Promise<ImageReport>;
