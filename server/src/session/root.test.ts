import { expect, test } from 'vitest';
import type { Database } from '../store/database/database.ts';
import { Root } from './root.ts';
import type { Workspace } from './workspace.ts';

test('what is done between recordings waits for the one before and keeps the next one waiting, also where it fails', async () => {
  // Neither of them is asked anything here.
  const root = new Root('/w', {} as Workspace, {} as Database);
  const told: string[] = [];
  let isOver = (): void => undefined;
  root.recording = new Promise<void>((resolve) => {
    isOver = resolve;
  }).then(() => void told.push('recorded'));
  const work = root.betweenRecordings(async () => {
    told.push('begun');
    await Promise.resolve();
    told.push('failed');
    throw new Error('no');
  });
  const next = root.recording.then(() => void told.push('recorded again'));
  isOver();
  await expect(work).rejects.toThrow('no');
  await next;
  expect(told).toEqual(['recorded', 'begun', 'failed', 'recorded again']);
});
