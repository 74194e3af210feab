import { expect, it } from 'vitest';
import { createMemoryHost } from './memory-host.ts';

it('answers like a disk', async () => {
  const host = createMemoryHost({
    files: { '/w/a.txt': 'abc', '/w/empty/': '', '/w/closed': 'x' },
    links: { '/w/l': 'd/../a.txt', '/w/d/up': '..', '/w/loop': 'loop' },
    unreadable: ['/w/closed'],
    special: ['/w/socket'],
  });
  const listed = await host.readDirectory('/w/d/up');
  expect(listed.ok && listed.value.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
    'a.txt file',
    'closed file',
    'd directory',
    'empty directory',
    'l link',
    'loop link',
    'socket other',
  ]);
  expect(await host.realPath('/w/l')).toEqual({ ok: true, value: '/w/a.txt' });
  expect(await host.realPath('/w/loop')).toMatchObject({ reason: 'missing' });
  expect(await host.readHead('/w/l', 2)).toMatchObject({ value: new Uint8Array([97, 98]) });
  expect(await host.readFile('/w/closed')).toMatchObject({ reason: 'denied' });
  expect(await host.readFile('/w/none')).toMatchObject({ reason: 'missing' });
  expect(await host.stat('/w/l')).toMatchObject({ value: { kind: 'link' } });
});

it('writes, removes and gives later files later times', async () => {
  const host = createMemoryHost({ files: { '/a': '1' } });
  const before = await host.stat('/a');
  await host.writeFile('/a', '2');
  const after = await host.stat('/a');
  expect(before.ok && after.ok && after.value.mtimeMs > before.value.mtimeMs).toBe(true);
  expect(host.text('/a')).toBe('2');
  host.remove('/a');
  expect(host.text('/a')).toBeNull();
});

it('fails the chosen operation only', async () => {
  const host = createMemoryHost({ files: { '/a': '1' } });
  host.failAt(2);
  const outcomes = [await host.stat('/a'), await host.readFile('/a'), await host.readFile('/a')];
  expect(outcomes.map((outcome) => outcome.ok)).toEqual([true, false, true]);
  expect(host.operations()).toBe(3);
});

it('moves its clock only when told, and runs what falls due in order', () => {
  const host = createMemoryHost();
  const ran: string[] = [];
  host.delay(20, () => ran.push(`b ${host.now()}`));
  host.delay(10, () => host.delay(5, () => ran.push(`a ${host.now()}`)));
  const cancel = host.delay(12, () => ran.push('never'));
  cancel();
  host.advance(30);
  expect(ran).toEqual(['a 15', 'b 20']);
  expect(host.now()).toBe(30);
});
