import { type ElsewhereEntry, type ElsewhereFault, type ElsewhereResult, pathBelow } from './accepted-elsewhere.ts';

/** Read from its end: a path may hold colons, a rule and a line do not. */
const FINGERPRINT = /^(?:([0-9a-f]{40}|[0-9a-f]{64}):)?(.+):([\w.-]+):(\d{1,9})$/i;

/**
 * Reads an ignore file of Gitleaks: fingerprints `file:rule:line`, or `commit:file:rule:line` where the line is that of
 * the file at the commit; `#` begins a comment.
 */
export function readGitleaksIgnore(text: string, folder: string): ElsewhereResult {
  const entries: ElsewhereEntry[] = [];
  const faults: ElsewhereFault[] = [];
  text.split(/\r?\n/).forEach((written, i) => {
    const line = written.trim();
    if (line === '' || line.startsWith('#')) return;
    const [, commit, file = '', rule = '', number = '0'] = FINGERPRINT.exec(line) ?? [];
    const path = pathBelow(folder, file);
    const at = Number(number) - 1;
    if (path === null || at < 0) {
      faults.push({
        line: i + 1,
        message: path === null && file !== '' ? 'names no path below the root' : 'is no fingerprint',
      });
      return;
    }
    const was = commit === undefined ? null : { commit: commit.toLowerCase(), line: at };
    const lines = was === null ? [{ first: at, last: at }] : [];
    entries.push({ path, names: [rule], lines, was, most: Number.POSITIVE_INFINITY });
  });
  return { ok: true, value: { entries, faults } };
}
