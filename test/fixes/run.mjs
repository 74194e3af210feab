// Runs the fix property, which is TypeScript as the tests are.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundled } from '../support/bundled.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const { main } = await bundled('test/fixes/cli.ts');
const { version } = JSON.parse(readFileSync(join(here, '../../server/package.json'), 'utf8'));
process.exitCode = await main(here, version);
