import { afterAll, beforeAll, expect, test } from 'vitest';
import { MASK } from '../../server/src/knowledge/secrets/mask-text.ts';
import { EVERY_RULE, LspClient } from '../support/lsp-client.ts';
import { expandSecrets } from '../support/rules.ts';
import { sampleProject } from '../support/sample-project.ts';
import { driftAll, TemporaryProject } from '../support/temporary-project.ts';

// No rule tells these secrets: the rules for tokens and keys are off, and tests may hold any. Other rules speak there.

const TOKEN = expandSecrets(`\${secret:github-personal-access-token}`);
const KEY_BODY = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj';
const KEY = ['-----BEGIN PRIVATE KEY-----', KEY_BODY, '-----END PRIVATE KEY-----'];
const OFF = '[analysis.severity]\n"drift/secret/vendor-token" = "off"\n"drift/secret/private-key" = "off"\n';
const CODE = `import { work } from './work.js';

export function ${TOKEN}(): void {
  try { work(1); } catch {} work('${TOKEN}');
}

export function other(): void {
  // ${TOKEN}
  try {
    work(2);
  } catch (e) { work('${TOKEN}');
    throw e;
  }
}
export const key = \`${KEY.join('\n')}\`;
`;
const SPEC = `test('Sends ${TOKEN} along', () => {
  try { run(); } catch {} // ${TOKEN}
});
`;

let project = new TemporaryProject();
beforeAll(() => {
  project = new TemporaryProject({
    ...sampleProject(),
    'drift.toml': OFF,
    'src/odd.ts': CODE,
    'src/send.test.ts': SPEC,
  });
});
afterAll(() => project.remove());

/** Says that what is shown holds no secret, but the places of some. */
function checkMasked(shown: string): void {
  for (const secret of [TOKEN, KEY_BODY]) expect(shown).not.toContain(secret);
  expect(shown).toContain(MASK);
}

test.each([
  ['text', ['check']],
  ['SARIF', ['check', '--format', 'sarif']],
  ['the places of a convention', ['where', 'naming-test']],
  ['a diff', ['fix', '--dry-run']],
])('%s on the command line shows no secret', (_, args) => {
  checkMasked(driftAll(project.root, args).stdout);
});

test('an editor is shown no secret', async () => {
  const client = await LspClient.start({ root: project.root, init: EVERY_RULE });
  const uri = client.uri('src/odd.ts');
  await client.open(uri, 'typescript', CODE);
  const diagnostics = await client.diagnostics(uri);
  expect(diagnostics.map((d) => d.code)).toContain('drift/pattern/error-catch-binding');
  const seen: unknown[] = [diagnostics];
  for (const { range } of diagnostics) {
    seen.push(await client.hover(uri, range.start.line, range.start.character), await client.actions(uri, range));
  }
  const { text } = await client.request<{ text: string }>('drift/report/render', { format: 'json', command: 'check' });
  checkMasked(JSON.stringify(seen.concat(text)));
  expect(client.messages.concat(client.shown).join('\n')).not.toContain(TOKEN);
  expect(await client.stop()).toBe(0);
});
