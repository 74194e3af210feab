// Makes client-vscode/drift.vsix from what was built, and says how large it is.
import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVSIX } from '@vscode/vsce';

const client = dirname(dirname(fileURLToPath(import.meta.url)));
const packagePath = process.argv[2] ?? join(client, 'drift.vsix');
await createVSIX({ cwd: client, packagePath, dependencies: false, skipLicense: true });
console.log(`${packagePath}: ${(statSync(packagePath).size / 1_000_000).toFixed(1)} MB`);
