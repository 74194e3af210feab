/** Words that some of the ten languages keep for themselves; no name of ours becomes one. */
const RESERVED: ReadonlySet<string> = new Set(
  (
    'abstract and arguments as assert async await base bool boolean break byte case catch char checked class companion ' +
    'const continue constructor data debugger decimal declare def default defer del delegate delete do double elif else ' +
    'elsif end ensure enum eval event except explicit export extends extern false final finally fixed float fn for foreach ' +
    'from fun func function get global go goto if implements implicit import in include init inner instanceof int interface ' +
    'internal is lambda let lock long loop map match mod module namespace native new next nil nonlocal not null object ' +
    'operator or out override package params pass print private protected public raise range readonly record redo ref ' +
    'require rescue retry return sealed select self set short sizeof static strictfp string struct super switch ' +
    'synchronized this throw throws trait transient true try type typeof uint ulong undefined union unless unsafe until ' +
    'use ushort using val value var virtual void volatile when where while with yield'
  ).split(' '),
);

/** Whether a name is a word of a language, or one the language gives a meaning. */
export function isReserved(name: string): boolean {
  return RESERVED.has(name.replace(/^[$#@]+/, ''));
}
