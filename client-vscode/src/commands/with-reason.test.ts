import { expect, test } from 'vitest';
import { withReason } from './with-reason.ts';

const at = { start: { line: 3, character: 0 }, end: { line: 3, character: 0 } };
const textDocument = { uri: 'file:///a.ts', version: 1 };

test.each([
  ['  // drift-ignore-next-line drift/a/b: \n', '  // drift-ignore-next-line drift/a/b: it is $& so\n'],
  ['# drift-ignore-next-line drift/a/b: \r\n', '# drift-ignore-next-line drift/a/b: it is $& so\r\n'],
])('the reason stands behind %j', (newText, written) => {
  const edit = withReason({ documentChanges: [{ textDocument, edits: [{ range: at, newText }] }] }, 'it is $& so');
  expect(edit.documentChanges).toEqual([{ textDocument, edits: [{ range: at, newText: written }] }]);
});
