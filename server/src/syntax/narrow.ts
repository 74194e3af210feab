// The one place of this layer that tells the compiler what web-tree-sitter's private surface looks like.

/** The WASM exports of web-tree-sitter that the flattening helper calls, by name. */
export const CURSOR_EXPORTS = [
  'ts_tree_root_node_wasm',
  'ts_tree_cursor_new_wasm',
  'ts_tree_cursor_delete_wasm',
  'ts_tree_cursor_current_node_type_id_wasm',
  'ts_tree_cursor_current_field_id_wasm',
  'ts_tree_cursor_start_index_wasm',
  'ts_tree_cursor_end_index_wasm',
  'ts_tree_cursor_current_node_is_missing_wasm',
  'ts_tree_cursor_goto_first_child_wasm',
  'ts_tree_cursor_goto_next_sibling_wasm',
  'ts_tree_cursor_goto_parent_wasm',
] as const;

/** Writes a tree into WASM memory and returns how many nodes it has. */
export type FlattenFunction = (tree: number, out: number, capacity: number, damaged: number, deepest: number) => number;

/** A function among WASM exports, or `null` where the name is gone. */
export function exportedFunction(exports: object, name: string): ((...args: number[]) => number) | null {
  const value: unknown = Reflect.get(exports, name);
  return typeof value === 'function' ? (value as (...args: number[]) => number) : null;
}

/** A WASM memory found under a name, or `null`. */
export function memoryOf(container: object, name: string): WebAssembly.Memory | null {
  const value: unknown = Reflect.get(container, name);
  return value instanceof WebAssembly.Memory ? value : null;
}

/** The address of a tree inside WASM memory: web-tree-sitter keeps it in a property named `0`. */
export function treeAddress(tree: object): number {
  const value: unknown = Reflect.get(tree, 0);
  return typeof value === 'number' ? value : 0;
}
