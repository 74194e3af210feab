import { expect, test, vi } from 'vitest';
import { createMemoryHost } from '../../server/src/host/memory-host.ts';
import { toFileId } from '../../server/src/host/narrow.ts';
import { FileView } from '../../server/src/rules/engine/file-view.ts';
import { AnalysisPool } from '../../server/src/session/analysis-pool.ts';
import { FactCache } from '../../server/src/session/fact-cache.ts';
import { FileAnalyzer } from '../../server/src/session/file-analyzer.ts';
import { Workspace } from '../../server/src/session/workspace.ts';
import { SyntaxEngine } from '../../server/src/syntax/syntax-engine.ts';
import { factsOf } from '../support/facts.ts';
import { readInstalledWasm } from '../support/wasm.ts';

const FILE = toFileId('a.ts');
const TEXT = 'async function save() {}\nexport async function close() {\n  save();\n}\n';

test('a rule that reads other files and throws is told with its file, once, until the file changes', async () => {
  const host = createMemoryHost({ files: { '/w/a.ts': TEXT } });
  const analyzer = new FileAnalyzer(SyntaxEngine.create(readInstalledWasm));
  const workspace = new Workspace({
    host,
    root: '/w',
    pool: new AnalysisPool(host, '', 1),
    analyzer,
    cache: new FactCache({ host, root: '/w', engine: Promise.resolve(null) }),
    flags: new Map(),
    observe: 'active',
  });
  const facts = await factsOf('typescript', TEXT);
  workspace.index.replace(FILE, facts);
  vi.spyOn(workspace.index, 'resolveCallee').mockImplementation(() => {
    throw new Error('no');
  });
  const view = new FileView(FILE, 'source', facts);
  for (let k = 0; k < 2; k++) workspace.projectFindings.of(view, null);
  const told = workspace.problems().filter((p) => p.code === 'DETECTION_ERROR');
  expect(told).toMatchObject([{ file: FILE, message: 'drift/error-handling/unawaited-promise failed on a.ts: no' }]);
  workspace.projectFindings.replaced(FILE, workspace.index.replace(FILE, facts));
  expect(workspace.problems()).toEqual([]);
});
