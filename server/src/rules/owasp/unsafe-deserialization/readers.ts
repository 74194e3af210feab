import type { Row } from '../../../facts/schema.ts';
import type { FileView } from '../../engine/file-view.ts';

/** Methods that make objects, and the types whose methods they must be. */
const READERS: Readonly<Record<string, readonly string[]>> = {
  readObject: ['ObjectInputStream', 'XMLDecoder'],
  readUnshared: ['ObjectInputStream'],
  Deserialize: [
    'BinaryFormatter',
    'SoapFormatter',
    'LosFormatter',
    'NetDataContractSerializer',
    'ObjectStateFormatter',
  ],
  UnsafeDeserialize: ['BinaryFormatter'],
  ReadObject: ['NetDataContractSerializer'],
};
/** The hooks by which a class takes part in serialization; the stream is not theirs. */
const HOOKS = new Set([
  'readObject',
  'readExternal',
  'readObjectNoData',
  'readResolve',
  'readUnshared',
  'unserialize',
  '__unserialize',
  '__wakeup',
  '__setstate__',
  'marshal_load',
]);

/** Calls of `readObject` and its kin on a receiver whose type the file itself tells. */
export function* readerCalls(view: FileView): Generator<Row<'calls'>> {
  if (view.language !== 'java' && view.language !== 'kotlin' && view.language !== 'csharp') return;
  for (const [name, types] of Object.entries(READERS))
    for (const call of view.callsNamed(name)) if (isOfType(view, call, types) && !isInHook(view, call)) yield call;
}

function isOfType(view: FileView, call: Row<'calls'>, types: readonly string[]): boolean {
  const receiver = call.callee.slice(0, Math.max(0, call.callee.length - call.name.length - 1));
  if (receiver === '' || receiver === 'this') return false;
  if (types.some((type) => receiver === `${type}()` || receiver.endsWith(`.${type}()`))) return true;
  // A stream that came in as a parameter is its caller's: mostly a helper of a hook.
  if (view.isParameter(receiver, call.symbol)) return false;
  return view
    .bindingsOf(receiver)
    .filter((b) => b.kind !== 'pair' && b.kind !== 'keyword')
    .some((b) => types.includes(b.type) || (b.shape === 'new' && types.includes(b.text)));
}

/** True inside a hook by which a class reads its own state. */
export function isInHook(view: FileView, call: Row<'calls'>): boolean {
  const symbols = view.table('symbols');
  for (let at = call.symbol; at >= 0; at = symbols.get(at)?.parent ?? -1)
    if (HOOKS.has(symbols.get(at)?.name ?? '')) return true;
  return false;
}
