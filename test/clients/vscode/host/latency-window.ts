// Types into a long file and waits for the squiggle after each letter.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { driftDiagnostics, open, until } from './editor.ts';
import { longFile } from './long-file.ts';
import { runScenarios, scenario } from './scenario.ts';

/** Letters that are typed and not counted: code is compiled meanwhile. */
const WARM_UP = 20;
const SECRET = 'drift/secret/vendor-token';

scenario('the time from each letter to its squiggle', async () => {
  const { DRIFT_SCRATCH: scratch = '', DRIFT_KEYSTROKES: keystrokes = '' } = process.env;
  const { line, character } = longFile();
  const editor = await open('demo-typescript', 'src/long.ts');
  const { uri } = editor.document;
  const secret = (): number | undefined => driftDiagnostics(uri).find((d) => d.code === SECRET)?.range.start.character;
  const first = await until('the first findings', () => secret());
  const times: number[] = [];
  for (let i = 0; i < WARM_UP + Number(keystrokes); i++) {
    const place = new vscode.Position(line, character + i);
    editor.selection = new vscode.Selection(place, place);
    const started = performance.now();
    await new Promise<void>((resolve, reject) => {
      const heard = vscode.languages.onDidChangeDiagnostics(() => {
        if (secret() !== first + i + 1) return;
        heard.dispose();
        if (i >= WARM_UP) times.push(performance.now() - started);
        resolve();
      });
      vscode.commands.executeCommand('type', { text: 'x' }).then(undefined, reject);
    });
  }
  writeFileSync(join(scratch, 'latency.json'), JSON.stringify(times));
});

/** What the editor calls. */
export const run = runScenarios;
