import { type FeedbackSignal, SIGNAL_FILE, sortedJson } from '@drift/shared';
import { parseSignals } from '../analysis/feedback/signals.ts';
import type { Host } from '../host/host.ts';
import { joinPath } from '../host/paths.ts';
import { decodeText } from '../syntax/decode-text.ts';
import { hasDriftFolder, keepHalvesApart, LOCAL_FOLDER, pathInside } from './drift-folder.ts';

/** What lies in the journal of a root; empty where there is none or it cannot be read. */
export async function readSignals(host: Host, root: string): Promise<readonly FeedbackSignal[]> {
  const path = await pathInside(host, root, SIGNAL_FILE);
  if (!path.ok) return [];
  const read = await host.readFile(path.value);
  return read.ok ? parseSignals(decodeText(read.value).text) : [];
}

/** Adds to the journal, only where the root has a `.drift` folder already; true when it was written. */
export async function writeSignals(host: Host, root: string, signals: readonly FeedbackSignal[]): Promise<boolean> {
  if (signals.length === 0 || !(await hasDriftFolder(host, root))) return false;
  const path = await pathInside(host, root, SIGNAL_FILE);
  if (!path.ok) return false;
  const isFirst = !(await host.stat(joinPath(root, LOCAL_FOLDER))).ok;
  const written = await host.appendLines(path.value, signals.map((s) => `${sortedJson(s)}\n`).join(''));
  if (written.ok && isFirst) await keepHalvesApart(host, root);
  return written.ok;
}
