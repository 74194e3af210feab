import type { ShapedFile } from './population-rows.ts';

/** Texts of steps. Two texts with one number, as rare as they are, are told alike whatever the order of files: the lesser of those there are. */
export class StepTexts {
  private readonly texts = new Map<number, string>();
  /** Features that more than one text was seen for. */
  private readonly contested = new Set<number>();

  /** Takes in files that are new, and looks again at what is contested among all files there are now. */
  learn(added: Iterable<ShapedFile>, all: readonly ShapedFile[]): void {
    for (const { shapes } of added)
      for (const [feature, text] of shapes.steps) {
        const before = this.texts.get(feature);
        if (before === undefined) this.texts.set(feature, text);
        else if (before !== text) this.contested.add(feature);
      }
    for (const feature of this.contested) this.texts.set(feature, leastText(feature, all));
  }

  /** Text of a step that a function of the files takes. */
  of(feature: number): string {
    return this.texts.get(feature) ?? '';
  }

  /** How many texts are kept: those of files that are gone stay until somebody begins anew. */
  get size(): number {
    return this.texts.size;
  }
}

function leastText(feature: number, files: readonly ShapedFile[]): string {
  let least: string | undefined;
  for (const { shapes } of files) {
    const text = shapes.steps.get(feature);
    if (text !== undefined && (least === undefined || text < least)) least = text;
  }
  return least ?? '';
}
