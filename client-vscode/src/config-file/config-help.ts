import { nodeAt, type SchemaNode } from './config-schema.ts';
import { keys, tomlPlace } from './toml-place.ts';

/** One thing that can be written at a place. */
export interface Proposal {
  readonly label: string;
  readonly insert: string;
  readonly kind: 'table' | 'key' | 'value';
  readonly detail: string;
  readonly documentation: string;
}

/** What can be written, and which columns of the line it takes the place of. */
export interface Proposals {
  readonly items: readonly Proposal[];
  readonly from: number;
  readonly to: number;
}

/** What can be written in a `drift.toml` at a place, by its JSON schema. */
export function proposals(schema: SchemaNode, text: string, line: number, character: number): Proposals | null {
  const place = tomlPlace(text, line, character);
  if (place === null) return null;
  const { from, to, path, taken, isQuoted } = place;
  switch (place.kind) {
    case 'table':
      return { from, to, items: tablesIn(schema, []).filter((t) => !taken.includes(t.label)) };
    case 'key': {
      const node = nodeAt(schema, path);
      return node === null ? null : { from, to, items: keysIn(node).filter((k) => !taken.includes(k.label)) };
    }
    case 'value': {
      const node = nodeAt(schema, path);
      return node === null ? null : { from, to, items: valuesOf(node, isQuoted) };
    }
  }
}

/** What the schema says of the key, table or value at a place, in lines; `null` where it says nothing. */
export function helpAt(schema: SchemaNode, text: string, line: number, character: number): readonly string[] | null {
  const place = tomlPlace(text, line, character);
  if (place === null) return null;
  const path = place.kind === 'value' ? place.path : [...place.path, ...keys(place.word)];
  const node = path.length === 0 ? null : nodeAt(schema, path);
  if (node === null) return null;
  const { description, default: fallback } = node;
  return [
    path.join('.'),
    ...(description === undefined ? [] : [description]),
    ...(fallback === undefined ? [] : [`Default: ${JSON.stringify(fallback)}`]),
  ];
}

function isTable({ properties, additionalProperties }: SchemaNode): boolean {
  return properties !== undefined || typeof additionalProperties === 'object';
}

function tablesIn(node: SchemaNode, path: readonly string[]): Proposal[] {
  return Object.entries(node.properties ?? {}).flatMap(([key, below]) => {
    if (!isTable(below)) return [];
    const label = [...path, key].join('.');
    const documentation = below.description ?? '';
    return [
      { label, insert: label, kind: 'table' as const, detail: '', documentation },
      ...tablesIn(below, [...path, key]),
    ];
  });
}

/** Keys of a table; tables in it are written with a head of their own, maps of people's own keys as well as one. */
function keysIn(node: SchemaNode): Proposal[] {
  return Object.entries(node.properties ?? {}).flatMap(([key, below]) =>
    isTable(below) ? [] : [keyProposal(key, /^[\w-]+$/.test(key) ? key : JSON.stringify(key), below)],
  );
}

function keyProposal(label: string, written: string, node: SchemaNode): Proposal {
  const { description, default: fallback } = node;
  const detail = fallback === undefined ? '' : `default ${JSON.stringify(fallback)}`;
  return { label, insert: `${written} = `, kind: 'key', detail, documentation: description ?? '' };
}

/** Values that are known; quotes are added where the cursor is not between some. */
function valuesOf(node: SchemaNode, isQuoted: boolean): Proposal[] {
  const quoted = (value: string): string => (isQuoted ? value : JSON.stringify(value));
  const alternatives = [node, ...(node.anyOf ?? []), ...(node.items === undefined ? [] : [node.items])];
  const values = alternatives.flatMap((n) => [
    ...(n.enum ?? []).map(quoted),
    ...(n.type === 'boolean' && !isQuoted ? ['true', 'false'] : []),
  ]);
  return [...new Set(values)].map((v) => ({
    label: v,
    insert: v,
    kind: 'value' as const,
    detail: '',
    documentation: '',
  }));
}
