import type { ConventionRow } from '@drift/shared';
import { labelText } from '../plain-text.ts';
import type { RowAbout } from '../trees/row.ts';

/** A folder as a list to pick from shows it. */
export function folderWords(name: string, path: string): { readonly label: string; readonly description: string } {
  return { label: labelText(name), description: labelText(path) };
}

/** A convention of a folder in a list to pick from, and what commands are given of it. */
export interface ConventionPick {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  readonly about: Extract<RowAbout, { kind: 'convention' }>;
}

/** The convention as the list shows it; what is given to commands stays as it is. */
export function conventionPick(uri: string, c: ConventionRow): ConventionPick {
  return {
    label: labelText(c.key),
    description: labelText(`${c.leader} · ${c.language} ${c.scope}`),
    detail: labelText(`${c.status}, ${c.tier}`),
    about: {
      kind: 'convention',
      uri,
      key: c.key,
      language: c.language,
      population: c.population,
      scope: c.scope,
      value: c.leaderValue,
      words: c.leader,
    },
  };
}

/** A line that tells something and does nothing when it is picked. */
export function toldLine(text: string): { readonly label: string; readonly command: null } {
  return { label: labelText(text), command: null };
}
