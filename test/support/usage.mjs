// Loaded into Drift's processes before all else: each leaves in the folder DRIFT_USAGE what it took of memory and of the
// processor. A module and no script: for a script Node.js reads the package.json of the working directory, however large.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    const used = { peakMb: (ownPeak() ?? maxRSS) / 1024, processorMs: (userCPUTime + systemCPUTime) / 1000 };
    writeFileSync(join(process.env.DRIFT_USAGE, `${process.pid}.json`), JSON.stringify(used));
  });
}

/** Peak in kibibytes; on Linux that of the process alone: `maxRSS` begins with what held whoever started it. */
function ownPeak() {
  if (process.platform !== 'linux') return null;
  const [, kibibytes] = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return kibibytes === undefined ? null : Number(kibibytes);
}
