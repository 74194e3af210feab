import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DECISIONS_FILE, decisionsFileSchema } from '@drift/shared';
import { afterEach, expect, test } from 'vitest';
import { LspClient } from '../support/lsp-client.ts';
import { ODD, sampleProject } from '../support/sample-project.ts';
import { TemporaryProject } from '../support/temporary-project.ts';

const BINDING = 'drift/pattern/error-catch-binding';
const COMMAND = 'drift.conventions.decide';

let project: TemporaryProject;
let client: LspClient;

afterEach(async () => {
  await client.stop();
  project.remove();
});

async function start(files: Record<string, string>, capabilities: Record<string, unknown> = {}): Promise<string> {
  project = new TemporaryProject(files);
  client = await LspClient.start({ root: project.root, capabilities });
  const uri = client.uri('src/odd.ts');
  await client.open(uri, 'typescript', ODD);
  await client.request('drift/check/digest');
  return uri;
}

const severities = async (uri: string): Promise<(number | undefined)[]> =>
  (await client.diagnostics(uri)).filter((d) => d.code === BINDING).map((d) => d.severity);

/** Takes the action with this title, as an editor does. */
async function take(uri: string, title: RegExp): Promise<{ success: boolean; message: string }> {
  const position = { line: 6, character: 11 };
  const offered = await client.actions(uri, { start: position, end: position });
  const action = offered.find((a) => title.test(a.title));
  if (action?.command === undefined)
    throw new Error(`no action ${title} among ${offered.map((a) => a.title).join('; ')}`);
  const { command, arguments: args } = action.command;
  const answer = await client.request<{ success: boolean; message: string }>('workspace/executeCommand', {
    command,
    arguments: args,
  });
  await client.request('drift/check/digest');
  return answer;
}

function decisions(): unknown[] {
  return decisionsFileSchema.parse(JSON.parse(readFileSync(join(project.root, DECISIONS_FILE), 'utf8'))).conventions;
}

test('approving raises the severity, and the file says what was approved', async () => {
  const uri = await start(sampleProject());
  expect(await severities(uri)).toEqual([3]);
  expect(await take(uri, /^Approve this convention/)).toMatchObject({ success: true });
  expect(decisions()).toEqual([
    { key: 'error-catch-binding', status: 'approved', value: 'error', language: 'typescript' },
  ]);
  expect(await severities(uri)).toEqual([2]);
});

test('rejecting silences, over a restart as well, and what is cleared speaks again', async () => {
  const uri = await start(sampleProject());
  await take(uri, /^Reject this convention/);
  expect(await severities(uri)).toEqual([]);
  await client.stop();
  client = await LspClient.start({ root: project.root });
  await client.open(uri, 'typescript', ODD);
  expect(await severities(uri)).toEqual([]);
  const cleared = await client.request('drift/conventions/decide', {
    key: 'error-catch-binding',
    status: 'cleared',
    language: 'typescript',
  });
  expect(cleared).toMatchObject({ done: true });
  await client.request('drift/check/digest');
  expect(await severities(uri)).toEqual([3]);
});

test('a directory that does it differently is no longer told', async () => {
  const uri = await start(sampleProject());
  await take(uri, /^This directory does it differently/);
  expect(decisions()).toEqual([
    { key: 'error-catch-binding', status: 'approved', value: 'e', language: 'typescript', scope: 'src' },
  ]);
  expect(await severities(uri)).toEqual([]);
});

test.each([
  [{ key: 'naming-nothing', status: 'approved', value: 'x' }, 'there is no convention'],
  [{ key: 'error-catch-binding', status: 'approved', value: 'nope' }, 'is no answer seen here'],
  [{ key: 'error-catch-binding', status: 'pinned', value: 'nope' }, '--unseen'],
  [{ key: 'error-catch-binding', status: 'approved', value: 'error', scope: '../out' }, 'no directory'],
  [{ key: 'error-catch-binding', status: 'approved', value: 'error', language: 'cobol' }, 'is not asked in'],
  [{ key: 'error-catch-binding', status: 'cleared' }, 'nothing was decided'],
])('%j is refused with a reason', async (params, reason) => {
  await start(sampleProject());
  const answer = await client.request<{ done: boolean; message: string }>('drift/conventions/decide', params);
  expect(answer.done).toBe(false);
  expect(answer.message).toContain(reason);
});

