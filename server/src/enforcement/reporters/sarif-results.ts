import type { GateId, ReportFinding, ReportRange, ReportRule, ReportSuppressed } from '@drift/shared';
import { byCodeUnit, compareFindings, grammarOfPath, languageOfGrammar } from '@drift/shared';
import { artifactUri } from './artifact-uri.ts';
import { levelOf } from './sarif-rules.ts';
import type { Taxonomies } from './sarif-taxonomies.ts';
import { byUrgency } from './urgency.ts';

/** Code hosts refuse a run with more results, and a result with more locations, than this. */
export const MAX_RESULTS = 25_000;
const MAX_LOCATIONS = 1_000;

/** The name of the workspace root in every location. */
export const ROOT_ID = '%SRCROOT%';

/** What turning a finding into a result needs to know about its run. */
export interface ResultContext {
  /** The rules of the run, in the order of `tool.driver.rules`. */
  readonly rules: readonly ReportRule[];
  readonly taxonomies: Taxonomies;
  /** Whether new and old are told apart. */
  readonly hasBaseline: boolean;
  /** The gates that count a finding, by its id. */
  readonly gatesOf: (findingId: string) => readonly GateId[];
}

/** A finding to write, with what keeps it from being shown where something does. */
export interface Candidate {
  readonly finding: ReportFinding;
  readonly suppressed?: ReportSuppressed;
}

/** What to write, in canonical order; beyond `limit` what is shown is kept before what is not, then the more urgent. */
export function selectResults(candidates: readonly Candidate[], limit: number): Candidate[] {
  const inOrder = (a: Candidate, b: Candidate): number => compareFindings(a.finding, b.finding);
  if (candidates.length <= limit) return [...candidates].sort(inOrder);
  const isHidden = ({ suppressed }: Candidate): number => Number(suppressed !== undefined);
  return [...candidates]
    .sort((a, b) => isHidden(a) - isHidden(b) || byUrgency(a.finding, b.finding))
    .slice(0, limit)
    .sort(inOrder);
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
  candidates: readonly Candidate[],
  paths: readonly string[],
  context: ResultContext,
): object[] {
  const ruleIndex = new Map(context.rules.map((rule, index) => [rule.id, { rule, index }]));
  const artifactIndex = new Map(paths.map((path, index) => [path, index]));
  return candidates.map(({ finding, suppressed }) => {
    const known = ruleIndex.get(finding.ruleId);
    const cwe = [...finding.cwe, ...(known?.rule.cwe ?? [])];
    return {
      ruleId: finding.ruleId,
      ruleIndex: known?.index,
      kind: 'fail',
      level: levelOf(finding.severity),
      message: { text: plainText(finding.message) },
      rank: finding.priority === undefined ? undefined : rankOf(finding.priority),
      locations: [primaryLocation(finding, artifactIndex.get(finding.path))],
      relatedLocations: relatedLocations(finding),
      partialFingerprints: { 'driftFingerprint/v1': finding.id },
      baselineState: context.hasBaseline ? (finding.isNew ? 'new' : 'unchanged') : undefined,
      suppressions: suppressed === undefined ? [] : [suppressionOf(suppressed)],
      fixes: fixesOf(finding),
      taxa: context.taxonomies.refer(cwe, known?.rule.owasp ?? []),
      properties: propertiesOf(finding, context.gatesOf(finding.id)),
    };
  });
}

/** SARIF ranks from 0 to 100; rounded, so that no digit depends on the arithmetic of a machine. */
function rankOf(priority: number): number {
  return Math.round(priority * 100 * RANK_DIGITS) / RANK_DIGITS;
}

const RANK_DIGITS = 1e6;

function suppressionOf({ finding, kind, justification, comment, expires }: ReportSuppressed): object {
  return {
    kind,
    status: 'accepted',
    justification: plainText(justification),
    location:
      comment === undefined
        ? undefined
        : {
            physicalLocation: {
              artifactLocation: { uri: artifactUri(finding.path), uriBaseId: ROOT_ID },
              region: regionOf(comment),
            },
          },
    properties: expires === undefined ? undefined : { 'drift/expiresAt': expires },
  };
}

/** The fix of a finding, its edits by file; none without an edit, which SARIF would refuse. */
function fixesOf({ fix }: ReportFinding): object[] | undefined {
  if (fix === undefined || fix.edits.length === 0) return undefined;
  const paths = [...new Set(fix.edits.map(({ path }) => path))].sort(byCodeUnit);
  const artifactChanges = paths.map((path) => ({
    artifactLocation: { uri: artifactUri(path), uriBaseId: ROOT_ID },
    replacements: fix.edits
      .filter((edit) => edit.path === path)
      .map(({ range, newText }) => ({ deletedRegion: regionOf(range), insertedContent: { text: newText } })),
  }));
  return [{ description: { text: plainText(fix.title) }, artifactChanges, properties: { kind: fix.kind } }];
}

/** A message in which no repository text can become a link: SARIF reads `[text](target)` even in plain messages. */
export function plainText(message: string): string {
  return message.replaceAll('](', '\\](');
}

function propertiesOf(
  { confidence, cwe, evidence, fixable, isNew, severity, tier }: ReportFinding,
  gates: readonly GateId[],
): object {
  return {
    confidence,
    cwe,
    evidence,
    fixable,
    gates: gates.length === 0 ? undefined : gates,
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
