import type { FileFacts } from '../facts/file-facts.ts';
import type { Row } from '../facts/schema.ts';
import { specifiersByImport } from './import-graph.ts';

/** The import rows whose names a file hands on to its own importers. */
export function passedOn(facts: FileFacts): Row<'imports'>[] {
  const imports = [...facts.table('imports')];
  if (facts.language === 'python') return imports.filter((row) => row.symbol < 0);
  const exported = exportedNames(facts);
  // `exports.a = b` does not tell `b`.
  if ([...facts.table('exports')].some((row) => row.kind === 'commonjs')) return imports;
  const specifiers = specifiersByImport(facts);
  return imports.filter(
    (row) =>
      row.kind === 'reexport' ||
      (exported.size > 0 && (specifiers.get(row.index) ?? []).some((s) => exported.has(localName(s)))),
  );
}

/** The name a specifier has inside the importing file. */
export function localName(specifier: Row<'specifiers'>): string {
  return specifier.alias === '' ? specifier.name : specifier.alias;
}

/** What is handed on, as one text: equal texts hand on the same. */
export function passedOnText(facts: FileFacts): string {
  const specifiers = specifiersByImport(facts);
  return passedOn(facts)
    .map((row) => {
      const names = (specifiers.get(row.index) ?? []).map((s) => `${s.kind} ${s.name} ${s.alias}`);
      return [row.source, ...names].join('\n');
    })
    .join('\n\n');
}

function exportedNames(facts: FileFacts): Set<string> {
  const names = new Set<string>();
  for (const row of facts.table('exports')) if (row.source === '') names.add(row.name);
  return names;
}
