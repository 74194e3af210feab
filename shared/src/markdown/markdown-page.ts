import { grouped } from '../counted.ts';

/** The first line of every page about a change, by which whoever posts it finds the comment to replace. */
export const MARKDOWN_MARKER = '<!-- drift-ci -->';

/** Most UTF-16 units of a page. Source: specification of the CI agent; GitHub refuses 65,537. */
export const MAX_MARKDOWN = 60_000;

/** Room kept for what follows a list, in UTF-16 units. */
const FOOTER = 600;
/** Room of the line that counts what a list leaves out, and of the end of a fold, in UTF-16 units. */
const ENDING = 80;

/** A list of a page. */
export interface PageList {
  readonly items: readonly string[];
  /** How many there are besides those given; as many as are given without it. */
  readonly total?: number;
  /** Room kept for what follows, in UTF-16 units. */
  readonly reserve?: number;
}

/** A page of Markdown up to a length: what does not fit is left out whole, and counted where it is an item of a list. */
export class MarkdownPage {
  private readonly lines: string[] = [];
  private left = MAX_MARKDOWN;

  /** All of some lines, or none of them. */
  block(lines: readonly string[]): boolean {
    const size = lines.reduce((sum, line) => sum + line.length + 1, 0);
    if (size > this.left) return false;
    this.lines.push(...lines);
    this.left -= size;
    return true;
  }

  /** A head, and as many items as leave room for what follows; what is left out is counted. */
  list(head: readonly string[], { items, total = items.length, reserve = FOOTER }: PageList): void {
    if (!this.block(head)) return;
    let shown = 0;
    for (const item of items) {
      if (item.length + 1 + ENDING > this.left - reserve) break;
      this.block([item]);
      shown++;
    }
    if (shown < total) this.block(['', `and ${grouped(total - shown)} more`]);
  }

  /** A list that is shown when its title is clicked; nothing without items. */
  fold(title: string, list: PageList): void {
    if (list.items.length === 0) return;
    const head = ['', `<details><summary>${title}</summary>`, ''];
    if (head.join('\n').length + ENDING > this.left) return;
    this.list(head, list);
    this.block(['', '</details>']);
  }

  /** Lines that are shown when their title is clicked, all of them or none. */
  foldedBlock(title: string, lines: readonly string[]): void {
    this.block(['', `<details><summary>${title}</summary>`, '', ...lines, '', '</details>']);
  }

  text(): string {
    return `${this.lines.join('\n')}\n`;
  }
}
