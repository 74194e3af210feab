import { displayText } from '@drift/shared';
import { readResult } from './read-result.ts';
import { exitCodeOf } from './result.ts';
import type { World } from './world.ts';

const EXIT_NO_RESULTS = 2;

/** `drift ci status`: what the results in a folder say, in lines; ends with the code that the run ended with. */
export function showStatus(world: World, input: string): number {
  const result = readResult(world.files, input);
  if (typeof result === 'string') {
    world.complain(`drift: ${displayText(result)}\n`);
    return EXIT_NO_RESULTS;
  }
  const { status, summary, score, digest, context } = result;
  const about = context.pullRequest === null ? context.event : `${context.event} ${context.pullRequest}`;
  const lines = [`${status}: ${summary}`, `score ${score ?? 'none'}`, `about ${about}`, `digest ${digest ?? 'none'}`];
  world.print(lines.map((line) => `${displayText(line)}\n`).join(''));
  return exitCodeOf(status);
}
