import { expect, test } from 'vitest';
import { checkTable, reportsOf } from '../../../../../test/support/rules.ts';
import { NAME_ONLY_ROWS } from './rows.ts';
import { tempFileRace } from './rule.ts';

test('each row flags its positive and not its near miss', async () => {
  await checkTable(tempFileRace, NAME_ONLY_ROWS);
});

test('names of pipes are left alone', async () => {
  const text = "import tempfile\nname = tempfile.mktemp(prefix=r'\\\\.\\pipe\\shop-{}'.format(n))\n";
  expect(await reportsOf(tempFileRace, 'a.py', text)).toEqual([]);
});

test('names of sockets and names that open nothing are left alone', async () => {
  const socket = 'import tempfile\ndef f():\n    path = tempfile.mktemp()\n    reactor.listenUNIX(path, factory)\n';
  expect(await reportsOf(tempFileRace, 'a.py', socket)).toEqual([]);
  const archive = 'import tarfile\nimport tempfile\ntarfile.open(name=tempfile.mktemp(), fileobj=data)\n';
  expect(await reportsOf(tempFileRace, 'a.py', archive)).toEqual([]);
  expect(await reportsOf(tempFileRace, 'a.py', archive.replace(', fileobj=data', ''))).toHaveLength(1);
});

test('what replaces an import that failed is left alone', async () => {
  const tried = 'try:\n    from tempfile import mkstemp\n    path = mkstemp()[1]\n';
  const text = `${tried}except ImportError:\n    from tempfile import mktemp\n    path = mktemp()\n`;
  expect(await reportsOf(tempFileRace, 'a.py', text)).toEqual([]);
  expect(await reportsOf(tempFileRace, 'a.py', text.replace('ImportError', 'OSError'))).toHaveLength(1);
});
