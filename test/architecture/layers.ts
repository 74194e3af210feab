import { posix } from 'node:path';
import type { Source } from './sources.ts';

/** What one layer may import besides itself, and why no more. */
export interface Layer {
  readonly layers: readonly string[];
  readonly packages: readonly string[];
  readonly reason: string;
}

/** Everything up to `facts`, in the order of the layers. */
const TO_FACTS = ['shared', 'grammars', 'syntax', 'facts'] as const;

/** Layers below each layer; `host` stands only where I/O is allowed. */
export const LAYERS: Readonly<Record<string, Layer>> = {
  shared: {
    layers: [],
    packages: ['zod', 'smol-toml'],
    reason: 'types and schemas that cross a boundary; every side can read them, so they know nobody',
  },
  grammars: {
    layers: ['shared'],
    packages: [],
    reason: 'packs are data about a grammar; they see a tree through TreeView and never a parser',
  },
  host: {
    layers: ['shared'],
    packages: [
      'node:fs',
      'node:fs/promises',
      'node:path',
      'node:os',
      'node:crypto',
      'node:child_process',
      'node:stream',
      'node:worker_threads',
      'node:v8',
      'node:module',
      'node:vm',
      'proper-lockfile',
    ],
    reason: 'the only I/O, chance included; it knows files and processes, not what they mean',
  },
  store: {
    layers: ['shared', 'host'],
    packages: ['node:crypto', 'sql.js'],
    reason: 'keeps bytes by key and rows in tables and knows nothing about them; seals are computation and not I/O',
  },
  syntax: {
    layers: ['shared', 'grammars'],
    packages: ['web-tree-sitter', 'node:buffer'],
    reason: 'the only holder of WASM handles; native memory stays where it is made',
  },
  knowledge: {
    layers: ['shared'],
    packages: [],
    reason: 'tables as data; they are read, they read nothing',
  },
  facts: { layers: TO_FACTS, packages: [], reason: 'one pass over a tree; what one file says and nothing else' },
  index: {
    layers: TO_FACTS,
    packages: ['smol-toml'],
    reason: 'merges facts and reads manifests (TOML); no I/O, so any order of replacements is testable',
  },
  analysis: {
    layers: [...TO_FACTS, 'knowledge', 'index'],
    packages: [],
    reason: 'pure functions over the index',
  },
  rules: {
    layers: [...TO_FACTS, 'knowledge', 'index', 'analysis'],
    packages: [],
    reason: 'a rule reads facts and tables; it cannot reach a file, a clock or a client',
  },
  enforcement: {
    layers: [...TO_FACTS, 'knowledge', 'index', 'analysis', 'rules'],
    packages: ['node:crypto', 'node:zlib'],
    reason: 'judges and renders; hashes make fingerprints and compression tells a size: computation and not I/O',
  },
  session: {
    layers: [...TO_FACTS, 'knowledge', 'index', 'analysis', 'rules', 'enforcement', 'host', 'store'],
    packages: ['node:crypto'],
    reason: 'owns all mutable state, so it is the first layer that may ask the host',
  },
  protocol: {
    layers: [...TO_FACTS, 'knowledge', 'index', 'analysis', 'rules', 'enforcement', 'host', 'session'],
    packages: ['vscode-languageserver', 'vscode-languageserver/node', 'zod', 'node:crypto'],
    reason: 'speaks LSP; nothing below it knows a position, a URI or a request',
  },
  cli: {
    layers: ['shared'],
    packages: [
      '@clack/prompts',
      'vscode-jsonrpc',
      'vscode-jsonrpc/node',
      'zod',
      'picocolors',
      'node:fs',
      'node:path',
      'node:child_process',
      'node:readline',
    ],
    reason: 'a headless client: it asks over the protocol and never reaches the engine',
  },
  ci: {
    layers: ['shared'],
    packages: ['zod', 'node:buffer'],
    reason: 'judges what a server answered and tells it; server, files, network and clock are handed in',
  },
  main: {
    layers: [
      ...TO_FACTS,
      'knowledge',
      'index',
      'analysis',
      'rules',
      'enforcement',
      'host',
      'store',
      'session',
      'protocol',
      'cli',
      'ci',
    ],
    packages: [
      'commander',
      'node:crypto',
      'node:fs',
      'node:path',
      'node:timers/promises',
      'node:worker_threads',
      'node:zlib',
      'vscode-languageserver',
      'vscode-languageserver/node',
      'zod',
    ],
    reason: 'wires the processes; thin',
  },
  'client-vscode': {
    layers: ['shared'],
    packages: ['node:child_process', 'vscode', 'vscode-languageclient/node', 'zod'],
    reason:
      'a thin client: it starts the server, asks over the protocol, shows the answers and never reaches the engine',
  },
};

