import { equal } from 'node:assert/strict';
import { BINDING, HANDLER, NEW_FILE, openAt, PROJECT } from './demo.ts';
import { besideProject, noDiagnosticOf, uriOf } from './editor.ts';
import { api } from './extension-api.ts';
import { scenario } from './scenario.ts';

scenario('an ignored finding stays away in another window', async () => {
  const { document } = await openAt(BINDING);
  equal(document.getText(), besideProject('demo-typescript.ignored.ts'));
  await noDiagnosticOf(uriOf(PROJECT, NEW_FILE), HANDLER);
});

/** What the specification allows the editor to wait for. Other programs run beside the tests. */
const ACTIVATION_MS = 100;

scenario('the editor does not wait for the activation', async () => {
  const { activationMs } = await api();
  equal(activationMs < ACTIVATION_MS, true, `${activationMs.toFixed(0)} ms`);
});
