/** Work that pauses now and then, so that whoever drives it may give way to something else in between. */
export type Stepwise<T> = Generator<void, T>;

/** Does stepwise work at once. */
export function finish<T>(work: Stepwise<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
