import type { Span } from '../ids.ts';
import { checkValue } from './check-value.ts';
import {
  CONFIG_KEYS,
  CONFIG_TABLES,
  type ConfigKey,
  DEPRECATED_KEYS,
  findConfigKey,
  formatKeyPath,
} from './config-keys.ts';
import {
  byPlace,
  type ConfigFault,
  type ConfigProblem,
  deprecatedKey,
  invalidValue,
  parseFault,
  repeatedRule,
  unknownKey,
  unknownRule,
} from './config-problem.ts';
import { nearestName } from './edit-distance.ts';
import { type KeyPlaces, locateKeys } from './key-places.ts';
import { LineIndex } from './line-index.ts';
import { isTable } from './narrow.ts';
import { fullRuleName, nearestRule, ruleMentions } from './rule-name.ts';
import { parseToml } from './toml-document.ts';

/** How many unknown names of one file are compared with the known ones; keeps a hostile file from costing minutes. */
const MAX_COMPARED_NAMES = 200;

/** The usable settings of one `drift.toml`. */
export interface ProjectConfig {
  /** Checked values by `table.name`; only settings that are written and valid. */
  readonly values: ReadonlyMap<string, unknown>;
  /** The 1-based line of each written key and table entry, by TOML dotted key with full rule ids. */
  readonly lines: ReadonlyMap<string, number>;
}

/** `config` is `null` only where the text is not TOML; otherwise it holds everything that is valid. */
export interface ParsedConfig {
  readonly config: ProjectConfig | null;
  /** In the order of the text. A file without errors can still hold warnings. */
  readonly problems: readonly ConfigProblem[];
}

/** What must be known to judge names in a file. */
export interface ParseConfigOptions {
  /** Every rule id, in full. */
  readonly knownRules: readonly string[];
}

/** Reads and checks the text of a `drift.toml`, collecting all problems. `path` is what problems name as the file. */
export function parseConfig(text: string, path: string, options: ParseConfigOptions): ParsedConfig {
  const lines = new LineIndex(text);
  const document = parseToml(text);
  if (!document.ok) {
    const start = lines.offsetOf(document.place);
    const span = { start, end: Math.min(start + 1, text.length) };
    return { config: null, problems: [{ ...parseFault(document.reason), ...span, ...document.place, file: path }] };
  }
  const reader = new ConfigReader(text, locateKeys(text), new Set(options.knownRules));
  reader.readDocument(document.root);
  const places = reader.places;
  return {
    config: {
      values: reader.values,
      lines: new Map([...reader.written].map(([key, at]) => [key, lines.at(places.keySpan(at).start).line])),
    },
    problems: reader.faults
      .map(({ fault, span }) => ({ ...fault, ...span, ...lines.at(span.start), file: path }))
      .sort(byPlace),
  };
}

/** Collects the values and faults of one document. Reads only own properties and copies no name it does not know. */
class ConfigReader {
  readonly places: KeyPlaces;
  readonly values = new Map<string, unknown>();
  readonly written = new Map<string, readonly string[]>();
  readonly faults: { readonly fault: ConfigFault; readonly span: Span }[] = [];
  readonly #text: string;
  #namesToCompare = MAX_COMPARED_NAMES;
  readonly #rules: ReadonlySet<string>;

  constructor(text: string, places: KeyPlaces, rules: ReadonlySet<string>) {
    this.#text = text;
    this.places = places;
    this.#rules = rules;
  }

  readDocument(root: Readonly<Record<string, unknown>>): void {
    for (const [name, value] of Object.entries(root)) {
      const table = CONFIG_TABLES.find((known) => known === name);
      if (table === undefined) {
        this.#reportUnknown([name], CONFIG_TABLES);
      } else if (isTable(value)) {
        this.#readTable(table, value);
      } else {
        this.#reportInvalid([name], value, `a table, [${name}]`);
      }
    }
  }

  #readTable(table: string, entries: Readonly<Record<string, unknown>>): void {
    const names = CONFIG_KEYS.filter((key) => key.table === table).map((key) => key.name);
    for (const [name, raw] of Object.entries(entries)) {
      const replacement = findConfigKey(DEPRECATED_KEYS.get(`${table}.${name}`) ?? '');
      const key = replacement ?? findConfigKey(`${table}.${name}`);
      if (key === undefined) {
        this.#reportUnknown([table, name], names);
        continue;
      }
      if (replacement !== undefined) {
        const ignored = Object.hasOwn(entries, replacement.name);
        const at = [table, name];
        this.faults.push({ fault: deprecatedKey(at.join('.'), key.path, ignored), span: this.places.keySpan(at) });
        if (ignored) continue;
      }
      this.#readValue(key, [table, name], raw);
    }
  }

  #readValue(key: ConfigKey, at: readonly string[], raw: unknown): void {
    const { value, failures } = checkValue(key, raw);
    for (const inside of failures) this.#reportInvalid([...at, ...inside], raw, key.allowed);
    if (key.namesRules) this.#checkRules(at, raw);
    if (value === undefined) return;
    this.values.set(key.path, value);
    this.written.set(key.path, at);
    if (!isTable(raw) || !isTable(value)) return;
    for (const name of Object.keys(raw)) {
      const entry = fullRuleName(name);
      if (Object.hasOwn(value, entry)) this.written.set(formatKeyPath([key.table, key.name, entry]), [...at, name]);
    }
  }

  #checkRules(at: readonly string[], raw: unknown): void {
    const seen = new Set<string>();
    for (const mention of ruleMentions(raw)) {
      const path = [...at, mention.at];
      // In a table the rule is the key; in a list it is the item.
      const span = isTable(raw) ? this.places.keySpan(path) : this.places.valueSpan(path);
      if (isTable(raw) && seen.has(mention.full)) {
        this.faults.push({ fault: repeatedRule(formatKeyPath(path), mention.full), span });
      }
      seen.add(mention.full);
      if (this.#rules.has(mention.full)) continue;
      const suggestion = this.#mayCompare() ? nearestRule(mention, this.#rules) : null;
      this.faults.push({ fault: unknownRule(formatKeyPath(path), mention.written, suggestion), span });
    }
  }

  #reportUnknown(path: readonly string[], known: readonly string[]): void {
    const suggestion = this.#mayCompare() ? nearestName(path.at(-1) ?? '', known) : null;
    this.faults.push({ fault: unknownKey(formatKeyPath(path), suggestion, known), span: this.places.keySpan(path) });
  }

  #mayCompare(): boolean {
    return this.#namesToCompare-- > 0;
  }

  #reportInvalid(path: readonly string[], raw: unknown, allowed: string): void {
    const span = this.places.valueSpan(path);
    const keyPath = formatKeyPath(path);
    // What a [header] opens has no value that could be quoted.
    const opened = isTable(raw) ? 'a table' : 'a list of tables';
    const hasValue = this.places.find(path)?.value != null;
    const written = hasValue ? this.#text.slice(span.start, span.end) : opened;
    this.faults.push({ fault: invalidValue(keyPath, keyPath, written, allowed), span });
  }
}
