import { expect, test } from 'vitest';
import { RESTART_LIMITS, RestartPolicy } from './restart-policy.ts';

function waits(lives: readonly number[]): (number | null)[] {
  const policy = new RestartPolicy(RESTART_LIMITS);
  return lives.map((lived) => policy.afterEnd(lived));
}

test('a server that keeps ending is started five times, each wait twice as long, and then no more', () => {
  expect(waits([0, 0, 0, 0, 0, 0, 0])).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, null, null]);
});

test('five minutes of health are a new beginning, less is not', () => {
  expect(waits([0, 0, 300_000, 0])).toEqual([1_000, 2_000, 1_000, 2_000]);
  expect(waits([0, 0, 299_999])).toEqual([1_000, 2_000, 4_000]);
});

test('no wait is longer than the limit', () => {
  const policy = new RestartPolicy({ ...RESTART_LIMITS, most: 9 });
  const all = Array.from({ length: 9 }, () => policy.afterEnd(0));
  expect(all.slice(-4)).toEqual([30_000, 30_000, 30_000, 30_000]);
});

test('who asks for a start gets all attempts again', () => {
  const policy = new RestartPolicy(RESTART_LIMITS);
  for (let i = 0; i < 6; i++) policy.afterEnd(0);
  policy.reset();
  expect([policy.count, policy.afterEnd(0)]).toEqual([0, 1_000]);
});
