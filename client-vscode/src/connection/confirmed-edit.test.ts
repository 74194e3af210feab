import { expect, test } from 'vitest';
import type { WorkspaceEdit } from 'vscode-languageclient/node';
import { withPreview } from './confirmed-edit.ts';

const at = { start: { line: 0, character: 0 }, end: { line: 0, character: 3 } };
const file = (uri: string) => ({ textDocument: { uri, version: 1 }, edits: [{ range: at, newText: 'new' }] });
const labels = (edit: WorkspaceEdit) => Object.values(edit.changeAnnotations ?? {});

test('an edit of one file is made at once', () => {
  const edit = { documentChanges: [file('file:///a.ts'), file('file:///a.ts')] };
  expect(withPreview(edit, 'Rename')).toBe(edit);
});

test('an edit of several files is shown first, every part of it', () => {
  const edit = withPreview({ documentChanges: [file('file:///a.ts'), file('file:///b.ts')] }, 'Rename');
  expect(labels(edit)).toEqual([{ label: 'Rename', needsConfirmation: true }]);
  expect(JSON.stringify(edit).match(/"annotationId":"drift.preview"/g)).toHaveLength(2);
});

test('so is one that moves a file', () => {
  const moved = { kind: 'rename', oldUri: 'file:///a.ts', newUri: 'file:///b.ts' } as const;
  const edit = withPreview({ documentChanges: [moved] }, 'Rename the file');
  expect(edit.documentChanges).toEqual([{ ...moved, annotationId: 'drift.preview' }]);
});
