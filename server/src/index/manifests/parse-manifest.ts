import { withoutJsonComments } from '@drift/shared';
import { parse as parseToml } from 'smol-toml';
import { MAX_MANIFEST } from './parameters.ts';

/** The value of a JSON or TOML manifest, or why it has none. */
export type ParsedManifest =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly message: string };

/** Reads a manifest in JSON (comments allowed) or TOML, told apart by its name. Bounded by the size of the text. */
export function parseManifest(file: string, text: string): ParsedManifest {
  if (text.length > MAX_MANIFEST) return { ok: false, message: 'Manifest is too large to read' };
  const isToml = file.endsWith('.toml') || file.endsWith('Pipfile');
  try {
    const value: unknown = isToml ? parseToml(text) : JSON.parse(withoutJsonComments(text.replace(/^\uFEFF/, '')));
    return { ok: true, value };
  } catch {
    return { ok: false, message: 'Manifest cannot be parsed' };
  }
}
