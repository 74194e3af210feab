import type { LanguageId } from '@drift/shared';

/** A call that takes a function to be called on an event. */
interface Registration {
  readonly languages: readonly LanguageId[];
  /** Last segments of what is called. */
  readonly names: readonly string[];
  /** Position of the function; `last` for the last argument. */
  readonly at: number | 'last';
  /** Position of the text that names the event, where one is asked for. */
  readonly event?: number;
}

const SCRIPT: readonly LanguageId[] = ['javascript', 'typescript'];

/** Calls of browsers, event emitters and user interface libraries that register a function for an event. */
export const REGISTRATIONS: readonly Registration[] = [
  { languages: SCRIPT, names: ['addEventListener', 'on', 'once', 'addListener', 'prependListener'], at: 1, event: 0 },
  // Qt and blinker take the function alone, GTK the name of the signal before it.
  { languages: ['python'], names: ['connect'], at: 'last' },
  { languages: ['python'], names: ['bind', 'on', 'add_event_listener'], at: 1, event: 0 },
];
