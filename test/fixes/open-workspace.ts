import { fileURLToPath } from 'node:url';
import { createNodeHost } from '../../server/src/host/node-host.ts';
import { AnalysisPool } from '../../server/src/session/analysis-pool.ts';
import { FactCache } from '../../server/src/session/fact-cache.ts';
import { FileAnalyzer } from '../../server/src/session/file-analyzer.ts';
import { Workspace } from '../../server/src/session/workspace.ts';
import { SyntaxEngine } from '../../server/src/syntax/syntax-engine.ts';
import { readInstalledWasm } from '../support/wasm.ts';
import type { Scene } from './try-fixes.ts';

const WORKER = fileURLToPath(new URL('../../server/dist/worker.cjs', import.meta.url));

/** A folder as a workspace with every rule on, read by the built workers, and nothing kept of it. */
export async function openWorkspace(root: string): Promise<Scene & { readonly close: () => Promise<void> }> {
  const host = createNodeHost();
  const analyzer = new FileAnalyzer(SyntaxEngine.create(readInstalledWasm));
  const pool = new AnalysisPool(host, WORKER, 1);
  const workspace = new Workspace({
    host,
    root,
    pool,
    analyzer,
    cache: new FactCache({ host, root, engine: Promise.resolve(null) }),
    flags: new Map([['analysis.incubating', 'all']]),
    observe: 'active',
  });
  await workspace.configure(null);
  await workspace.load(() => {}, new AbortController().signal);
  return {
    host,
    analyzer,
    workspace,
    close: async () => {
      analyzer.dispose();
      await pool.close();
    },
  };
}
