import type { FileId, LanguageId } from '@drift/shared';

/** Test code and product code follow different habits and are counted apart. */
export type Population = 'source' | 'test';

/** What one file contributes about one question: its sites by value. */
export interface FileVotes {
  readonly file: FileId;
  readonly convention: number;
  readonly language: LanguageId;
  readonly population: Population;
  /** Sites whose answer could not be told. */
  readonly abstained: number;
  readonly sites: ReadonlyMap<string, { readonly count: number; readonly start: number; readonly end: number }>;
}

/** One file's vote in whole units: sums of whole numbers are the same in every order and can be taken back exactly. */
export const VOTE = 2 ** 20;

interface ValueTally {
  units: number;
  sites: number;
}

/** Counts of one question over some files. Adding and subtracting are exact inverses. */
export class Tally {
  /** Files with at least one site whose answer could be told. */
  files = 0;
  /** Directories that hold such files directly. */
  leaves = 0;
  sites = 0;
  abstained = 0;
  readonly values = new Map<string, ValueTally>();

  /** Counts one file, as one of the files of its own directory. */
  addFile(vote: FileVotes): void {
    this.abstained += vote.abstained;
    let total = 0;
    for (const s of vote.sites.values()) total += s.count;
    if (total === 0) return;
    this.files++;
    this.leaves = 1;
    this.sites += total;
    for (const [value, s] of vote.sites) this.change(value, Math.round((s.count / total) * VOTE), s.count);
  }

  /** Counts the files of other directories too. */
  add(other: Tally): void {
    this.combine(other, 1);
  }

  /** Takes out files that were counted. */
  subtract(other: Tally): void {
    this.combine(other, -1);
  }

  copy(): Tally {
    const out = new Tally();
    out.add(this);
    return out;
  }

  private combine(other: Tally, sign: 1 | -1): void {
    this.files += sign * other.files;
    this.leaves += sign * other.leaves;
    this.sites += sign * other.sites;
    this.abstained += sign * other.abstained;
    for (const [value, v] of other.values) this.change(value, sign * v.units, sign * v.sites);
  }

  private change(value: string, units: number, sites: number): void {
    const known = this.values.get(value);
    if (known === undefined) this.values.set(value, { units, sites });
    else {
      known.units += units;
      known.sites += sites;
      if (known.units === 0 && known.sites === 0) this.values.delete(value);
    }
  }

  /** The value with most votes, the first by name among equals; `null` without votes. */
  leader(): { readonly value: string; readonly units: number; readonly sites: number } | null {
    let best: { value: string; units: number; sites: number } | null = null;
    for (const [value, v] of this.values) {
      if (best === null || v.units > best.units || (v.units === best.units && value < best.value))
        best = { value, units: v.units, sites: v.sites };
    }
    return best;
  }

  /** Share of the votes a value has. */
  share(value: string): number {
    return this.files === 0 ? 0 : (this.values.get(value)?.units ?? 0) / (this.files * VOTE);
  }
}
