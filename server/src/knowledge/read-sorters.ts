import type { BiomeSorting } from './biome-settings.ts';
import { IMPORT_SORTERS, type ImportSorter, MAX_SETTINGS } from './import-sorters.ts';

/** What a settings file says about one tool. */
export interface SorterVerdict extends BiomeSorting {
  readonly sorter: ImportSorter;
}

/** What settings of other tools say holds for all files. */
const EVERYWHERE = { only: [], switched: [] };

/** The tools that a settings file of this name sets to sorting imports, in the order of the table. */
export function sortersIn(name: string, text: string): readonly ImportSorter[] {
  return verdictsIn(name, text).flatMap((v) => (v.sorts ? [v.sorter] : []));
}

/** What a settings file of this name says about tools that can sort imports; nothing of those it leaves as they are. */
export function verdictsIn(name: string, text: string): readonly SorterVerdict[] {
  return IMPORT_SORTERS.flatMap((sorter) => {
    if (!sorter.file.test(name)) return [];
    const part = text.slice(0, MAX_SETTINGS);
    const verdict = sorter.read === undefined ? verdictOf(sorter, name, part) : sorter.read(part);
    return verdict === null ? [] : [{ sorter, ...verdict }];
  });
}

function verdictOf(sorter: ImportSorter, name: string, text: string): Omit<SorterVerdict, 'sorter'> | null {
  const part = partOf(sorter, name, text);
  const told = withoutComments(name, part);
  const isOff = sorter.offSign?.test(told) === true;
  if (!isOff && sorter.sign?.test(told) === true) return { sorts: true, ...EVERYWHERE };
  return isOff || (part !== '' && standsAlone(sorter, told)) ? { sorts: false, ...EVERYWHERE } : null;
}

function standsAlone({ aloneIf, aloneUnless }: ImportSorter, told: string): boolean {
  return aloneUnless !== undefined && aloneIf?.test(told) !== false && !aloneUnless.test(told);
}

/** What of a shared file is about the tool. */
function partOf({ inside }: ImportSorter, name: string, text: string): string {
  if (inside === undefined || !inside.file.test(name)) return text;
  const { part } = inside;
  if (typeof part === 'string') return memberOf(text, part);
  let isIn = false;
  return text
    .split('\n')
    .filter((line) => {
      if (/^\s*\[[^[\]'"]+\]/.test(line)) isIn = part.test(line);
      return isIn;
    })
    .join('\n');
}

/** A member of a JSON object, as JSON again; nothing where there is none. */
function memberOf(text: string, name: string): string {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    const found =
      typeof value === 'object' && value !== null ? Object.entries(value).find(([k]) => k === name) : undefined;
    return found === undefined ? '' : JSON.stringify(found[1]);
  } catch {
    return '';
  }
}

/** Texts, which are kept, and comments, which are not. */
const SCRIPT_PARTS =
  /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\[\s\S]|[^`\\])*`|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g;
const PHP_PARTS = /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|(?:\/\/|#(?!\[))[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g;
const XML_PARTS = /<!--[\s\S]*?(?:-->|$)/g;

/** What stands in a comment is not in force. */
function withoutComments(name: string, text: string): string {
  const blank = (parts: RegExp): string => text.replace(parts, (found) => (/^[/#<]/.test(found) ? ' ' : found));
  if (/\.php(?:\.dist)?$/.test(name) || name.startsWith('.php')) return blank(PHP_PARTS);
  if (/\.(?:jsonc?|json5|[cm]?[jt]s|kts|gradle)$/.test(name)) return blank(SCRIPT_PARTS);
  if (/\.xml(?:\.dist)?$/.test(name)) return blank(XML_PARTS);
  return text
    .split('\n')
    .filter((line) => !/^\s*[#;]/.test(line))
    .join('\n');
}
