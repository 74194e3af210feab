/** A place that a click opens: a file below a root, by lines and UTF-16 characters from 0. */
export interface RowPlace {
  readonly rootUri: string;
  readonly path: string;
  readonly line: number;
  readonly character: number;
  readonly endLine: number;
  readonly endCharacter: number;
}

/** What commands need to know of a row they are given. */
export type RowAbout =
  | { readonly kind: 'finding'; readonly uri: string; readonly id: string; readonly ruleId: string }
  | {
      readonly kind: 'convention';
      readonly uri: string;
      readonly key: string;
      readonly language: string;
      readonly population: 'source' | 'test';
      readonly scope: string;
      readonly value: string;
      readonly words: string;
    };

/** A row of a tree before it is shown. Its texts are plain. */
export interface Row {
  /** Unique among its siblings. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly hover: string;
  /** A product icon of the editor, and a colour of the theme for it. */
  readonly icon: string;
  readonly color: string | null;
  /** What menus ask for. */
  readonly context: string;
  readonly place: RowPlace | null;
  readonly about: RowAbout | null;
  /** Rows below it: known, asked for when it is opened, or none. */
  readonly below: readonly Row[] | (() => Promise<readonly Row[]>) | null;
  readonly isOpen: boolean;
}

/** A row of what is given; everything else as it mostly is. */
export function row(given: Pick<Row, 'id' | 'label'> & Partial<Row>): Row {
  return {
    description: '',
    hover: '',
    icon: '',
    color: null,
    context: '',
    place: null,
    about: null,
    below: null,
    isOpen: false,
    ...given,
  };
}

/** Rows of several roots under the names of their folders; those of one root as they are. */
export function byRoot(
  roots: readonly { readonly uri: string; readonly name: string; readonly rows: readonly Row[] }[],
): readonly Row[] {
  const [only] = roots;
  if (roots.length === 1 && only !== undefined) return only.rows;
  return roots.map(({ uri, name, rows }) =>
    row({ id: uri, label: name, icon: 'root-folder', context: 'folder', below: rows, isOpen: true }),
  );
}
