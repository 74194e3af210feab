import { confirm, isCancel, multiselect } from '@clack/prompts';
import { displayText } from '@drift/shared';

/** One thing that can be chosen. */
export interface Choice<T> {
  readonly value: T;
  readonly label: string;
  readonly selected: boolean;
}

/** What a verb asks a person; `null` where the person gave up. */
export interface Questions {
  yesOrNo(question: string, preset: boolean): Promise<boolean | null>;
  someOf<T>(question: string, choices: readonly Choice<T>[]): Promise<readonly T[] | null>;
}

/** Lines of a list that are shown at once. */
const VISIBLE = 12;

/** Asks on the terminal of this process. */
export const terminalQuestions: Questions = {
  async yesOrNo(question, preset) {
    const answer = await confirm({ message: displayText(question), initialValue: preset });
    return isCancel(answer) ? null : answer;
  },
  async someOf(question, choices) {
    const answer = await multiselect({
      message: displayText(question),
      options: choices.map((c, i) => ({ value: String(i), label: displayText(c.label) })),
      initialValues: choices.flatMap((c, i) => (c.selected ? [String(i)] : [])),
      required: false,
      maxItems: VISIBLE,
    });
    if (isCancel(answer)) return null;
    const chosen = new Set(answer);
    return choices.filter((_, i) => chosen.has(String(i))).map((c) => c.value);
  },
};
