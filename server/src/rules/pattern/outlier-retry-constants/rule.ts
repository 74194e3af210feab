import { defineNumericFeature } from '../../engine/numeric-feature.ts';
import { isStaging } from '../measured-functions.ts';
import { constantsNamed } from '../named-constants.ts';

/** Names of waits, attempts and pools. */
const TUNED =
  /^(?:.*timeout(?:ms|millis|seconds|secs)?|(?:max)?retr(?:y|ies)(?:count|limit|delay|interval|attempts)?|(?:max)?attempts|backoff(?:ms|delay|factor)?|(?:max)?poolsize|maxconnections|maxidle(?:conns)?|keepalive(?:ms|time)?|(?:poll|polling)interval(?:ms)?)$/;

/** Timeouts, retries and pool sizes, compared within the calls of one function or the settings of one name. */
export const outlierRetryConstants = defineNumericFeature({
  id: 'drift/pattern/outlier-retry-constants',
  title: 'Timeouts, retries and pool sizes far from the usual',
  languages: ['csharp', 'go', 'java', 'javascript', 'kotlin', 'php', 'python', 'ruby', 'rust', 'typescript'],
  maturity: 'incubating',
  since: '0.1.0',
  sites: 'settings of one name',
  subject: 'setting',
  shape: { scale: 'ratio', floor: 10, transform: 'none' },
  inTests: false,
  measure(view, report) {
    if (!isStaging(view.file)) constantsNamed(view, TUNED, report);
  },
  say: ({ name, value, median }) => `\`${name}\` is ${value}; elsewhere in this code base it has a median of ${median}`,
});
