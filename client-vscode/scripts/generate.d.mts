/** Every generated file of the extension with the text it should have, by its path in the checkout. */
export function generated(): Promise<Record<string, string>>;
