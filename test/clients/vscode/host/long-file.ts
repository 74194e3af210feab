/** The name that is typed on in `longFile`. */
export const TYPED_NAME = 'accessKey';

/** A TypeScript file of about 2,000 lines with a secret in its middle, whose place moves with each letter typed into its name. */
export function longFile(): { readonly text: string; readonly line: number; readonly character: number } {
  const part = (i: number): string => `
export async function loadOrder${i}(id: string, limit: number): Promise<readonly string[]> {
  const found: string[] = [];
  for (let page = 0; page < limit; page++) {
    try {
      const answer = await fetch(\`/orders/${i}/\${encodeURIComponent(id)}?page=\${page}\`);
      if (!answer.ok) throw new Error(\`order ${i}: \${answer.status}\`);
      found.push(await answer.text());
    } catch (error) {
      console.error('order ${i} not loaded', { id, page, error });
      throw error;
    }
  }
  return found.filter((text) => text.length > ${i % 7});
}
`;
  const half = Array.from({ length: 66 }, (_, i) => part(i)).join('');
  const rest = Array.from({ length: 66 }, (_, i) => part(i + 66)).join('');
  const before = `import process from 'node:process';\n${half}\nexport const ${TYPED_NAME}`;
  const text = `${before} = 'AKIAQ7ZXW2LMTR5VB3KD';\n${rest}\nexport const mode = process.env.MODE;\n`;
  const lines = before.split('\n');
  return { text, line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}
