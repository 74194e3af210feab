import { expect, test } from 'vitest';
import { OpenDocuments } from '../session/document.ts';
import { unlessOutdated } from './unless-outdated.ts';

const id = { kind: 'memory', name: 'a' } as const;

test.each([
  ['nothing happens', () => {}, 'answer'],
  ['another document changes', (d: OpenDocuments) => d.open({ kind: 'memory', name: 'b' }, 'x'), 'answer'],
  ['the text changes', (d: OpenDocuments) => d.change(id, 2)?.edit(0, 0, 'x'), -32801],
  ['the document is closed', (d: OpenDocuments) => d.close(id), -32801],
  ['it is closed and opened again', (d: OpenDocuments) => d.close(id) && d.open(id, 'text'), -32801],
])('a question about a text while %s', async (_name, happen, outcome) => {
  const documents = new OpenDocuments();
  documents.open(id, 'text');
  const ask = async (): Promise<string> => {
    await Promise.resolve();
    happen(documents);
    return 'answer';
  };
  const asked = unlessOutdated(() => documents.get(id), ask, 'closed');
  await expect(asked.catch((e: { code: number }) => e.code)).resolves.toBe(outcome);
});

test('a question about a text that is not open has its own answer', async () => {
  expect(
    await unlessOutdated(
      () => undefined,
      () => Promise.resolve('answer'),
      'closed',
    ),
  ).toBe('closed');
});
