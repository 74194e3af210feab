/** See `remove-folder.mjs`. */
export function removeFolder(path: string): void;