/** Single files that a layer may import although it may not import their layer. */
export const EXCEPTIONS: readonly { readonly from: string; readonly file: string; readonly reason: string }[] = [
  {
    from: 'cli',
    file: 'server/src/protocol/uri.ts',
    reason: 'a client and the server must write one path as the same URI',
  },
];

/** Files of a layer that only some layers may import, however low they lie. */
const RESTRICTED: readonly { readonly file: string; readonly to: readonly string[]; readonly reason: string }[] = [
  {
    file: 'server/src/syntax/flat-tree.ts',
    to: ['syntax', 'facts'],
    reason: 'only facts/ sees a tree: a rule that needs something new adds a fact',
  },
];

/** Words that read the world, and the layers that may use them. */
const WORLD: readonly { readonly word: RegExp; readonly layers: readonly string[]; readonly reason: string }[] = [
  {
    word: /(?<![\w.$])process\./g,
    layers: ['host', 'cli', 'main', 'client-vscode'],
    reason: 'environment and process come through the host',
  },
  {
    word: /\bDate\.now\b|\bMath\.random\b|\bnew Date\(\s*\)|\bperformance\.now\b/g,
    layers: ['host', 'cli', 'main', 'client-vscode'],
    reason: 'no clock and no random may enter a finding',
  },
];

/** The layer of a path, or the path itself where it has none. */
export function layerOf(path: string): string {
  const [top = '', , third = ''] = path.split('/');
  return top === 'server' ? third : top;
}

/** What a source imports that its layer may not, and what it reads of the world; one line each. */
export function violations(source: Source): string[] {
  const layer = layerOf(source.path);
  const rules = LAYERS[layer];
  if (rules === undefined) return [`${source.path}: no layer named ${layer}`];
  const out: string[] = [];
  for (const { specifier, line } of source.imports) {
    const why = refusal(source.path, layer, rules, specifier);
    if (why !== null) out.push(`${source.path}:${line} imports ${specifier}: ${why}`);
  }
  for (const { word, layers, reason } of WORLD) {
    if (layers.includes(layer)) continue;
    for (const hit of source.code.matchAll(word)) {
      out.push(`${source.path}:${source.code.slice(0, hit.index).split('\n').length} uses ${hit[0]}: ${reason}`);
    }
  }
  return out;
}

function refusal(path: string, layer: string, rules: Layer, specifier: string): string | null {
  if (!specifier.startsWith('.')) {
    const workspace = /^@drift\/(\w+)$/.exec(specifier)?.[1];
    if (workspace !== undefined) return allowed(layer, rules, workspace);
    return rules.packages.includes(specifier) ? null : `${layer} may not use this package (${rules.reason})`;
  }
  const target = posix.join(posix.dirname(path), specifier);
  const restricted = RESTRICTED.find((r) => r.file === target);
  if (restricted !== undefined && !restricted.to.includes(layer)) return restricted.reason;
  if (EXCEPTIONS.some((e) => e.from === layer && e.file === target)) return null;
  return allowed(layer, rules, layerOf(target));
}

function allowed(layer: string, rules: Layer, to: string): string | null {
  return to === layer || rules.layers.includes(to) ? null : `${layer} may not import ${to} (${rules.reason})`;
}
