import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { grammarOfPath } from '@drift/shared';
import { expandSecrets } from './rules.ts';

const fixtures = fileURLToPath(new URL('../../fixtures', import.meta.url));

/** Source files of the ten languages below a folder, in path order. */
export function sourcesBelow(folder: string): string[] {
  const out: string[] = [];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile() && grammarOfPath(entry.name) !== null) out.push(join(entry.parentPath, entry.name));
  }
  return out.sort();
}

/** Every fixture of all ten languages as the files of one project, laid out as product code. */
export function fixtureFiles(): Map<string, string> {
  const files = new Map<string, string>();
  for (const file of sourcesBelow(fixtures)) {
    files.set(
      `src/${relative(fixtures, file).replaceAll('fixtures', 'cases')}`,
      expandSecrets(readFileSync(file, 'utf8')),
    );
  }
  return files;
}
