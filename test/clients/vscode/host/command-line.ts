import { spawnSync } from 'node:child_process';
import { type Report, reportEnvelopeSchema } from '../../../../shared/src/report.ts';
import { folder } from './editor.ts';

/** What the command line says of a folder as it lies on the disk. */
export function driftCheck(folderName: string): Report {
  const { DRIFT_CLI: cli, DRIFT_NODE: node } = process.env;
  if (cli === undefined || node === undefined) throw new Error('DRIFT_CLI or DRIFT_NODE is not set');
  const done = spawnSync(node, [cli, 'check', '--all', '--json'], {
    cwd: folder(folderName).uri.fsPath,
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  return reportEnvelopeSchema.parse(JSON.parse(done.stdout)).data;
}
