import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { reportEnvelopeSchema, SEVERITIES } from '@drift/shared';
import * as z from 'zod';
import { type DemoProject, demoProject } from '../support/demo-project.ts';
import { fixtureFiles, sourcesBelow } from '../support/fixture-project.ts';
import { ODD, sampleProject } from '../support/sample-project.ts';
import { drift, TemporaryProject } from '../support/temporary-project.ts';

const place = z.object({ line: z.number(), character: z.number() });
const diagnosticSchema = z.object({
  range: z.object({ start: place, end: place }),
  severity: z.number(),
  source: z.literal('drift'),
  code: z.string(),
  message: z.string(),
  data: z.object({ id: z.string(), isNew: z.unknown(), tier: z.string(), fixable: z.string() }),
});
const shownSchema = z.object({
  path: z.string(),
  diagnostics: z.array(z.object({ lsp: diagnosticSchema, type: z.string().optional(), under: z.string().optional() })),
});
/** What Emacs shows of a file. */
export type ShownFile = z.infer<typeof shownSchema>;

/** A finding as far as an editor tells it. */
export interface Canonical {
  readonly path: string;
  readonly range: z.infer<typeof diagnosticSchema>['range'];
  readonly severity: string;
  readonly ruleId: string;
  readonly message: string;
  readonly id: string;
  readonly isNew: boolean;
  readonly tier: string;
  readonly fixable: string;
}

/** One text for each finding, in one order. */
export function canonical(findings: readonly Canonical[]): readonly string[] {
  return findings
    .map((f) => JSON.stringify([f.path, f.range, f.severity, f.ruleId, f.message, f.id, f.isNew, f.tier, f.fixable]))
    .sort();
}

/** What the scenario `parity` printed. */
export function shownFiles(printed: unknown): readonly ShownFile[] {
  return z.array(shownSchema).parse(printed);
}

/** What Emacs shows of a file, as findings. Where flymake has a type it must fit the severity. */
export function shown({ path, diagnostics }: ShownFile): readonly Canonical[] {
  return diagnostics.map(({ lsp, type }) => {
    const severity = SEVERITIES[lsp.severity - 1] ?? '';
    const flymake = severity === 'error' || severity === 'warning' ? severity : 'note';
    if (type !== undefined && !type.endsWith(flymake)) throw new Error(`${severity} is shown as ${type}`);
    const { id, tier, fixable } = lsp.data;
    // lsp-mode reads false as nil, which is written as an empty object.
    const isNew = lsp.data.isNew === true;
    const { range, code, message } = lsp;
    return { path, range, severity, ruleId: code, message, id, isNew, tier, fixable };
  });
}

/** What `drift check` says of a project. */
export function checked(project: TemporaryProject): readonly Canonical[] {
  const run = drift(project.root, ['check', '--all', '--format', 'json']);
  return reportEnvelopeSchema
    .parse(JSON.parse(run.stdout))
    .data.findings.map(({ path, range, severity, ruleId, message, id, isNew, tier, fixable }) => ({
      path,
      range,
      severity,
      ruleId,
      message,
      id,
      isNew,
      tier,
      fixable,
    }));
}

/** What is underlined in Emacs, or what should be by the ranges and the text on the disk; nothing empty. */
export function underlined({ path, diagnostics }: ShownFile, project?: TemporaryProject): readonly string[] {
  if (project === undefined) return diagnostics.flatMap((d) => (isEmpty(d.lsp.range) ? [] : [d.under ?? ''])).sort();
  const lines = readFileSync(join(project.root, path), 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/);
  return diagnostics
    .filter((d) => !isEmpty(d.lsp.range))
    .map(({ lsp: { range } }) => {
      const part = lines.slice(range.start.line, range.end.line + 1);
      part[part.length - 1] = (part.at(-1) ?? '').slice(0, range.end.character);
      part[0] = (part[0] ?? '').slice(range.start.character);
      return part.join('\n');
    })
    .sort();
}

function isEmpty({ start, end }: Canonical['range']): boolean {
  return start.line === end.line && start.character === end.character;
}

interface ParityProject {
  readonly project: TemporaryProject;
  /** The files to look at. */
  readonly files: readonly string[];
}

/** Files without a finding that are looked at as well: opening one takes a moment. */
const CLEAN_FILES = 3;

/** One of the projects that every editor opens: the files in which something is found, and a few others. */
export function demoParity(name: DemoProject): ParityProject & { readonly expected: readonly Canonical[] } {
  const project = demoProject(name);
  const expected = checked(project);
  const found = [...new Set(expected.map((f) => f.path))];
  const all = sourcesBelow(project.root).map((file) => relative(project.root, file));
  const clean = all.filter((file) => !found.includes(file)).slice(0, CLEAN_FILES);
  return { project, files: [...found, ...clean], expected };
}

/** All ten languages in one project, and texts that are hard to count in with old and new findings. */
export const EMACS_PROJECTS: Readonly<Record<string, () => ParityProject>> = {
  'of ten languages': () => {
    const all = [...fixtureFiles()].filter(([path]) => /rules\/(?:error-handling|crypto)\//.test(path));
    const project = new TemporaryProject({
      ...Object.fromEntries(all),
      'drift.toml': '[analysis]\nincubating = "all"\n',
    });
    project.git('init', '-q');
    return { project, files: all.map(([path]) => path) };
  },
  'of odd texts': () => {
    const wide = (line: string): string => line.replaceAll("'md5'", "/* 😀é漢字 */ 'md5'");
    const texts: Record<string, string> = {
      ...sampleProject(),
      'src/odd.ts': ODD.replaceAll('\n', '\r\n'),
      'src/wide.ts': wide(ODD).replaceAll('  } catch (e) {', '  /* 👩‍👩‍👧 */ } catch (e) {'),
      'src/marked.ts': `\uFEFF${ODD}`,
      'src/tabs.ts': ODD.replaceAll('  ', '\t'),
      'src/ünï code/größe.ts': ODD,
    };
    const project = new TemporaryProject(texts);
    project.commitAll();
    project.write('src/new.ts', wide(ODD));
    return { project, files: [...Object.keys(texts).filter((f) => !/\/m\d/.test(f)), 'src/new.ts'] };
  },
};
