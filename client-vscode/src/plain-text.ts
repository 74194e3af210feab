import { displayText } from '@drift/shared';

/** What the editor draws as an icon wherever a label may hold one. */
const ICON = /\$\([A-Za-z0-9-]+(?:~[A-Za-z]+)?\)/g;
/** Where a link of a notification goes from its words to its target; a click would run the command it names. */
const LINK = /\]\(/g;

/** Text of a repository for a label, description or detail of a list to pick from: on one line, and no icon is drawn. */
export function labelText(text: string): string {
  return displayText(text).replace(ICON, '\\$&');
}

/** Text of a repository for a notification: on one line, and nothing in it is a link. */
export function noticeText(text: string): string {
  return displayText(text).replace(LINK, '] (');
}

/** A sentence of what may have its dot already. */
export function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
