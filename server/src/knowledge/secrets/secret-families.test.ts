import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { regexHazards } from './regex-hazards.ts';
import { scanSecrets } from './scan-secrets.ts';
import { SECRET_FAMILIES } from './secret-families.ts';

const ids = SECRET_FAMILIES.map((family) => family.id);

describe('the table of secret families', () => {
  it('has unique kebab-case ids in code-unit order', () => {
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(ids.filter((id) => !/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id))).toEqual([]);
  });

  it('covers the vendors it promises', () => {
    expect(ids.length).toBeGreaterThanOrEqual(65);
    for (const vendor of [
      'aws',
      'azure',
      'gcp',
      'github',
      'gitlab',
      'slack',
      'stripe',
      'npm',
      'pypi',
      'pem',
      'vault',
    ]) {
      expect(ids.some((id) => id.startsWith(`${vendor}-`))).toBe(true);
    }
  });

  it('declares keywords a lower-case ASCII prefilter can find', () => {
    const unfit = SECRET_FAMILIES.flatMap((family) => family.keywords).filter(
      (word) => !/^[!-@[-~ ]{2,64}$/.test(word),
    );
    expect(unfit).toEqual([]);
    expect(SECRET_FAMILIES.filter((family) => family.keywords.length === 0)).toEqual([]);
  });

  it('puts a capture group, where there is one, last in the pattern', () => {
    const groups = SECRET_FAMILIES.map(
      ({ id, pattern }) => [id, pattern.source.match(/(?<!\\)\((?!\?)/g)?.length ?? 0] as const,
    );
    expect(groups.filter(([, count]) => count > 1)).toEqual([]);
    for (const { id, pattern, positive } of SECRET_FAMILIES) {
      const [whole, group] = positive().match(new RegExp(pattern.source, pattern.flags.replace('g', ''))) ?? [];
      expect([id, whole?.endsWith(group ?? '')]).toEqual([id, true]);
    }
  });

  it('leaves no whole token in its own source files', () => {
    const files = readdirSync(import.meta.dirname).filter((name) => /\.(?:ts|md)$/.test(name));
    const leaks = files.flatMap((name) =>
      scanSecrets(readFileSync(join(import.meta.dirname, name), 'utf8')).map((match) => [name, match.family.id]),
    );
    expect(files.length).toBeGreaterThan(10);
    expect(leaks).toEqual([]);
  });

  it('declares global patterns with bounded quantifiers and none nested', () => {
    const hazards = SECRET_FAMILIES.flatMap((family) =>
      regexHazards(family.pattern).map((hazard) => [family.id, hazard]),
    );
    expect(hazards).toEqual([]);
    expect(SECRET_FAMILIES.filter((family) => !family.pattern.global)).toEqual([]);
  });
});

describe.each(SECRET_FAMILIES)('secret family $id', (family) => {
  it('is found in its positive, alone and exactly once', () => {
    expect(scanSecrets(family.positive()).map((match) => match.family.id)).toEqual([family.id]);
  });

  it('is found between quotes, after an escape and at the end of a sentence', () => {
    for (const text of [
      `key = "${family.positive()}";`,
      `line\\n${family.positive()}\\n`,
      `Use ${family.positive()}.`,
    ]) {
      expect(scanSecrets(text).map((match) => match.family.id)).toEqual([family.id]);
    }
  });

  it('finds nothing in its near miss', () => {
    expect(scanSecrets(family.nearMiss())).toEqual([]);
    expect(family.nearMiss()).not.toBe(family.positive());
  });

  it('masks without giving the value away', () => {
    const text = family.positive();
    for (const { start, end, masked } of scanSecrets(text)) {
      const secret = text.slice(start, end);
      expect(masked.endsWith('…')).toBe(true);
      expect(secret.startsWith(masked.slice(0, -1))).toBe(true);
      expect(masked.length - 1).toBeLessThanOrEqual(Math.min(4, secret.length / 4));
    }
  });
});
