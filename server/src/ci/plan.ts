import { type CheckoutAnswer, grammarOfPath } from '@drift/shared';
import type { CiContext } from './context.ts';
import { type CiWarning, settingsAmong } from './result.ts';

/** What is to be looked at, and what it is judged against. */
export interface Plan {
  readonly mode: 'pr' | 'full';
  /** The commit to judge against; the default one for `undefined`. */
  readonly base: string | undefined;
  /** Counts every finding: nothing tells which of them are new. */
  readonly all: boolean;
  /** Changed files that hold code; `null` where nothing tells them. */
  readonly changedFiles: number | null;
  /** Those of them that are still there; `null` as well where they were named. */
  readonly presentFiles: number | null;
  readonly changedSettings: readonly string[];
  readonly warnings: readonly CiWarning[];
  /** True where a change touches no code at all. */
  readonly isEmpty: boolean;
}

/** What a plan depends on besides the checkout. */
export interface Asked {
  readonly mode: 'pr' | 'full' | undefined;
  readonly base: string | undefined;
  readonly maxFiles: number;
  /** Files that were named instead of asking git. */
  readonly named: readonly string[] | null;
}

/** Names of commits to compare with: the one that was given, or what the event tells. */
export function basesOf(context: CiContext, given: string | undefined): readonly string[] {
  return given === undefined ? context.bases : [given];
}

/** Decides from the event and the checkout what to look at. */
export function planOf(context: CiContext, checkout: CheckoutAnswer, asked: Asked): Plan {
  const wanted = asked.mode ?? (ABOUT_A_CHANGE.has(context.event) ? 'pr' : 'full');
  const bases = basesOf(context, asked.base);
  const isLost = bases.length > 0 && checkout.base === null;
  // Where the history ends at what is checked out, a change looks like none.
  const isBlind = wanted === 'pr' && asked.base === undefined && isAtHead(checkout);
  if (checkout.shallow && (isLost || isBlind || checkout.baseline?.isAncestor !== true)) return shallowPlan();
  const warnings = isLost && asked.base === undefined ? [noBase(bases)] : [];
  const base = checkout.base ?? asked.base;
  const settled = { base, all: false, changedSettings: settingsAmong(checkout.changed) };
  if (wanted === 'full')
    return { ...settled, mode: 'full', changedFiles: null, presentFiles: null, warnings, isEmpty: false };
  const code = (asked.named ?? checkout.changed.map((c) => c.path)).filter((p) => grammarOfPath(p) !== null);
  const isKnown = asked.named !== null || checkout.baseline !== null;
  if (!isKnown)
    return {
      ...settled,
      mode: 'full',
      changedFiles: null,
      presentFiles: null,
      warnings: [...warnings, ...unknown()],
      isEmpty: false,
    };
  const isMuch = code.length > asked.maxFiles;
  return {
    ...settled,
    mode: isMuch ? 'full' : 'pr',
    changedFiles: code.length,
    presentFiles: asked.named === null ? checkout.changed.filter(isPresentCode).length : null,
    warnings: isMuch ? [...warnings, tooMany(code.length, asked.maxFiles)] : warnings,
    // Settings judge code that was not touched.
    isEmpty: code.length === 0 && settled.changedSettings.length === 0,
  };
}

function isAtHead({ baseline, head, changed }: CheckoutAnswer): boolean {
  return baseline?.commit === head && changed.length === 0;
}

function isPresentCode({ path, status }: CheckoutAnswer['changed'][number]): boolean {
  return status !== 'deleted' && grammarOfPath(path) !== null;
}

const ABOUT_A_CHANGE: ReadonlySet<CiContext['event']> = new Set(['pull_request', 'merge_group', 'push', 'local']);

/** Without the commits in between nothing is known to be old: everything counts, against the texts as they are. */
function shallowPlan(): Plan {
  return {
    mode: 'full',
    base: 'HEAD',
    all: true,
    changedFiles: null,
    presentFiles: null,
    changedSettings: [],
    isEmpty: false,
    warnings: [
      {
        code: 'CI_SHALLOW_CLONE',
        message: 'this clone is shallow, so what is new cannot be told and every finding counts',
        hint: 'Fetch the whole history: fetch-depth: 0 of actions/checkout, GIT_DEPTH: 0 at GitLab, git fetch --unshallow',
      },
    ],
  };
}

function noBase(bases: readonly string[]): CiWarning {
  return {
    code: 'CI_NO_BASE',
    message: `none of ${bases.join(', ')} is a commit here, so the default branch is compared with`,
    hint: 'Fetch it, or name another one with --base',
  };
}

function unknown(): readonly CiWarning[] {
  return [
    {
      code: 'CI_NO_BASE',
      message: 'there is no commit to compare with, so everything is looked at',
      hint: 'Run inside a git repository with a commit, or name one with --base',
    },
  ];
}

function tooMany(files: number, most: number): CiWarning {
  return {
    code: 'CI_TOO_MANY_FILES',
    message: `${files} files of code changed, more than ${most}, so everything is looked at`,
    hint: 'Raise --max-files to look at the change alone',
  };
}
