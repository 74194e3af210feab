import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Measure, messageFor, type NumericFeature } from '../server/src/rules/engine/numeric-feature.ts';
import { NUMERIC_FEATURES } from '../server/src/rules/registry.ts';
import { LineTable } from '../server/src/syntax/line-table.ts';
import { folderOf, pageOf, section } from './support/rule-page.ts';
import { type FixtureFile, measureBlocks, readFixture, viewOf } from './support/rules.ts';

// Every numeric feature against its cases: fixtures/rules/pattern/outlier-<feature>/<language>.<ext> with what it
// measures beside it, and every code block of its page. UPDATE_GOLDEN=1 rewrites the measures; read the difference.
const fixtures = new URL('../fixtures/rules/', import.meta.url);
const update = process.env['UPDATE_GOLDEN'] === '1';
const EXPECTED = '.measures';

async function measure(feature: NumericFeature, path: string, text: string): Promise<Measure[]> {
  const view = await viewOf(path, text);
  const out: Measure[] = [];
  if (feature.languages.includes(view.language)) feature.measure(view, (m) => out.push(m));
  return out;
}

/** `line:column text -> value`, with the family of a setting and the path in a fixture of several files. */
async function render(feature: NumericFeature, file: FixtureFile, single: boolean): Promise<string[]> {
  const lines = LineTable.of(file.text);
  return (await measure(feature, file.path, file.text)).map((m) => {
    const line = lines.lineOf(m.start);
    const text = file.text.slice(m.start, m.end).replace(/\s+/g, ' ');
    const place = `${single ? '' : `${file.path}:`}${line + 1}:${m.start - lines.lineStart(line)}`;
    return `${place} ${text} -> ${m.value}${m.family === undefined ? '' : ` ${m.family}`}`;
  });
}

for (const feature of NUMERIC_FEATURES) {
  const folder = folderOf(feature.id, fixtures);
  const names = existsSync(folder) ? readdirSync(folder).filter((n) => !n.endsWith(EXPECTED)) : [];

  describe(feature.id, () => {
    test.each(feature.languages)('has a case for %s with a near miss', (language) => {
      const name = names.find((n) => n.startsWith(`${language}.`));
      expect(name, `a case for ${language}`).toBeDefined();
      expect(readFileSync(new URL(name ?? '', folder), 'utf8'), 'a near miss').toMatch(/^\s*(?:\/\/|#) ok: \S/m);
    });

    test.each(names)('%s', async (name) => {
      const { files } = readFixture(name, readFileSync(new URL(name, folder), 'utf8'));
      const lines = await Promise.all(files.map((f) => render(feature, f, files.length === 1 && f.path === name)));
      const actual = `${lines.flat().join('\n')}\n`;
      const golden = new URL(name + EXPECTED, folder);
      if (update) writeFileSync(golden, actual);
      expect(readFileSync(golden, 'utf8').trim(), 'at least one measure').not.toBe('');
      expect(actual).toBe(readFileSync(golden, 'utf8'));
    });

    test('is stable exactly where it was measured to be precise', () => {
      const { precision, maturity } = feature;
      expect(maturity === 'stable').toBe(precision !== undefined && precision.precision >= 0.8);
    });

    test('its page shows code that is measured as it says', async () => {
      const shown = measureBlocks(section(pageOf(feature.id), 'Flagged'));
      expect(shown.length).toBeGreaterThan(2);
      for (const block of shown) {
        const values = (await measure(feature, block.path, block.text)).map((m) => String(m.value));
        expect(values, block.text).toEqual([block.value]);
      }
      const neutral = measureBlocks(section(pageOf(feature.id), 'Not flagged'));
      expect(neutral.length).toBeGreaterThan(2);
      for (const block of neutral) expect(await measure(feature, block.path, block.text), block.text).toEqual([]);
    });

    test('speaks in short sentences and never of its statistic', () => {
      const words = { value: 12_345, median: 12.5, limit: 1_234, family: 'request.timeout' };
      const said = messageFor(feature, { name: 'x'.repeat(60), ...words });
      expect(said.length).toBeLessThanOrEqual(120);
      expect(said).toMatch(/^`x{10,}…?`/);
      expect(said).not.toMatch(/[.!]$|z-score|iqr|mad\b/i);
    });
  });
}
