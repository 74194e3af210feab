import type { ScanRecord } from '../../server/src/store/database/records.ts';

/** A scan of some files, each with some findings. */
export function scanOf(files: number, findingsEach = 1, change = ''): ScanRecord {
  const names = Array.from({ length: files }, (_, i) => `src/f${String(i).padStart(5, '0')}.ts`);
  const findings = names.flatMap((file, i) =>
    Array.from({ length: findingsEach }, (_, k) => ({
      id: `${(i * findingsEach + k).toString(16).padStart(15, '0')}${k % 2}${change}`,
      file,
      ruleId: 'drift/secret/aws',
      severity: (['error', 'warning', 'info', 'hint'] as const)[(i + k) % 4] ?? 'error',
      isNew: i % 3 === 0,
    })),
  );
  return {
    header: {
      startedAt: '2026-01-01T00:00:00.000Z',
      completedAt: '2026-01-01T00:00:01.000Z',
      durationMs: 1_000,
      surface: 'check',
      status: 'complete',
      driftVersion: '0.0.0',
      baseline: 'none',
      digest: `digest${files}${findingsEach}${change}`,
    },
    files: names.map((file) => ({ file, language: 'typescript', size: 100, findings: findingsEach, error: null })),
    findings,
    conventions: [
      {
        key: 'naming-function',
        language: 'typescript',
        population: 'source',
        scope: '',
        value: 'camel',
        share: 0.9,
        sites: files,
      },
    ],
    config: [{ key: 'scan.follow_symlinks', value: 'false', origin: 'default' }],
  };
}
