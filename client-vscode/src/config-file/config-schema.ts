import * as z from 'zod';

/** What the JSON schema of `drift.toml` says of one key or table, as far as completion and hover use it. */
export interface SchemaNode {
  readonly type?: string | undefined;
  readonly description?: string | undefined;
  readonly default?: unknown;
  readonly enum?: readonly string[] | undefined;
  readonly properties?: Readonly<Record<string, SchemaNode>> | undefined;
  readonly additionalProperties?: boolean | SchemaNode | undefined;
  readonly items?: SchemaNode | undefined;
  readonly anyOf?: readonly SchemaNode[] | undefined;
}

/** Reads such a schema; what else stands in it is left out. */
export const schemaNode: z.ZodType<SchemaNode> = z.lazy(() =>
  z.object({
    type: z.string().optional(),
    description: z.string().optional(),
    default: z.unknown().optional(),
    enum: z.array(z.string()).optional(),
    properties: z.record(z.string(), schemaNode).optional(),
    additionalProperties: z.union([z.boolean(), schemaNode]).optional(),
    items: schemaNode.optional(),
    anyOf: z.array(schemaNode).optional(),
  }),
);

/** The node below some keys; `null` where the schema has none. */
export function nodeAt(root: SchemaNode, path: readonly string[]): SchemaNode | null {
  let node: SchemaNode = root;
  for (const key of path) {
    const { additionalProperties: others } = node;
    const below = Object.hasOwn(node.properties ?? {}, key) ? node.properties?.[key] : undefined;
    const next = below ?? (typeof others === 'object' ? others : undefined);
    if (next === undefined) return null;
    node = next;
  }
  return node;
}
