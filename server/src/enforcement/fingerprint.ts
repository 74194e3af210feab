import { createHash } from 'node:crypto';
import type { FileId, RuleFinding } from '@drift/shared';

/** What a finding says of which code, wherever that lies: 16 hex digits of a SHA-256 over rule id, symbol path and snippet. */
export function contentKey({ ruleId, symbol, snippet }: RuleFinding): string {
  return createHash('sha256').update([ruleId, symbol, snippet].join('\0')).digest('hex').slice(0, 16);
}

/**
 * Identity of findings that survives moved lines: 16 hex digits of a SHA-256 over rule id, path, enclosing symbol path,
 * snippet with folded white space, and the ordinal among equals. The list must be in order of position.
 */
export function fingerprints(file: FileId, findings: readonly RuleFinding[]): readonly string[] {
  const ordinals = new Map<string, number>();
  return findings.map((f) => {
    const base = [f.ruleId, file, f.symbol, f.snippet].join('\0');
    const ordinal = ordinals.get(base) ?? 0;
    ordinals.set(base, ordinal + 1);
    return createHash('sha256').update(`${base}\0${ordinal}`).digest('hex').slice(0, 16);
  });
}
