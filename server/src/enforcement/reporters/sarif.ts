import { counted, type ReportEnvelope, type ReportFinding, type ReportRule } from '@drift/shared';
import { invocationOf } from './sarif-invocation.ts';
import { artifactsOf, MAX_RESULTS, ROOT_ID, resultsOf, selectResults } from './sarif-results.ts';
import { ruleDescriptor, rulesOf } from './sarif-rules.ts';
import { type Taxonomies, taxonomiesOf } from './sarif-taxonomies.ts';

const SCHEMA_URI = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** Settings of the SARIF reporter. */
export interface SarifOptions {
  /** The most results to write; beyond it the less severe are left out with a warning. Default: the code hosts' limit. */
  readonly maxResults?: number;
}

/**
 * A report as one SARIF 2.1.0 run on a single line: no time, no absolute path, equal bytes for equal findings. Linear
 * in the number of findings but for their sorting.
 */
export function renderSarif(envelope: ReportEnvelope, options: SarifOptions = {}): string {
  const { data } = envelope;
  const findings = selectResults(data.findings, options.maxResults ?? MAX_RESULTS);
  const rules = rulesOf(findings, data.rules);
  const taxonomies = taxonomiesOf(cweIds(findings, rules), new Set(rules.flatMap(({ owasp }) => owasp)));
  const { paths, artifacts } = artifactsOf(findings);
  const { descriptors, invocation } = invocationOf(envelope, truncation(data.findings.length, findings.length));
  const hasBaseline = data.summary.baseline.kind === 'git';
  const run = {
    tool: { driver: driverOf(envelope, rules, taxonomies, descriptors) },
    automationDetails: { id: `drift/${envelope.command}/` },
    columnKind: 'utf16CodeUnits',
    defaultEncoding: 'utf-8',
    originalUriBaseIds: { [ROOT_ID]: { description: { text: 'The root of the workspace.' } } },
    invocations: [invocation],
    artifacts,
    results: resultsOf(findings, paths, { rules, taxonomies, hasBaseline }),
    taxonomies: taxonomies.components,
    properties: { driftDigest: data.digest, filesAnalysed: data.summary.files },
  };
  return `${JSON.stringify({ $schema: SCHEMA_URI, version: '2.1.0', runs: [run] })}\n`;
}

function driverOf(
  { driftVersion }: ReportEnvelope,
  rules: readonly ReportRule[],
  taxonomies: Taxonomies,
  notifications: readonly object[],
): object {
  return {
    name: 'drift',
    version: driftVersion,
    semanticVersion: driftVersion,
    rules: rules.map((rule) => ruleDescriptor(rule, taxonomies)),
    notifications,
    supportedTaxonomies: taxonomies.supported,
  };
}

function cweIds(findings: readonly ReportFinding[], rules: readonly ReportRule[]): Set<string> {
  const ids = new Set<string>();
  for (const { cwe } of rules) for (const id of cwe) ids.add(id);
  for (const { cwe } of findings) for (const id of cwe) ids.add(id);
  return ids;
}

function truncation(found: number, written: number): string[] {
  if (found <= written) return [];
  return [
    `${found - written} of ${counted(found, 'finding')} ${found - written === 1 ? 'is' : 'are'} left out: code hosts accept ${written} results a run.`,
  ];
}
