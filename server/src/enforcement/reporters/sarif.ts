import { gzipSync } from 'node:zlib';
import { counted, type Report, type ReportEnvelope, type ReportFinding, type ReportRule } from '@drift/shared';
import { gateMembership } from './gate-membership.ts';
import { invocationOf } from './sarif-invocation.ts';
import { artifactsOf, type Candidate, MAX_RESULTS, ROOT_ID, resultsOf, selectResults } from './sarif-results.ts';
import { isSecurityFinding, ruleDescriptor, rulesOf } from './sarif-rules.ts';
import { type Taxonomies, taxonomiesOf } from './sarif-taxonomies.ts';

/** Code hosts refuse a larger upload, in bytes after gzip; a little is left for another compressor. */
const MAX_GZIP_BYTES = 9_500_000;

const SCHEMA_URI = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** Settings of the SARIF reporter. */
export interface SarifOptions {
  /** The most results to write; beyond it the less urgent are left out with a warning. Default: the code hosts' limit. */
  readonly maxResults?: number;
  /** The largest upload, in bytes after gzip; beyond it more is left out, with a warning. Default: the code hosts' limit. */
  readonly maxGzipBytes?: number;
  /**
   * `quality`: for a service that shows maintainability and reliability. Its rules carry those as tags; findings about
   * security are left to code scanning, and their number is told.
   */
  readonly purpose?: 'scanning' | 'quality';
}

/** How much smaller than would just do an oversized report becomes: texts do not shrink evenly. */
const SHRINK = 0.9;

/**
 * A report as one SARIF 2.1.0 run on a single line: no time, no absolute path, equal bytes for equal findings. Linear
 * in the number of findings but for their sorting.
 */
export function renderSarif(envelope: ReportEnvelope, options: SarifOptions = {}): string {
  const maxBytes = options.maxGzipBytes ?? MAX_GZIP_BYTES;
  let limit = options.maxResults ?? MAX_RESULTS;
  for (;;) {
    const { text, written } = renderRun(envelope, limit, options.purpose ?? 'scanning');
    // Compressing makes nothing larger worth the name, so a small text need not be compressed to be measured.
    if (text.length * MAX_UTF8_BYTES <= maxBytes || written === 0) return text;
    const size = gzipSync(text).length;
    if (size <= maxBytes) return text;
    limit = Math.floor(written * (maxBytes / size) * SHRINK);
  }
}

/** UTF-8 bytes of one UTF-16 unit, at most. */
const MAX_UTF8_BYTES = 3;

function renderRun(
  envelope: ReportEnvelope,
  limit: number,
  purpose: 'scanning' | 'quality',
): { readonly text: string; readonly written: number } {
  const { data } = envelope;
  const candidates = candidatesOf(data, purpose);
  const selected = selectResults(candidates, limit);
  const findings = selected.map(({ finding }) => finding);
  const rules = rulesOf(findings, data.rules);
  const taxonomies = taxonomiesOf(cweIds(findings, rules), new Set(rules.flatMap(({ owasp }) => owasp)));
  const { paths, artifacts } = artifactsOf(findings);
  const leftOut = [
    ...truncation(candidates.length, selected.length),
    ...(purpose === 'quality' ? leftToScanning(data) : []),
  ];
  const { descriptors, invocation } = invocationOf(envelope, leftOut);
  const hasBaseline = data.summary.baseline.kind === 'git';
  const gatesOf = gateMembership(data.gates);
  const run = {
    tool: { driver: driverOf(envelope, { rules, taxonomies, notifications: descriptors, purpose }) },
    automationDetails: { id: `drift/${envelope.command}/` },
    columnKind: 'utf16CodeUnits',
    defaultEncoding: 'utf-8',
    originalUriBaseIds: { [ROOT_ID]: { description: { text: 'The root of the workspace.' } } },
    invocations: [invocation],
    artifacts,
    results: resultsOf(selected, paths, { rules, taxonomies, hasBaseline, gatesOf }),
    taxonomies: taxonomies.components,
    properties: { driftDigest: data.digest, filesAnalysed: data.summary.files, policy: policyOf(data) },
  };
  return {
    text: `${JSON.stringify({ $schema: SCHEMA_URI, version: '2.1.0', runs: [run] })}\n`,
    written: selected.length,
  };
}

function candidatesOf(data: Report, purpose: 'scanning' | 'quality'): Candidate[] {
  const all = [
    ...data.findings.map((finding) => ({ finding })),
    ...(data.suppressed ?? []).map((suppressed) => ({ finding: suppressed.finding, suppressed })),
  ];
  return purpose === 'scanning' ? all : all.filter(({ finding }) => !isSecurityFinding(finding, data.rules));
}

function leftToScanning({ findings, rules }: Report): string[] {
  const count = findings.filter((f) => isSecurityFinding(f, rules)).length;
  if (count === 0) return [];
  return [
    `${counted(count, 'finding')} about security ${count === 1 ? 'is' : 'are'} not told here: the format sarif has them.`,
  ];
}

function policyOf({ gates }: Report): object | undefined {
  if (gates === undefined) return undefined;
  const { policy, passed, score, reasons } = gates;
  return { name: policy, passed, score: score ?? undefined, reasons: reasons.map(({ code }) => code) };
}

function driverOf(
  { driftVersion }: ReportEnvelope,
  parts: {
    readonly rules: readonly ReportRule[];
    readonly taxonomies: Taxonomies;
    readonly notifications: readonly object[];
    readonly purpose: 'scanning' | 'quality';
  },
): object {
  return {
    name: 'drift',
    version: driftVersion,
    semanticVersion: driftVersion,
    rules: parts.rules.map((rule) => ruleDescriptor(rule, parts.taxonomies, parts.purpose)),
    notifications: parts.notifications,
    supportedTaxonomies: parts.taxonomies.supported,
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
    `${found - written} of ${counted(found, 'finding')} ${found - written === 1 ? 'is' : 'are'} left out: this file has the ${written} most urgent, as code hosts limit results and size.`,
  ];
}
