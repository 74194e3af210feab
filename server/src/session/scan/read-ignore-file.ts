import { type IgnoreLevel, parseIgnoreFile } from './ignore-rules.ts';
import { unreadable } from './scan-problems.ts';
import type { ScanState } from './scan-state.ts';

const MAX_BYTES = 1_048_576;

/** Reads one ignore file; `null` where there is none. What is malformed in it lands in the problems. */
export async function readIgnoreFile(
  state: ScanState,
  path: string,
  source: { readonly file: string; readonly depth: number },
): Promise<IgnoreLevel | null> {
  const head = await state.host.readHead(path, MAX_BYTES);
  if (!head.ok) {
    if (head.reason !== 'missing') state.problems.push(unreadable(source.file, head.reason));
    return null;
  }
  if (head.value.length === MAX_BYTES) {
    state.problems.push({ code: 'CONFIG_ERROR', message: 'only the first mebibyte of it counts', file: source.file });
  }
  const { level, problems } = parseIgnoreFile(new TextDecoder().decode(head.value), source);
  state.problems.push(...problems);
  return level;
}
