import type * as vscode from 'vscode';
import * as z from 'zod';

const dataSchema = z.object({
  id: z.string(),
  confidence: z.number(),
  isNew: z.boolean(),
  fixable: z.enum(['none', 'safe', 'unsafe']),
});
/** What a diagnostic of the server says about its finding besides place and message. */
export type DiagnosticData = z.infer<typeof dataSchema>;

/** The data of a diagnostic; `null` for one that is about no finding, such as a fault of `drift.toml`. */
export function dataOf(diagnostic: vscode.Diagnostic): DiagnosticData | null {
  const parsed = dataSchema.safeParse('data' in diagnostic ? diagnostic.data : undefined);
  return parsed.success ? parsed.data : null;
}

/** The rule a diagnostic names. */
export function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : (code ?? ''));
}
