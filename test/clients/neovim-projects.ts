import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LANGUAGES, type LanguageId } from '@drift/shared';
import { DEMO_PROJECTS, demoProject } from '../support/demo-project.ts';
import { sourcesBelow } from '../support/fixture-project.ts';
import { SNIPPET_FILE } from '../support/rules.ts';
import { hashing, ODD, sampleProject } from '../support/sample-project.ts';
import { TemporaryProject } from '../support/temporary-project.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));

/** Turns every rule on, whatever its maturity. */
export const EVERY_RULE_TOML = '[analysis]\nincubating = "all"\n';

/** The sample project with every rule on: `src/odd.ts` has one finding of each of `ODD_RULES`. */
export function sample(): TemporaryProject {
  return new TemporaryProject({ ...sampleProject(), 'drift.toml': EVERY_RULE_TOML });
}

/** A file of each language with a broken digest of a password in it. */
export function tenLanguages(): {
  readonly project: TemporaryProject;
  readonly files: Readonly<Record<LanguageId, string>>;
} {
  const project = new TemporaryProject({ 'drift.toml': EVERY_RULE_TOML });
  const folder = join(FIXTURES, 'rules/crypto/weak-hash');
  const cases = readdirSync(folder);
  const files = { ...SNIPPET_FILE };
  for (const language of LANGUAGES) {
    const name = cases.find((c) => c.startsWith(`${language}.`));
    if (name === undefined) throw new Error(`no case of weak-hash in ${language}`);
    files[language] = `${language}/${SNIPPET_FILE[language]}`;
    project.write(files[language], readFileSync(join(folder, name), 'utf8').replaceAll(/^\s*(?:\/\/|#)~.*\n/gm, ''));
  }
  return { project, files };
}

/** Texts in which bytes, UTF-16 units and letters count differently, and line ends of every kind. */
function strangeTexts(): TemporaryProject {
  const project = sample();
  const before = (text: string): string => hashing(2).replaceAll("createHash('md5')", `(${text}, createHash('md5'))`);
  project.write('src/emoji.ts', before("'👩‍👩‍👧 😀'"));
  project.write('src/combining.ts', before("'e\u0301 漢字 \u{1F1E9}\u{1F1EA}'"));
  project.write('src/crlf.ts', ODD.replaceAll('\n', '\r\n'));
  project.write('src/bom.ts', `\uFEFF${hashing(1)}`);
  project.write('src/no end.ts', hashing(1).trimEnd());
  return project;
}

/** A project with a history: what is old only hints. */
function withHistory(): TemporaryProject {
  const project = sample();
  project.commitAll();
  project.write('src/late.ts', ODD.replace('function odd', 'function late'));
  return project;
}

/** The projects in which an editor must show what `drift check` prints. */
export function parityProjects(): Readonly<Record<string, () => TemporaryProject>> {
  return {
    'ten languages': () => tenLanguages().project,
    'strange texts': strangeTexts,
    'a history': withHistory,
    ...Object.fromEntries(DEMO_PROJECTS.map((name) => [name, () => demoProject(name)])),
  };
}

/** Root-relative paths of the files of a project that an editor would open with Drift, in order. */
export function openable(project: TemporaryProject): string[] {
  return sourcesBelow(project.root).map((file) => relative(project.root, file));
}
