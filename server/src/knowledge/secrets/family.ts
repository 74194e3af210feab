/** One kind of secret with a format that cannot be mistaken: a row of the table. */
export interface SecretFamily {
  /** Kebab-case name, unique in the table, never renamed. */
  readonly id: string;
  /** What the secret is, as a message names it. */
  readonly title: string;
  /** Lower-case ASCII literals, one of which occurs in every text the pattern matches. */
  readonly keywords: readonly string[];
  /**
   * Global and linear: bounded quantifiers only. A capture group, when there is one, is the secret itself and ends the
   * match; without one the whole match is the secret.
   */
  readonly pattern: RegExp;
  /** Bits per code unit the part after the keyword must reach; `DEFAULT_MIN_ENTROPY` when absent. */
  readonly minEntropy?: number;
  readonly severity: SecretSeverity;
  /** Present on rows that are too often harmless to be shown by default. */
  readonly maturity?: 'incubating';
  /** Present on PEM and the like, which repeat characters by design: only entropy is asked of them. */
  readonly form?: 'block';
  readonly cwe: readonly string[];
  /** A text holding exactly one secret of this family; built from parts so no whole token is ever in a source file. */
  readonly positive: () => string;
  /** A text that looks like one and holds none. */
  readonly nearMiss: () => string;
}

/** How bad a committed secret of a family is, worst first. */
export type SecretSeverity = 'critical' | 'high' | 'medium' | 'low';

/** The weakness classes of a committed credential. */
export const CREDENTIAL_CWE = ['CWE-798'] as const;

/** The weakness classes of a committed cryptographic key. */
export const KEY_CWE = ['CWE-798', 'CWE-321'] as const;
