import { FOLD_FACTOR, MAX_DEAD_SHARE, MAX_FOLDER_BYTES, MAX_SEGMENTS } from './parameters.ts';

/** A segment as planning sees it. */
export interface Sized {
  readonly size: number;
  /** Bytes of entries that the present round asked for. */
  readonly living: number;
}

/** Which segments are written anew together with what is fresh, and whether what nobody asked for is left out. */
export interface FoldPlan<S extends Sized> {
  readonly fold: readonly S[];
  readonly livingOnly: boolean;
}

/**
 * Chooses so that the folder stays bounded in size and number, that dead entries never outweigh the living ones, and that
 * a small change costs a small write: a large segment is left alone until as much has come together beside it.
 */
export function foldPlan<S extends Sized>(segments: readonly S[], freshBytes: number): FoldPlan<S> {
  const total = segments.reduce((sum, s) => sum + s.size, freshBytes);
  const living = segments.reduce((sum, s) => sum + s.living, freshBytes);
  if (total > MAX_FOLDER_BYTES || total - living > total * MAX_DEAD_SHARE) return { fold: segments, livingOnly: true };
  if (freshBytes === 0) return { fold: [], livingOnly: false };
  const fold: S[] = [];
  let together = freshBytes;
  for (const segment of [...segments].sort((a, b) => a.size - b.size)) {
    const isSmall = segment.size <= together * FOLD_FACTOR;
    const isOneTooMany = segments.length - fold.length + 1 > MAX_SEGMENTS;
    if (!isSmall && !isOneTooMany) break;
    fold.push(segment);
    together += segment.size;
  }
  return { fold, livingOnly: false };
}
