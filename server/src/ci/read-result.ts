import { type CiResult, ciResultSchema, RESULT_FILE } from './result.ts';
import type { Files } from './world.ts';

/** The results that `drift ci analyze --output` left in a folder, or why they cannot be used. */
export function readResult(files: Files, folder: string): CiResult | string {
  const path = `${folder}/${RESULT_FILE}`;
  const text = files.read(path);
  if (text === null) return `${path} does not exist: run drift ci analyze --output ${folder} first`;
  try {
    const parsed = ciResultSchema.safeParse(JSON.parse(text));
    if (parsed.success) return parsed.data;
    return `${path} is no results file: ${parsed.error.issues[0]?.path.join('.') ?? ''} ${parsed.error.issues[0]?.message ?? ''}`;
  } catch {
    return `${path} is no JSON`;
  }
}
