import { byCodeUnit } from './order.ts';

/** Root-relative path of the file that lists the findings a team accepted as they are. */
export const BASELINE_FILE = '.drift/baseline.txt';

/** A finding that was accepted: what it says of which code, and where. Equal findings of one file differ in `ordinal`. */
export interface BaselineEntry {
  readonly path: string;
  readonly ruleId: string;
  /** 16 hex digits made of rule, enclosing symbol and code, never of path or line. */
  readonly key: string;
  /** From 0. */
  readonly ordinal: number;
}

/** A line that is no entry. */
export interface BaselineFault {
  /** 1-based. */
  readonly line: number;
  readonly message: string;
}

const HEADER =
  '# Findings accepted as they were, one a line; `drift baseline update` takes out what is fixed. Do not sort or edit.\n';
const ENTRY = /^(drift\/[a-z0-9-]+\/[a-z0-9-]+)\t([0-9a-f]{16})(?:\+(\d{1,6}))?$/;
/** What would be read as something else, or as another line, at the start of an entry. */
const NEEDS_QUOTES = /^["#<=>|]|[\p{Cc}\u2028\u2029]/u;

/** The file of some entries: sorted, each once, equal bytes for equal entries. */
export function renderBaseline(entries: Iterable<BaselineEntry>): string {
  const lines = new Set([...entries].map(lineOf));
  return `${HEADER}${[...lines]
    .sort(byCodeUnit)
    .map((l) => `${l}\n`)
    .join('')}`;
}

function lineOf({ path, ruleId, key, ordinal }: BaselineEntry): string {
  const shown = NEEDS_QUOTES.test(path) ? JSON.stringify(path) : path;
  return `${shown}\t${ruleId}\t${key}${ordinal === 0 ? '' : `+${ordinal}`}`;
}

/** Reads a file of entries; a line that is none is told and counts for nothing, so that what it accepted is new again. */
export function parseBaseline(text: string): {
  readonly entries: readonly BaselineEntry[];
  readonly faults: readonly BaselineFault[];
} {
  const entries = new Map<string, BaselineEntry>();
  const faults: BaselineFault[] = [];
  text.split(/\r?\n/).forEach((line, i) => {
    if (line === '' || line.startsWith('#')) return;
    const entry = entryOf(line);
    if (entry !== null) entries.set(lineOf(entry), entry);
    else faults.push({ line: i + 1, message: faultOf(line) });
  });
  return { entries: [...entries.values()], faults };
}

function entryOf(line: string): BaselineEntry | null {
  const tab = line.indexOf('\t');
  const path = pathOf(line.slice(0, Math.max(0, tab)));
  const [, ruleId, key, ordinal = '0'] = ENTRY.exec(line.slice(tab + 1)) ?? [];
  if (path === null || ruleId === undefined || key === undefined) return null;
  return { path, ruleId, key, ordinal: Number(ordinal) };
}

function pathOf(shown: string): string | null {
  if (!shown.startsWith('"')) return shown === '' ? null : shown;
  try {
    const path: unknown = JSON.parse(shown);
    return typeof path === 'string' && path !== '' ? path : null;
  } catch {
    return null;
  }
}

function faultOf(line: string): string {
  return /^(?:<{7}|={7}|>{7}|\|{7})/.test(line)
    ? 'is what git leaves of two versions; run `drift baseline update` once the conflict is settled'
    : 'is no entry of a baseline: path, rule and key, with tabs between';
}
