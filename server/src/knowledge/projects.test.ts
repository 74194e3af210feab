import { expect, test } from 'vitest';
import { FRAMEWORKS, frameworksAmong } from './frameworks.ts';
import { PROJECT_TOOLS, toolsAmong } from './project-tools.ts';

test.each(FRAMEWORKS.map((f) => [f.name, f] as const))(
  '%s is told by its libraries and nothing near them',
  (name, f) => {
    expect(frameworksAmong([f.example]).map((found) => found.name)).toEqual([name]);
    expect(frameworksAmong([f.nearMiss])).toEqual([]);
  },
);

test.each(PROJECT_TOOLS.map((t) => [t.name, t] as const))(
  '%s is told by its files and nothing near them',
  (name, t) => {
    expect(toolsAmong(t.kind, [t.example])).toEqual([name]);
    expect(toolsAmong(t.kind, [t.nearMiss])).toEqual([]);
  },
);

test('several come in the order of the tables', () => {
  expect(frameworksAmong(['react', 'left-pad', 'next', 'react']).map((f) => f.name)).toEqual(['Next.js', 'React']);
  expect(toolsAmong('ci', ['Jenkinsfile', '.travis.yml', '.gitlab-ci.yml'])).toEqual([
    'GitLab CI',
    'Jenkins',
    'Travis CI',
  ]);
});
