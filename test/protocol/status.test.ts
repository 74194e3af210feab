import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Method, type StatusAnswer, statusAnswerSchema } from '@drift/shared';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { pathToUri } from '../../server/src/protocol/uri.ts';
import { LspClient } from '../support/lsp-client.ts';
import { ODD, sampleProject } from '../support/sample-project.ts';
import { drift, TemporaryProject } from '../support/temporary-project.ts';

const project = new TemporaryProject({ ...sampleProject(), 'src/odd.ts': ODD, '.drift/.gitignore': '' });
beforeAll(() => project.commitAll());
afterAll(() => project.remove());

const TOLD = { clientFeatures: { status: true } };

interface Told {
  readonly client: LspClient;
  readonly told: StatusAnswer[];
}

/** A client that keeps what it is told about how the roots stand. */
async function listening(init: Record<string, unknown> = TOLD): Promise<Told> {
  const client = LspClient.launch({ ownProcess: true, root: project.root });
  const told: StatusAnswer[] = [];
  client.connection.onNotification(Method.status, (status) => void told.push(statusAnswerSchema.parse(status)));
  client.initializeResult = await client.initialize({ root: project.root, init });
  await client.connection.sendNotification('initialized', {});
  return { client, told };
}

const countsOf = (status: StatusAnswer | undefined): unknown => status?.roots[0]?.counts;

test('what is told equals what a check of everything counts, and follows an edit', async () => {
  const { client, told } = await listening();
  try {
    const run = drift(project.root, ['check', '--all', '--json']);
    const { bySeverity } = JSON.parse(run.stdout).data.summary;
    await vi.waitFor(() => expect(countsOf(told.at(-1))).toEqual(bySeverity), 30_000);
    const [root] = told.at(-1)?.roots ?? [];
    expect(root).toMatchObject({ uri: pathToUri(project.root), phase: 'ready', newFindings: 0, problem: '' });
    expect(root?.files.done).toBe(root?.files.total);
    const sum = bySeverity.error + bySeverity.warning + bySeverity.info + bySeverity.hint;
    expect(sum).toBeGreaterThan(0);
    await client.open(client.uri('src/more.ts'), 'typescript', ODD);
    await vi.waitFor(() => expect(told.at(-1)?.roots[0]?.newFindings).toBeGreaterThan(0), 30_000);
    expect(countsOf(told.at(-1))).not.toEqual(bySeverity);
    expect(await client.request(Method.status)).toEqual(told.at(-1));
  } finally {
    await client.stop();
  }
});

test('a client that did not ask is told nothing', async () => {
  const { client, told } = await listening({ clientFeatures: {} });
  try {
    await client.workspace();
    expect(statusAnswerSchema.parse(await client.request(Method.status)).roots[0]?.phase).toBe('ready');
    await client.open(client.uri('src/odd.ts'), 'typescript', ODD);
    await client.diagnostics(client.uri('src/odd.ts'));
    await client.request('drift/check/digest');
    expect(told).toEqual([]);
    expect(client.settled).toEqual([]);
  } finally {
    await client.stop();
  }
});

test('names the process that writes the history', async () => {
  const first = await listening();
  try {
    await vi.waitFor(() => expect(existsSync(join(project.root, '.drift/drift.db.holder'))).toBe(true), 45_000);
    const second = await listening();
    try {
      await vi.waitFor(
        () =>
          expect(second.told.at(-1)?.roots[0]?.heldBy).toMatchObject({
            pid: first.client.process.pid,
            command: 'drift lsp',
          }),
        45_000,
      );
    } finally {
      await second.client.stop();
    }
    expect(first.told.every((s) => s.roots[0]?.heldBy === null)).toBe(true);
  } finally {
    await first.client.stop();
  }
});
