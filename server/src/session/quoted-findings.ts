import { type FileId, type Finding, type ReportFinding, SNIPPET_LIMIT, type Span } from '@drift/shared';
import type { LineTable } from '../syntax/line-table.ts';
import { linesOf, toReportFinding } from './positions-of.ts';
import { secretsOfFile, shownPart } from './shown-text.ts';
import type { Workspace } from './workspace.ts';

/** Findings as reports carry them; quotes the first line of each, with every secret on it masked. */
export async function withSnippets(workspace: Workspace, shown: readonly Finding[]): Promise<ReportFinding[]> {
  const texts = new Map<FileId, QuotedFile>();
  const out: ReportFinding[] = [];
  for (const finding of shown) {
    let quoted = texts.get(finding.file);
    if (quoted === undefined) {
      const text = (await workspace.textOf(finding.file)) ?? '';
      quoted = { text, secrets: secretsOfFile(workspace, finding.file, text) };
      texts.set(finding.file, quoted);
    }
    out.push({
      ...toReportFinding(workspace, finding),
      snippet: { line: quotedLine(linesOf(workspace, finding.file), finding.start, quoted) },
    });
  }
  return out;
}

interface QuotedFile {
  readonly text: string;
  readonly secrets: readonly Span[];
}

/** The line of an offset; secrets on it are masked, whether a rule tells them or not. */
function quotedLine(lines: LineTable, offset: number, { text, secrets }: QuotedFile): string {
  const line = lines.lineOf(offset);
  const start = lines.lineStart(line);
  const end = lines.lineEnd(line);
  return shownPart(text, { start, end }, secrets).slice(0, SNIPPET_LIMIT);
}
