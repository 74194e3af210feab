import * as vscode from 'vscode';

// Asks the program that opened the window to do what only a person's hands do, and to see what only eyes see.

/** What can be asked; `selector` is one of Playwright. */
export type Gesture =
  | { readonly do: 'press'; readonly keys: string }
  | { readonly do: 'type'; readonly text: string }
  | { readonly do: 'click' | 'hover' | 'wait' | 'gone'; readonly selector: string }
  | { readonly do: 'texts'; readonly selector: string }
  | { readonly do: 'picture'; readonly file: string }
  | { readonly do: 'part'; readonly selector: string; readonly file: string };

/** Makes one gesture; gives the texts seen where it asks for some. */
export async function gesture(wanted: Gesture): Promise<readonly string[]> {
  const address = process.env['DRIFT_WINDOW'];
  if (address === undefined) throw new Error('DRIFT_WINDOW names no address');
  const response = await fetch(address, { method: 'POST', body: JSON.stringify(wanted) });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error(`${wanted.do}: ${JSON.stringify(answer)}`);
  return Array.isArray(answer) ? answer.map(String) : [];
}

/** Chooses a button of a message by what stands on it. */
export async function choose(button: string): Promise<void> {
  await gesture({
    do: 'click',
    selector: `.monaco-button:has-text("${button}"), .monaco-text-button:has-text("${button}")`,
  });
}

/** The messages that the window shows now. */
export function messages(): Promise<readonly string[]> {
  return gesture({ do: 'texts', selector: '.notification-list-item-message' });
}

/** The texts of the entries of the status bar that hold a word. */
export function statusBar(word: string): Promise<readonly string[]> {
  return gesture({ do: 'texts', selector: `.statusbar-item:has-text("${word}")` });
}

/** Waits for a list to choose from, narrows it by a text, and takes the first entry. */
export async function pick(title: string, text: string): Promise<void> {
  await gesture({ do: 'wait', selector: `.quick-input-widget:has-text("${title}")` });
  await gesture({ do: 'type', text });
  await gesture({ do: 'wait', selector: `.quick-input-list .monaco-list-row.focused:has-text("${text}")` });
  await gesture({ do: 'press', keys: 'Enter' });
}

/** Waits for a line of text that is asked for, and gives it. */
export async function answer(title: string, text: string): Promise<void> {
  await gesture({ do: 'wait', selector: `.quick-input-widget:has-text("${title}")` });
  await gesture({ do: 'press', keys: 'Control+A' });
  await gesture({ do: 'type', text });
  await gesture({ do: 'press', keys: 'Enter' });
}

/** Waits for a message, gives all of it. Looks into the list: several messages at once do not pop up one by one. */
export async function message(part: string): Promise<string> {
  await vscode.commands.executeCommand('notifications.showList');
  const selector = `.notification-list-item-message:has-text("${part}")`;
  await gesture({ do: 'wait', selector });
  const [text = ''] = await gesture({ do: 'texts', selector });
  return text;
}
