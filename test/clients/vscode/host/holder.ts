import { spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import { Method } from '../../../../shared/src/methods.ts';

/** Starts a second server, as another editor would, and waits until it has read the folder and writes its history. */
export async function startHolder(folder: string): Promise<{ readonly pid: number; readonly end: () => void }> {
  const { DRIFT_CLI: cli, DRIFT_NODE: node } = process.env;
  if (cli === undefined || node === undefined) throw new Error('DRIFT_CLI or DRIFT_NODE is not set');
  const child = spawn(node, [cli, 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  const uri = pathToFileURL(folder).href;
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: uri,
    workspaceFolders: [{ uri, name: 'held' }],
    capabilities: { textDocument: { diagnostic: {} } },
  });
  await connection.sendNotification('initialized', {});
  await connection.sendRequest('workspace/diagnostic', { previousResultIds: [] });
  // The database is open once it has told its state.
  await connection.sendRequest(Method.wsStatus, { uri });
  return {
    pid: child.pid ?? 0,
    end: () => {
      connection.dispose();
      child.kill();
    },
  };
}
