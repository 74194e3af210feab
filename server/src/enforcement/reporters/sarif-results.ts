import type { ReportFinding, ReportRange, ReportRule, Severity } from '@drift/shared';
import { byCodeUnit, compareFindings, grammarOfPath, languageOfGrammar } from '@drift/shared';
import { artifactUri } from './artifact-uri.ts';
import { levelOf } from './sarif-rules.ts';
import type { Taxonomies } from './sarif-taxonomies.ts';

/** Code hosts refuse a run with more results, and a result with more locations, than this. */
export const MAX_RESULTS = 25_000;
const MAX_LOCATIONS = 1_000;

/** The name of the workspace root in every location. */
export const ROOT_ID = '%SRCROOT%';

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2, hint: 3 };

/** What turning a finding into a result needs to know about its run. */
export interface ResultContext {
  /** The rules of the run, in the order of `tool.driver.rules`. */
  readonly rules: readonly ReportRule[];
  readonly taxonomies: Taxonomies;
  /** Whether new and old are told apart. */
  readonly hasBaseline: boolean;
}

/** The findings to write, in canonical order; beyond `limit` the severe and the new are kept. */
export function selectResults(findings: readonly ReportFinding[], limit: number): ReportFinding[] {
  const sorted = [...findings].sort(compareFindings);
  if (sorted.length <= limit) return sorted;
  const worst = sorted.sort(
    (a, b) => RANK[a.severity] - RANK[b.severity] || Number(b.isNew) - Number(a.isNew) || compareFindings(a, b),
  );
  return worst.slice(0, limit).sort(compareFindings);
}

/** One artifact per file that has a result, in path order. */
export function artifactsOf(findings: readonly ReportFinding[]): { paths: readonly string[]; artifacts: object[] } {
  const paths = [...new Set(findings.map(({ path }) => path))].sort(byCodeUnit);
  const artifacts = paths.map((path) => {
    const grammar = grammarOfPath(path);
    return {
      location: { uri: artifactUri(path), uriBaseId: ROOT_ID },
      sourceLanguage: grammar === null ? undefined : languageOfGrammar(grammar),
    };
  });
  return { paths, artifacts };
}

/** Turns findings into SARIF results; `paths` are those of `artifactsOf`. */
export function resultsOf(
  findings: readonly ReportFinding[],
  paths: readonly string[],
  context: ResultContext,
): object[] {
  const ruleIndex = new Map(context.rules.map((rule, index) => [rule.id, { rule, index }]));
  const artifactIndex = new Map(paths.map((path, index) => [path, index]));
  return findings.map((finding) => {
    const known = ruleIndex.get(finding.ruleId);
    const cwe = [...finding.cwe, ...(known?.rule.cwe ?? [])];
    return {
      ruleId: finding.ruleId,
      ruleIndex: known?.index,
      kind: 'fail',
      level: levelOf(finding.severity),
      message: { text: plainText(finding.message) },
      locations: [primaryLocation(finding, artifactIndex.get(finding.path))],
      relatedLocations: relatedLocations(finding),
      partialFingerprints: { 'driftFingerprint/v1': finding.id },
      baselineState: context.hasBaseline ? (finding.isNew ? 'new' : 'unchanged') : undefined,
      suppressions: [],
      taxa: context.taxonomies.refer(cwe, known?.rule.owasp ?? []),
      properties: propertiesOf(finding),
    };
  });
}

/** A message in which no repository text can become a link: SARIF reads `[text](target)` even in plain messages. */
export function plainText(message: string): string {
  return message.replaceAll('](', '\\](');
}

function propertiesOf({ confidence, cwe, evidence, fixable, isNew, severity, tier }: ReportFinding): object {
  return {
    confidence,
    cwe,
    evidence,
    fixable,
    isNew,
    severity,
    tier,
  };
}

function primaryLocation({ path, range, symbol }: ReportFinding, index: number | undefined): object {
  return {
    physicalLocation: {
      artifactLocation: { uri: artifactUri(path), uriBaseId: ROOT_ID, index },
      region: regionOf(range),
    },
    logicalLocations: symbol === '' ? undefined : [{ fullyQualifiedName: symbol }],
  };
}

function relatedLocations({ related }: ReportFinding): object[] | undefined {
  if (related.length === 0) return undefined;
  return related.slice(0, MAX_LOCATIONS).map(({ path, range, message }, id) => ({
    id,
    physicalLocation: { artifactLocation: { uri: artifactUri(path), uriBaseId: ROOT_ID }, region: regionOf(range) },
    message: { text: plainText(message) },
  }));
}

function regionOf({ start, end }: ReportRange): object {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}
