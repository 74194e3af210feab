import type { Row } from '../../facts/schema.ts';
import type { FileView } from '../engine/file-view.ts';

/** An assignment to an element, `config["DEBUG"] = True`, with the key and what it belongs to. */
export interface KeyedSetting {
  readonly key: string;
  readonly holder: string;
  readonly binding: Row<'bindings'>;
}

/** Every assignment to an element with a literal key of at least four characters: shorter texts are in no fact. */
export function* keyedSettings(view: FileView): Generator<KeyedSetting> {
  const targets = [...view.table('bindings')].filter((b) => b.target.endsWith('[]'));
  if (targets.length === 0) return;
  const strings = [...view.table('strings')];
  for (const binding of targets) {
    const keys = strings.filter((s) => s.start >= binding.targetStart && s.end <= binding.targetEnd);
    const key = keys.at(-1);
    if (key !== undefined) yield { key: key.text, holder: binding.target.slice(0, -2), binding };
  }
}
