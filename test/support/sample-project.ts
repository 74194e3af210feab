/** Files that follow the sample's convention: enough for it to be enforced. */
const CONFORMING = 40;

/** A text with one deviation from the sample's convention, one error and one warning that need no other file. */
export const ODD = `import { createHash } from 'node:crypto';
import { work } from './work.js';

export function odd(): void {
  try {
    work(1);
  } catch (e) {
    throw e;
  }
}

export function hashPassword(password: string): string {
  return createHash('md5').update(password).digest('hex');
}

export function quiet(): void {
  try {
    work(2);
  } catch {}
}
`;

/** The rules that speak in `ODD`, in order of place. */
export const ODD_RULES = [
  'drift/pattern/error-catch-binding',
  'drift/crypto/weak-hash',
  'drift/error-handling/empty-handler',
] as const;

/** A text with one error in each of `count` functions. */
export function hashing(count: number): string {
  let text = "import { createHash } from 'node:crypto';\n";
  for (let i = 0; i < count; i++) {
    text += `\nexport function hashPassword${i}(password: string): string {\n  return createHash('md5').update(password).digest('hex');\n}\n`;
  }
  return text;
}

/** A TypeScript project in which caught errors are called \`error\`; \`src/odd.ts\` is `ODD`. */
export function sampleProject(): Record<string, string> {
  const files: Record<string, string> = {
    'src/work.ts': 'export function work(n: number): number {\n  return n;\n}\n',
    'src/odd.ts': ODD,
  };
  for (let i = 0; i < CONFORMING; i++) files[`src/m${i}.ts`] = conforming(i);
  return files;
}

/** Functions that follow the sample's convention, for a file that does both and so is no island. */
export function following(count: number): string {
  return Array.from(
    { length: count },
    (_, i) =>
      `\nexport function usual${i}(): void {\n  try {\n    work(${i});\n  } catch (error) {\n    throw new Error('usual', { cause: error });\n  }\n}\n`,
  ).join('');
}

function conforming(i: number): string {
  return `import { work } from './work.js';

export function load${i}(): void {
  try {
    work(${i});
  } catch (error) {
    throw new Error('load', { cause: error });
  }
}

export function save${i}(): void {
  try {
    work(${i});
  } catch (error) {
    throw new Error('save', { cause: error });
  }
}
`;
}
