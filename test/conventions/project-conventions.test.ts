import { afterEach, expect, test } from 'vitest';
import { report } from '../support/habits.ts';
import { LspClient } from '../support/lsp-client.ts';
import { drift, TemporaryProject } from '../support/temporary-project.ts';

// A convention that reads other files, from the text to the finding: in the terminal, in an editor, and between them.
const RULE = 'drift/pattern/import-barrel';
const ON = '[analysis]\nincubating = ["drift/pattern/import-barrel"]\n';
const ODD = "import { Cart } from '../shop/cart';\nexport const odd = new Cart();\n";
let project = new TemporaryProject();
afterEach(() => project.remove());

function shop(): Record<string, string> {
  const files: Record<string, string> = {
    'drift.toml': ON,
    'src/shop/cart.ts': 'export class Cart {}\nexport class Line {}\n',
    'src/shop/index.ts': "export { Cart } from './cart';\n",
    'src/old/thing.ts': 'export class Thing {}\n',
    'src/p0/old.ts': "import { Thing } from '../old/thing';\nexport const old = new Thing();\n",
  };
  for (let i = 0; i < 40; i++)
    files[`src/p${i % 8}/page${i}.ts`] = `import { Cart } from '../shop';\nexport const page${i} = new Cart();\n`;
  return files;
}

function told(root: string): string[] {
  return report(root)
    .findings.filter((f) => f.ruleId === RULE)
    .map((f) => `${f.path} ${f.message}`);
}

const SAID = `Expected an import through the index (40 of 40 imports), found an import of the file itself`;

test('is told in new code, learned from the texts at the baseline alone', () => {
  project = new TemporaryProject(shop());
  project.commitAll();
  project.write('src/odd/page.ts', ODD);
  expect(told(project.root)).toEqual([`src/odd/page.ts ${SAID}`]);
  const where = drift(project.root, ['where', 'import-barrel', '--value', 'deep']);
  expect(where.stdout).toContain('src/odd/page.ts');
  // What is judged does not teach: an index that a change adds makes imports that stood before deviate, not vote.
  project.write('src/old/index.ts', "export * from './thing';\n");
  expect(told(project.root)).toEqual([`src/odd/page.ts ${SAID}`, `src/p0/old.ts ${SAID}`]);
});

test('is not told, and not learned, where nobody asks', () => {
  project = new TemporaryProject({ ...shop(), 'src/odd/page.ts': ODD, 'drift.toml': '' });
  expect(told(project.root)).toEqual([]);
  expect(drift(project.root, ['conventions', 'list', '--all']).stdout).not.toContain('import-barrel');
});

test('what the editor shows follows an index edited in another file, and equals check', async () => {
  project = new TemporaryProject({ ...shop(), 'src/odd/page.ts': ODD });
  project.commitAll();
  project.write('src/odd/page.ts', `${ODD}// changed\n`);
  project.write('src/odd/new.ts', ODD);
  const client = await LspClient.start({ root: project.root, init: { threads: 1 } });
  const page = client.uri('src/odd/new.ts');
  const index = client.uri('src/shop/index.ts');
  const shown = async (): Promise<string[]> => {
    // A pull takes in the text of its own document.
    await client.diagnostics(index);
    return (await client.diagnostics(page)).filter((d) => d.code === RULE).map((d) => String(d.message));
  };
  await client.open(page, 'typescript', ODD);
  await client.open(index, 'typescript', shop()['src/shop/index.ts'] ?? '');
  expect(await shown()).toHaveLength(1);
  await client.change(index, [{ text: "export { Line } from './cart';\n" }]);
  expect(await shown()).toEqual([]);
  await client.change(index, [{ text: "export { Line, Cart } from './cart';\n" }]);
  const [message] = await shown();
  expect(message).toContain('found an import of the file itself');
  const { digest } = await client.request<{ digest: string }>('drift/check/digest');
  await client.stop();
  project.write('src/shop/index.ts', "export { Line, Cart } from './cart';\n");
  expect(report(project.root).digest).toBe(digest);
});
