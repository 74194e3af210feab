/** Files that follow the sample's conventions: enough for them to be enforced. */
const CONFORMING = 40;

/** A function whose name departs from the convention; another file uses it. */
export const DECLARING = `export function get_user(user_id: string): string {
  return user_id.trim();
}
`;
/** Uses it, once by the short form of a property. */
export const USING = `import { get_user } from './declaring.js';

export const userReaders = { get_user };
export const firstUser = get_user('1');
`;

/** A TypeScript project in camelCase but for \`get_user\` and its parameter; \`src/using.ts\` uses the function. */
export function renamingProject(): Record<string, string> {
  const files: Record<string, string> = { 'src/declaring.ts': DECLARING, 'src/using.ts': USING };
  for (let i = 0; i < CONFORMING; i++) {
    files[`src/m${i}.ts`] = `export function loadItem${i}(itemName: string): string {
  return itemName + saveItem${i}(itemName);
}

export function saveItem${i}(itemName: string): string {
  const trimmedName = itemName.trim();
  return trimmedName;
}
`;
  }
  return files;
}
