import { afterEach, expect, test } from 'vitest';
import { EVERY_RULE, LspClient } from '../support/lsp-client.ts';
import { driftAll, TemporaryProject } from '../support/temporary-project.ts';

let project = new TemporaryProject();
afterEach(() => project.remove());

const IMPORT = 'import { createHash } from "node:crypto";\n';
const FUNCTION =
  'export function hashed(password: string): string {\n  return createHash("md5").update(password).digest("hex");\n}\n';

test('code cut from one open file and put into another is old in both, whichever comes first, as for a check', async () => {
  project = new TemporaryProject({ 'a.ts': IMPORT + FUNCTION, 'b.ts': IMPORT });
  project.commitAll();
  const c = await LspClient.start({ root: project.root, init: EVERY_RULE });
  const news = async (): Promise<Record<string, boolean[]>> => {
    await c.connection.sendRequest('drift/check/digest', {});
    const found = [...(await c.workspace())].filter(([, diagnostics]) => diagnostics.length > 0);
    return Object.fromEntries(found.map(([uri, ds]) => [uri.slice(-4), ds.map((d) => d.data.isNew)]));
  };
  const a = c.uri('a.ts');
  const b = c.uri('b.ts');
  await c.open(a, 'typescript', IMPORT + FUNCTION);
  await c.open(b, 'typescript', IMPORT);
  expect(await news()).toEqual({ 'a.ts': [false] });
  await c.change(b, [{ text: IMPORT + FUNCTION }]);
  expect(await news()).toEqual({ 'a.ts': [false], 'b.ts': [true] });
  await c.change(a, [{ text: IMPORT }]);
  expect(await news()).toEqual({ 'b.ts': [false] });
  project.write('a.ts', IMPORT);
  project.write('b.ts', IMPORT + FUNCTION);
  expect(driftAll(project.root, ['check', '--digest']).stdout.trim()).toBe(
    (await c.connection.sendRequest<{ digest: string }>('drift/check/digest', {})).digest,
  );
  await c.change(a, [{ text: IMPORT + FUNCTION }]);
  expect(await news()).toEqual({ 'a.ts': [false], 'b.ts': [true] });
  expect(await c.stop()).toBe(0);
});
