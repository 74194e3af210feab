import { joinPath } from '../../host/paths.ts';

/** Drift's own folder in a root; without it a root gets no database. */
export const FOLDER = '.drift';

/** Where everything about the database of a root lies; all of it is named so that the folder's `.gitignore` covers it. */
export interface DatabaseFiles {
  readonly folder: string;
  readonly image: string;
  /** The next image, while it is put in place. */
  readonly next: string;
  /** The image before the last one. */
  readonly previous: string;
  readonly journal: string;
  readonly lock: string;
  readonly holder: string;
}

/** The files of a root's database. */
export function databaseFiles(root: string): DatabaseFiles {
  const folder = joinPath(root, FOLDER);
  const at = (name: string): string => joinPath(folder, name);
  return {
    folder,
    image: at('drift.db'),
    next: at('drift.db.next'),
    previous: at('drift.db.prev'),
    journal: at('drift.db.journal'),
    lock: at('drift.db.lock'),
    holder: at('drift.db.holder'),
  };
}

/** True for names in the folder under which decisions lie: both generations, the seal, and the journal with what was taken of it. */
export function holdsDecisions(name: string): boolean {
  return /^drift\.db(?:\.prev|\.seal|\.journal(?:-.*)?)?$/.test(name);
}

/** Name of an image that could not be used, by the time it was found so. */
export function asideName(at: string): string {
  return `drift.db.corrupt-${at.replaceAll(/[^0-9TZ]/g, '')}`;
}

/** True for names that `asideName` gives. */
export function isAside(name: string): boolean {
  return name.startsWith('drift.db.corrupt-');
}

/** Name of a journal that was taken aside to be read. */
export function takenName(id: string): string {
  return `drift.db.journal-${id}`;
}

/** True for names that `takenName` gives. */
export function isTaken(name: string): boolean {
  return name.startsWith('drift.db.journal-');
}
