#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

// The oldest Node.js the bundles are made for. Nothing here may need a newer one than it complains about.
const OLDEST = 20;
const bundle = fileURLToPath(new URL('../dist/drift.cjs', import.meta.url));
const isTooOld = Number(process.versions.node.split('.')[0]) < OLDEST;
const tooOld = `drift: Drift needs Node.js ${OLDEST} or newer; this is ${process.versions.node}. Install a newer one, or run Drift with it.\n`;
// The doctor is asked what is wrong, so it gets the chance to say so itself.
const isDoctor = process.argv.includes('doctor');
if (!existsSync(bundle)) {
  process.stderr.write('drift: not built yet. Run `npm run build` in the checkout first.\n');
  process.exitCode = 2;
} else if (isTooOld && !isDoctor) {
  process.stderr.write(tooOld);
  process.exitCode = 2;
} else {
  try {
    createRequire(import.meta.url)(bundle);
  } catch (error) {
    process.stderr.write(isTooOld ? tooOld : `drift: ${error instanceof Error ? error.stack : error}\n`);
    process.exitCode = isTooOld ? 1 : 2;
  }
}
