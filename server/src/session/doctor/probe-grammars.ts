import { byCodeUnit, GRAMMARS, type GrammarId, type LanguageId, languageOfGrammar } from '@drift/shared';
import { FileFlag } from '../../facts/file-facts.ts';
import type { Host } from '../../host/host.ts';
import { toFileId } from '../../host/narrow.ts';
import type { FileAnalyzer } from '../file-analyzer.ts';
import { asProbesDone, type ProbeOrder } from './narrow.ts';

/** How one grammar did; `fault` is `null` when it loaded and read its probe. */
export interface GrammarProbe {
  readonly grammar: GrammarId;
  readonly fault: string | null;
}

/** One line of each language that declares a name. */
const PROBES: Readonly<Record<LanguageId, string>> = {
  csharp: 'class Probe { void Run() { } }\n',
  go: 'package probe\nfunc run() {}\n',
  java: 'class Probe { void run() { } }\n',
  javascript: 'function run() {}\n',
  kotlin: 'fun run() {}\n',
  php: '<?php function run() {}\n',
  python: 'def run():\n    pass\n',
  ruby: 'def run\nend\n',
  rust: 'fn run() {}\n',
  typescript: 'function run(): void {}\n',
};

/** Longest time the thread gets; it needs less than a second. */
const PATIENCE_MS = 20_000;
/** Threads that share the grammars. */
const THREADS = 2;

/** Loads grammars and lets each read its probe. One that fails does not keep the others from being tried. */
export async function probeGrammars(
  analyzer: FileAnalyzer,
  grammars: readonly GrammarId[],
): Promise<readonly GrammarProbe[]> {
  const probes: GrammarProbe[] = [];
  for (const grammar of grammars) probes.push({ grammar, fault: await faultOf(analyzer, grammar) });
  return probes;
}

async function faultOf(analyzer: FileAnalyzer, grammar: GrammarId): Promise<string | null> {
  try {
    await analyzer.ensure(grammar);
    const file = toFileId(`probe.${grammar}`);
    const { facts } = analyzer.analyze(
      { file, grammar, role: 'source', active: null },
      PROBES[languageOfGrammar(grammar)],
    );
    if (facts.has(FileFlag.damaged)) return 'does not understand its own language';
    return facts.placeOf('symbols').length > 0 ? null : 'found nothing in its probe';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * Probes every grammar, in threads that end afterwards: eleven grammars in memory are more than a server needs. Those of a
 * thread that died or did not answer are missing.
 */
export async function probeInThreads(host: Host, workerScript: string): Promise<readonly GrammarProbe[]> {
  const shares = Array.from({ length: THREADS }, (_, at) => GRAMMARS.filter((_g, i) => i % THREADS === at));
  const probes = await Promise.all(shares.map((share) => probeInThread(host, workerScript, share)));
  return probes.flat().sort((a, b) => byCodeUnit(a.grammar, b.grammar));
}

function probeInThread(
  host: Host,
  workerScript: string,
  grammars: readonly GrammarId[],
): Promise<readonly GrammarProbe[]> {
  return new Promise((resolve) => {
    const worker = host.spawnWorker(workerScript, null);
    const finish = (probes: readonly GrammarProbe[]): void => {
      stop();
      resolve(probes);
      void worker.terminate();
    };
    const stop = host.delay(PATIENCE_MS, () => finish([]));
    worker.onMessage((message) => finish(asProbesDone(message) ?? []));
    worker.onExit(() => finish([]));
    const order: ProbeOrder = { id: 1, probe: grammars };
    worker.post(order);
  });
}
