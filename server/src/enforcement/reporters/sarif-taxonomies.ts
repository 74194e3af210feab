import { byCodeUnit } from '@drift/shared';

const CWE_VERSION = '4.14';
const OWASP_EDITION = '2025';

const OWASP_NAMES: ReadonlyMap<string, string> = new Map([
  ['A01:2025', 'Broken Access Control'],
  ['A02:2025', 'Security Misconfiguration'],
  ['A03:2025', 'Software Supply Chain Failures'],
  ['A04:2025', 'Cryptographic Failures'],
  ['A05:2025', 'Injection'],
  ['A06:2025', 'Insecure Design'],
  ['A07:2025', 'Authentication Failures'],
  ['A08:2025', 'Software or Data Integrity Failures'],
  ['A09:2025', 'Security Logging and Alerting Failures'],
  ['A10:2025', 'Mishandling of Exceptional Conditions'],
]);

/** The two classifications a run refers to; the order is their index in `run.taxonomies`. */
const COMPONENTS = [
  { name: 'CWE', index: 0, guid: '5c1b0a6e-6f0d-4f6b-9d2c-3f7f5f1e8c01' },
  { name: 'OWASP Top 10', index: 1, guid: '5c1b0a6e-6f0d-4f6b-9d2c-3f7f5f1e8c02' },
] as const;

/** A reference from a rule or a result to one entry of a classification. */
export interface TaxonReference {
  readonly id: string;
  readonly index: number;
  readonly toolComponent: { readonly name: string; readonly index: number };
}

/** The classifications of one run: what the run declares, and references into it. */
export interface Taxonomies {
  readonly supported: typeof COMPONENTS;
  readonly components: readonly object[];
  /** References to the known ones among these ids, in the order given, each once. */
  refer(cwe: readonly string[], owasp: readonly string[]): readonly TaxonReference[];
}

/** What OWASP calls one of its risks; the id where it is unknown. */
export function owaspName(id: string): string {
  return OWASP_NAMES.get(id) ?? id;
}

/** The number of a CWE id in any common spelling (`CWE-89`, `cwe-089`, `89`) without leading zeros, or `null`. */
export function cweNumber(id: string): string | null {
  const digits = /\d{1,6}/.exec(id)?.[0];
  return digits === undefined ? null : String(Number(digits));
}

/** Declares both classifications with exactly the entries in use, each once, CWE by number and OWASP by id. */
export function taxonomiesOf(cweIds: Iterable<string>, owaspIds: Iterable<string>): Taxonomies {
  const cwe = [...new Set(numbers(cweIds))].sort((a, b) => Number(a) - Number(b));
  const owasp = [...new Set(owaspIds)].sort(byCodeUnit);
  const cweIndex = new Map(cwe.map((id, index) => [id, index]));
  const owaspIndex = new Map(owasp.map((id, index) => [id, index]));
  return {
    supported: COMPONENTS,
    components: [cweComponent(cwe), owaspComponent(owasp)],
    refer: (cweList, owaspList) => [
      ...references(numbers(cweList), cweIndex, COMPONENTS[0]),
      ...references(owaspList, owaspIndex, COMPONENTS[1]),
    ],
  };
}

function numbers(ids: Iterable<string>): string[] {
  return [...ids].map(cweNumber).filter((id) => id !== null);
}

function references(
  ids: readonly string[],
  indexOf: ReadonlyMap<string, number>,
  { name, index: component }: (typeof COMPONENTS)[number],
): TaxonReference[] {
  return [...new Set(ids)].flatMap((id) => {
    const index = indexOf.get(id);
    return index === undefined ? [] : [{ id, index, toolComponent: { name, index: component } }];
  });
}

function cweComponent(ids: readonly string[]): object {
  return {
    name: COMPONENTS[0].name,
    guid: COMPONENTS[0].guid,
    version: CWE_VERSION,
    organization: 'MITRE',
    shortDescription: { text: 'The MITRE Common Weakness Enumeration.' },
    informationUri: 'https://cwe.mitre.org/',
    downloadUri: `https://cwe.mitre.org/data/xml/cwec_v${CWE_VERSION}.xml.zip`,
    isComprehensive: false,
    taxa: ids.map((id) => ({
      id,
      name: `CWE-${id}`,
      shortDescription: { text: `CWE-${id}` },
      helpUri: `https://cwe.mitre.org/data/definitions/${id}.html`,
    })),
  };
}

function owaspComponent(ids: readonly string[]): object {
  return {
    name: COMPONENTS[1].name,
    guid: COMPONENTS[1].guid,
    version: OWASP_EDITION,
    organization: 'OWASP Foundation',
    shortDescription: { text: 'The OWASP Top 10 risks of web applications.' },
    informationUri: 'https://owasp.org/Top10/',
    isComprehensive: false,
    taxa: ids.map((id) => ({ id, name: owaspName(id) })),
  };
}
