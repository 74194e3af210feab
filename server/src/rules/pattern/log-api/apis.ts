import type { LanguageId } from '@drift/shared';

type PerLanguage<T> = Readonly<Partial<Record<LanguageId, T>>>;

const CONSOLE = { console: ['console.log', 'console.info', 'console.warn', 'console.error', 'console.debug'] };
const SYSTEM_OUT = [
  'System.out.println',
  'System.out.print',
  'System.out.printf',
  'System.err.println',
  'System.err.print',
  'System.err.printf',
];

/** Value -> callees of the calls that print without a logger. */
const PRINTS: PerLanguage<Readonly<Record<string, readonly string[]>>> = {
  javascript: CONSOLE,
  typescript: CONSOLE,
  kotlin: { println: ['println', ...SYSTEM_OUT] },
  csharp: { Console: ['Console.WriteLine', 'Console.Write', 'Console.Error.WriteLine', 'System.Console.WriteLine'] },
  go: { 'fmt.Print': ['fmt.Println', 'fmt.Printf', 'fmt.Print', 'println'] },
  ruby: { puts: ['puts', '$stdout.puts', '$stderr.puts', 'p', 'pp'] },
  rust: { 'println!': ['println', 'eprintln'] },
};

/** Value -> canonical roots of the libraries that are called without a logger object of one's own. */
const LIBRARIES: PerLanguage<Readonly<Record<string, readonly string[]>>> = {
  javascript: { winston: ['winston'], loglevel: ['loglevel'], npmlog: ['npmlog'] },
  typescript: { winston: ['winston'], loglevel: ['loglevel'], npmlog: ['npmlog'] },
  go: {
    log: ['log'],
    slog: ['log/slog'],
    logrus: ['github.com/sirupsen/logrus'],
    glog: ['github.com/golang/glog'],
    klog: ['k8s.io/klog', 'k8s.io/klog/v2'],
    zerolog: ['github.com/rs/zerolog/log'],
  },
  kotlin: { Timber: ['timber.log.Timber'], Log: ['android.util.Log'] },
  rust: { log: ['log'], tracing: ['tracing'] },
};

/** Names of variables that hold a logger. */
export const LOGGER_NAMES: ReadonlySet<string> = new Set(['log', 'logger', 'LOG', 'LOGGER', 'Log', 'Logger']);

/** Methods that write one entry. */
export const LOG_METHODS: ReadonlySet<string> = new Set(
  (
    'trace debug info warn warning error fatal critical exception notice alert emergency log verbose ' +
    'Trace Debug Info Warn Warning Error Fatal Panic Tracef Debugf Infof Warnf Warningf Errorf Fatalf Panicf ' +
    'Print Printf Println Fatalln Panicln Infow Warnw Errorw Debugw InfoContext WarnContext ErrorContext DebugContext ' +
    'LogTrace LogDebug LogInformation LogWarning LogError LogCritical Information Verbose v d i w e wtf'
  ).split(' '),
);

const PRINT_OF = turned(PRINTS);
const LIBRARY_OF = turned(LIBRARIES);
const PRINT_VALUES: ReadonlySet<string> = new Set([...PRINT_OF.values()]);

/** The values of all calls that print and of all libraries. */
export const API_VALUES: readonly string[] = [...new Set([...PRINT_OF.values(), ...LIBRARY_OF.values()])];

function turned(table: PerLanguage<Readonly<Record<string, readonly string[]>>>): ReadonlyMap<string, string> {
  const out = new Map<string, string>();
  for (const [language, row] of Object.entries(table))
    for (const [value, names] of Object.entries(row)) for (const name of names) out.set(`${language} ${name}`, value);
  return out;
}

/** The value of a call that prints, or `undefined`. */
export function printOf(language: LanguageId, callee: string): string | undefined {
  return PRINT_OF.get(`${language} ${callee}`);
}

/** The value of the library that owns this canonical path, or `undefined`. */
export function libraryOf(language: LanguageId, root: string): string | undefined {
  return LIBRARY_OF.get(`${language} ${root}`);
}

/** True for the values of calls that print. */
export function isPrintValue(value: string): boolean {
  return PRINT_VALUES.has(value);
}
