import { createHash } from 'node:crypto';
import { GRAMMARS, type GrammarId } from '@drift/shared';
import type { Host } from '../../host/host.ts';
import { joinPath } from '../../host/paths.ts';
import { reasonOf } from './check.ts';
import { checksumsIn } from './narrow.ts';
import type { GrammarProbe } from './probe-grammars.ts';

/** Name of the file in which the build says what it shipped. */
const MANIFEST = 'manifest.json';

/** Compares the file of each grammar with the SHA-256 that the build noted. Loads none of them. */
export async function grammarFiles(host: Host, folder: string): Promise<readonly GrammarProbe[]> {
  const sums = await readSums(host, folder);
  return Promise.all(
    GRAMMARS.map(async (grammar) => ({ grammar, fault: await faultOf(host, { folder, sums }, grammar) })),
  );
}

interface Shipped {
  readonly folder: string;
  readonly sums: ReadonlyMap<string, string>;
}

async function faultOf(host: Host, { folder, sums }: Shipped, grammar: GrammarId): Promise<string | null> {
  const read = await host.readFile(joinPath(folder, `${grammar}.wasm`));
  if (!read.ok) return `Drift is not installed completely: ${reasonOf(read)}`;
  const noted = sums.get(grammar);
  if (noted === undefined) return `${MANIFEST} has no checksum for it`;
  const has = createHash('sha256').update(read.value).digest('hex');
  return has === noted ? null : 'its file is not the one that was shipped';
}

/** Checksums by grammar; none where they cannot be read, which then is a fault of every grammar. */
async function readSums(host: Host, folder: string): Promise<ReadonlyMap<string, string>> {
  const read = await host.readFile(joinPath(folder, MANIFEST));
  return read.ok ? checksumsIn(new TextDecoder().decode(read.value)) : new Map();
}
