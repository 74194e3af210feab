import type { ReportEnvelope, ReportFormat } from '@drift/shared';
import { renderGithub } from './github-annotations.ts';
import { renderGithubCommands } from './github-commands.ts';
import { renderGitlab } from './gitlab.ts';
import { renderHtml } from './html.ts';
import { renderJson } from './json.ts';
import { renderJunit } from './junit.ts';
import { renderMarkdown } from './markdown.ts';
import { renderSarif } from './sarif.ts';
import { renderSonarqube } from './sonarqube.ts';

const RENDERERS = {
  json: renderJson,
  sarif: (envelope) => renderSarif(envelope),
  github: renderGithub,
  'github-code-quality': (envelope) => renderSarif(envelope, { purpose: 'quality' }),
  'github-commands': renderGithubCommands,
  gitlab: renderGitlab,
  junit: renderJunit,
  html: renderHtml,
  sonarqube: renderSonarqube,
  markdown: renderMarkdown,
} satisfies Record<ReportFormat, (envelope: ReportEnvelope) => string>;

/** A report in one of the formats: UTF-8, LF, a newline at the end, equal bytes for equal reports. */
export function renderReport(envelope: ReportEnvelope, format: ReportFormat): string {
  return RENDERERS[format](envelope);
}