test('a command without its argument is an error, not a crash', async () => {
  await start(sampleProject());
  await expect(client.request('workspace/executeCommand', { command: COMMAND })).rejects.toMatchObject({
    code: -32602,
  });
});

test('a broken decisions file is named, holds nothing, and is not overwritten', async () => {
  const uri = await start({ ...sampleProject(), [DECISIONS_FILE]: '{ "version": 1, "conventions": [ {} ' });
  expect(await severities(uri)).toEqual([3]);
  const answer = await client.request<{ message: string }>('drift/conventions/decide', {
    key: 'error-catch-binding',
    status: 'rejected',
  });
  expect(answer.message).toContain('not valid JSON');
  expect(readFileSync(join(project.root, DECISIONS_FILE), 'utf8')).toContain('[ {} ');
});

test('a decisions file past its bounds is refused as a whole', async () => {
  const one = { key: 'error-catch-binding', status: 'rejected' };
  const text = JSON.stringify({ version: 1, conventions: Array.from({ length: 501 }, () => one) });
  const uri = await start({ ...sampleProject(), [DECISIONS_FILE]: text });
  expect(await severities(uri)).toEqual([3]);
  expect(client.shown.join()).toContain('more than 500 decisions');
});

test('a new directory can be excused although nothing there teaches yet', async () => {
  project = new TemporaryProject(sampleProject());
  project.commitAll();
  client = await LspClient.start({ root: project.root });
  const uri = client.uri('src/new/odd.ts');
  project.write('src/new/odd.ts', ODD.replace('./work', '../work'));
  await client.open(uri, 'typescript', ODD.replace('./work', '../work'));
  await client.request('drift/check/digest');
  expect(await severities(uri)).toEqual([3]);
  expect(await take(uri, /^This directory does it differently/)).toMatchObject({ success: true });
  expect(await severities(uri)).toEqual([]);
});

test('the open text of the decisions file counts before what lies on disk', async () => {
  const uri = await start(sampleProject());
  const text = JSON.stringify({ version: 1, conventions: [{ key: 'error-catch-binding', status: 'rejected' }] });
  await client.open(client.uri(DECISIONS_FILE), 'json', text);
  await client.request('drift/check/digest');
  expect(await severities(uri)).toEqual([]);
});

/** Half of the files call it `error`, the other half `err`. */
function divided(): Record<string, string> {
  const files = Object.entries(sampleProject()).map(([path, text], i) => [
    path,
    path === 'src/odd.ts' || i % 2 === 0 ? text : text.replaceAll('(error)', '(err)').replaceAll(': error', ': err'),
  ]);
  return { ...Object.fromEntries(files), 'drift.toml': '' };
}

const WITH_BUTTONS = { window: { showMessage: { messageActionItem: {} } } };

test('a question on which the code is divided is asked once, and the answer is written down', async () => {
  const asked: { message: string; actions: { title: string }[] }[] = [];
  project = new TemporaryProject(divided());
  const answerWith = (title: RegExp) => (p: { message: string; actions: { title: string }[] }) => {
    asked.push(p);
    return p.actions.find((a) => title.test(a.title)) ?? null;
  };
  client = LspClient.launch({ root: project.root });
  client.connection.onRequest('window/showMessageRequest', answerWith(/err\b.*%/));
  await client.initialize({ root: project.root, capabilities: WITH_BUTTONS });
  await client.connection.sendNotification('initialized', {});
  await client.until(() => asked.length > 0);
  await client.until(() => client.settled.filter((s) => s.lane === 'slow').length > 1);
  expect(asked[0]?.message).toContain('is done in two ways');
  expect(asked[0]?.actions).toHaveLength(3);
  expect(decisions()).toHaveLength(1);
  await client.stop();
  client = LspClient.launch({ root: project.root });
  client.connection.onRequest('window/showMessageRequest', answerWith(/nothing/));
  await client.initialize({ root: project.root, capabilities: WITH_BUTTONS });
  await client.connection.sendNotification('initialized', {});
  await client.request('drift/check/digest');
  expect(asked).toHaveLength(1);
});
