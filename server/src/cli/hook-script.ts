/** The hooks, and what each of them asks. */
export const HOOKS = [
  { name: 'pre-commit', arguments: 'check --staged --fail-on error' },
  { name: 'pre-push', arguments: 'check --changed --fail-on error' },
] as const;
/** Name of one of the hooks. */
export type HookName = (typeof HOOKS)[number]['name'];

const BEGIN = '# >>> drift >>> put here by `drift hooks install`, taken out by `drift hooks uninstall`';
const END = '# <<< drift <<<';
const BLOCK = /^# >>> drift >>> .*\n(?:.*\n)*?# <<< drift <<<\n?/m;
const HEAD = '#!/bin/sh\n';

/** What a hook runs. */
export interface HookCall {
  readonly hook: HookName;
  /** The root's place in the working tree: `''` or `sub/dir/`. */
  readonly prefix: string;
  /** The program that is installed here, word by word; empty where the hook is for other machines too. */
  readonly program: readonly string[];
}

/** True for a script that has our block. */
export function hasBlock(text: string): boolean {
  return BLOCK.test(text);
}

/** True for what `sh` or a shell like it runs: a block of ours can stand in it. */
export function isShellScript(text: string): boolean {
  return /^#! *(?:\/usr)?(?:\/local)?\/bin\/(?:env +)?(?:sh|bash|dash|ksh|zsh)\b/.test(text);
}

/** The script with our block behind its first line, before whatever may end it; a block that is there is replaced. */
export function withBlock(text: string | null, call: HookCall): string {
  const bare = text === null ? HEAD : text.replace(BLOCK, '');
  const at = bare.indexOf('\n') + 1;
  const head = at === 0 ? `${bare}\n` : bare.slice(0, at);
  return `${head}${blockOf(call)}${at === 0 ? '' : bare.slice(at)}`;
}

/** The script without our block; `null` where nothing of it is left. */
export function withoutBlock(text: string): string | null {
  const bare = text.replace(BLOCK, '');
  return bare === HEAD ? null : bare;
}

/**
 * Lines for `sh`. Only a check that found something or could not run stops what git was asked to do; what a hook of
 * others reads of its standard input is left to it.
 */
function blockOf({ hook, prefix, program }: HookCall): string {
  const what = HOOKS.find((h) => h.name === hook)?.arguments ?? '';
  const place = prefix === '' ? '' : `-C ${quoted(prefix.replace(/\/$/, ''))} `;
  const installed = program.map(quoted).join(' ');
  const file = program.at(-1);
  const first =
    file === undefined
      ? []
      : [`if [ -f ${quoted(file)} ]; then`, `  ${installed} ${place}${what} </dev/null || exit $?`];
  const lines = [
    BEGIN,
    ...first,
    `${first.length === 0 ? 'if' : 'elif'} command -v drift >/dev/null 2>&1; then`,
    `  drift ${place}${what} </dev/null || exit $?`,
    'else',
    `  echo 'drift: not found, so nothing was checked; git ${hook === 'pre-commit' ? 'commit' : 'push'} --no-verify goes on without' >&2`,
    '  exit 1',
    'fi',
    END,
  ];
  return `${lines.join('\n')}\n`;
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
