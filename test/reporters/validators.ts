import { readFileSync } from 'node:fs';
import type { ReportFormat } from '@drift/shared';
import * as ajv2020 from 'ajv/dist/2020.js';
import * as draft04 from 'ajv-draft-04';
import * as formats from 'ajv-formats';
import { validateXML } from 'xmllint-wasm';
import { bodyObjections } from '../support/github-rest-api.ts';

/** What is wrong with a text in its format, a line each; nothing where a consumer would take it. */
export async function objections(format: ReportFormat, text: string): Promise<string[]> {
  if (!text.endsWith('\n')) return ['no newline at the end'];
  return CHECKS[format](text);
}

/** Objections beyond these tell nothing new. */
const MOST = 5;
const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

const CHECKS: Readonly<Record<ReportFormat, (text: string) => string[] | Promise<string[]>>> = {
  json: schemaCheck('../../docs/schema/report.schema.json'),
  sarif: sarifCheck(),
  'github-code-quality': sarifCheck(),
  gitlab: both(schemaCheck('./schemas/gitlab-code-quality.schema.json'), fingerprintCheck),
  github: both(schemaCheck('./schemas/github-annotations.schema.json'), annotationCheck),
  sonarqube: both(schemaCheck('./schemas/sonarqube-generic-issues.schema.json'), ruleCheck),
  junit: junitCheck,
  'github-commands': commandCheck,
  markdown: markdownCheck,
  html: htmlCheck,
};

function schemaCheck(path: string): (text: string) => string[] {
  const ajv = new ajv2020.Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true });
  const validate = ajv.compile(JSON.parse(read(path)));
  return (text) => {
    validate(JSON.parse(text));
    return (validate.errors ?? []).slice(0, MOST).map((e) => `${e.instancePath} ${e.message}`);
  };
}

function both(first: (text: string) => string[], second: (text: string) => string[]): (text: string) => string[] {
  return (text) => [...first(text), ...second(text)];
}

/** Annotations that one check run takes at a time. */
const A_RUN = 50;

/** The annotations as they are sent, under GitHub's own description of that request. */
function annotationCheck(text: string): string[] {
  const annotations: { start_line: number; end_line: number; start_column?: number }[] = JSON.parse(text);
  const wrong: string[] = [];
  for (let at = 0; at < annotations.length; at += A_RUN) {
    const output = { title: 't', summary: 's', annotations: annotations.slice(at, at + A_RUN) };
    wrong.push(...bodyObjections('POST check-runs', { name: 'Drift', head_sha: 'c', output }));
  }
  const crooked = annotations.filter((a) => a.start_column !== undefined && a.start_line !== a.end_line);
  return [...wrong, ...crooked.map(() => 'columns over several lines')].slice(0, MOST);
}

/** GitLab takes two issues of one fingerprint for one. */
function fingerprintCheck(text: string): string[] {
  const issues: { fingerprint: string }[] = JSON.parse(text);
  return doubles(issues.map((i) => i.fingerprint));
}

/** SonarQube refuses a report in which a rule comes twice, or an issue names one that is not there. */
function ruleCheck(text: string): string[] {
  const report: { rules: { id: string }[]; issues: { ruleId: string }[] } = JSON.parse(text);
  const ids = new Set(report.rules.map((r) => r.id));
  const unknown = report.issues.filter((i) => !ids.has(i.ruleId)).map((i) => `unknown rule ${i.ruleId}`);
  return [...doubles(report.rules.map((r) => r.id)), ...unknown.slice(0, MOST)];
}

function doubles(ids: readonly string[]): string[] {
  const seen = new Set<string>();
  return ids
    .filter((id) => seen.size === seen.add(id).size)
    .map((id) => `twice: ${id}`)
    .slice(0, MOST);
}

function sarifCheck(): (text: string) => string[] {
  const ajv = new draft04.default.default({
    strict: true,
    strictRequired: false,
    unicodeRegExp: false,
    allErrors: true,
  });
  formats.default.default(ajv);
  const validate = ajv.compile(JSON.parse(read('../sarif/sarif-2.1.0-rtm.5.json')));
  return (text) => {
    validate(JSON.parse(text));
    return (validate.errors ?? []).slice(0, MOST).map((e) => `${e.instancePath} ${e.message}`);
  };
}

