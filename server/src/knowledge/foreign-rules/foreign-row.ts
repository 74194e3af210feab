/** Tools whose directives, or lists of what a team accepted, Drift reads. */
export type ForeignTool = 'noqa' | 'eslint' | 'nosemgrep' | 'annotation' | 'gitleaks' | 'dependency-cruiser';

/** Rules of another tool that ask what rules of Drift ask. */
export interface ForeignRow {
  readonly tool: ForeignTool;
  /** Its names for them, in lower case; of Semgrep's the last part. */
  readonly names: readonly string[];
  /** Full ids, or beginnings of them before a `*`. */
  readonly rules: readonly string[];
  /** A name as people write it. */
  readonly positive: string;
  /** A name that must not be taken for one of these. */
  readonly nearMiss: string;
}
