import type { Command } from 'commander';

/** Lets every group say of a word that is none of its verbs what its verbs are. */
export function tellUnknownVerbs(drift: Command): void {
  for (const group of drift.commands.filter((c) => c.commands.length > 0)) {
    const refuse = (word: string): never =>
      group.error(
        `error: '${drift.name()} ${group.name()}' has no verb '${word}'; its verbs: ${group.commands.map((c) => c.name()).join(', ')}`,
      );
    // The word reaches the group's own action, or the verb that stands for the group, as one argument too many.
    group.allowExcessArguments();
    group.hook('preAction', (_group, acting) => {
      const [word] = group.args;
      if (acting === group && word !== undefined) refuse(word);
    });
    group.hook('preSubcommand', (_group, verb) => {
      const [word] = group.args;
      if (word !== undefined && !word.startsWith('-') && word !== verb.name()) refuse(word);
    });
  }
}