/** Memory for the largest report, in pages of 64 KiB. */
const PAGES = 8_192;

async function junitCheck(text: string): Promise<string[]> {
  const found = await validateXML({
    xml: [{ fileName: 'report.xml', contents: text }],
    schema: [read('./schemas/jenkins-junit.xsd')],
    maxMemoryPages: PAGES,
  });
  const count = (tag: RegExp): number => text.match(tag)?.length ?? 0;
  const told = /<testsuites name="drift" tests="(\d+)" failures="(\d+)" errors="(\d+)">/
    .exec(text)
    ?.slice(1)
    .map(Number);
  const written = [count(/<testcase /g), count(/<failure /g), count(/<error /g)];
  return [
    ...found.errors.slice(0, MOST).map(({ message }) => message),
    ...(JSON.stringify(told) === JSON.stringify(written)
      ? []
      : [`counts ${told?.join(' ')}, written ${written.join(' ')}`]),
  ];
}

const COMMAND = /^::(?:error|warning|notice) (?:(?:file|line|endLine|col|endColumn|title)=[^,:\n]+,?)+::[^\n]*$/;

function commandCheck(text: string): string[] {
  const bad = text
    .trimEnd()
    .split('\n')
    .filter((line) => !COMMAND.test(line));
  return [...bad.slice(0, MOST), ...unshowable(text)];
}

/** Markup and references that only Drift itself writes. */
const OWN_MARKUP = /^(?:<!-- drift-ci -->|<\/?(?:details|summary|sub|code)>|<id>)$/;

function markdownCheck(text: string): string[] {
  // Code spans of the last line are Drift's own.
  const body = text.replace(/^<sub>.*<\/sub>$/m, '');
  const tags = body.match(/<[^>]*>/g) ?? [];
  return [
    ...(text.startsWith('<!-- drift-ci -->\n') ? [] : ['no marker']),
    ...(text.length > 60_000 ? [`${text.length} characters`] : []),
    ...tags.filter((tag) => !OWN_MARKUP.test(tag)),
    ...(body.match(/[@`[\]]|https?:|www\./g) ?? []),
    ...liveReferences(body),
    ...rows(body),
    ...unshowable(text),
  ];
}

/** What code hosts would link in the text a reader sees, outside of code. */
function liveReferences(body: string): string[] {
  const seen = body
    .replace(/<code>.*?<\/code>/g, '')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
  return seen.match(/[@#!~%$][\w"]|\bGH-\d|:\w+:|\b[0-9a-f]{7,40}\b/g) ?? [];
}

/** A row of a table has as many cells as its head. */
function rows(body: string): string[] {
  const lines = body.split('\n').filter((line) => line.startsWith('|'));
  return lines.filter((line) => line.split('|').length !== 6).slice(0, MOST);
}

const OWN_TAGS =
  /^<(?:!doctype html|html lang="en"|\/?(?:head|body|title|style|script|header|h1|h2|h3|p|b|i|em|div|ul|ol|li|section|span|code|pre|details|summary|table|tr|td|th|label|del|ins|select|button|option)|meta [^<>]*|\/html|(?:header|div|section|span|code|td|li|button|select|option|input|label|p|b)(?: [a-z-]+(?:="[^"<>]*")?)+)>$/;

function htmlCheck(text: string): string[] {
  const body = text.replace(/<(style|script)>[\s\S]*?<\/\1>/g, '<$1></$1>');
  const tags = body.match(/<[^>]*>?/g) ?? [];
  return [
    ...tags.filter((tag) => !OWN_TAGS.test(tag)).slice(0, MOST),
    ...(/\son\w+=|href=|src=/i.test(tags.join('')) ? ['a handler or something loaded'] : []),
    ...unshowable(text).filter((c) => c !== '\t'),
  ];
}

/** Characters that hide or that a reader cannot take. */
function unshowable(text: string): string[] {
  return (text.match(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e\u2066-\u2069\u200e\u200f]/gu) ?? []).filter(
    (c) => c !== '\n',
  );
}
