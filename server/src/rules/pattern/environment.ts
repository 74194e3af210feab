// Where a file names environment variables: by member or element, which is a fact of its own, or by a call.
import type { LanguageId, Span } from '@drift/shared';
import type { FileView } from '../engine/file-view.ts';

const JVM = ['System.getenv', 'java.lang.System.getenv'];
const DENO = ['Deno.env.get'];

/** Calls whose first argument names the variable to read, by canonical path. */
const READS: Readonly<Partial<Record<LanguageId, readonly string[]>>> = {
  csharp: ['Environment.GetEnvironmentVariable', 'System.Environment.GetEnvironmentVariable'],
  go: ['os.Getenv', 'os.LookupEnv'],
  java: JVM,
  javascript: DENO,
  kotlin: JVM,
  php: ['getenv', 'env', 'Env.get', 'Illuminate.Support.Env.get'],
  python: ['os.getenv', 'os.environ.get'],
  ruby: ['ENV.fetch'],
  rust: ['std.env.var', 'std.env.var_os', 'env.var', 'env.var_os'],
  typescript: DENO,
};

/**
 * Variables that the system, a shell, a tool or a host sets: their names are not the code base's own, and they are no
 * configuration of it.
 */
const FOREIGN =
  /^(?:PATH|HOME|USER|USERNAME|LOGNAME|SHELL|PWD|OLDPWD|TMP|TEMP|TMPDIR|TERM|COLORTERM|COLUMNS|LINES|DISPLAY|WAYLAND_DISPLAY|EDITOR|VISUAL|PAGER|BROWSER|TZ|HOSTNAME|LANG|LANGUAGE|LC_\w+|CI|DEBUG|VERBOSE|NODE|NODE_\w+|FORCE_COLOR|NO_COLOR|CLICOLOR\w*|PORT|NPM_\w+|YARN_\w+|XDG_\w+|SSH_\w+|GIT_\w+|GPG_\w+|GO[A-Z]+|CGO_\w+|CARGO\w*|RUST\w*|CC|CXX|[A-Z]*FLAGS|OUT_DIR|TARGET|PROFILE|PYTHON\w*|VIRTUAL_ENV|CONDA_\w+|DJANGO_SETTINGS_MODULE|RAILS_ENV|RACK_ENV|BUNDLE_\w+|GEM_\w+|RUBY\w*|JAVA_\w+|JDK_HOME|ANDROID_\w+|GRADLE_\w+|MAVEN_\w+|KOTLIN_\w+|DOTNET_\w+|ASPNETCORE_\w+|COMPLUS_\w+|PHP_\w+|COMPOSER_\w+|APPDATA|LOCALAPPDATA|PROGRAMFILES\w*|PROGRAMDATA|SYSTEMROOT|SYSTEMDRIVE|WINDIR|COMSPEC|PATHEXT|HOMEDRIVE|HOMEPATH|USERPROFILE|ALLUSERSPROFILE|PUBLIC|PROCESSOR_\w+|OS|MSYSTEM|WSL\w*|GITHUB_\w+|GITLAB_\w+|CI_\w+|TRAVIS\w*|CIRCLE\w*|JENKINS_\w+|APPVEYOR\w*|BUILDKITE\w*|AWS_\w+|AZURE_\w+|GOOGLE_\w+|GCP_\w+|KUBERNETES_\w+|KUBECONFIG|DOCKER_\w+|HTTPS?_PROXY|NO_PROXY|ALL_PROXY|FTP_PROXY|SSL_CERT_\w+|SYSTEMD_\w+|LISTEN_\w+|NOTIFY_SOCKET|JEST_\w+|VITEST\w*|MODE|DEV|PROD|SSR|BASE_URL|REQUEST_METHOD|QUERY_STRING|SERVER_\w+|REMOTE_\w+|SCRIPT_NAME|GDMSESSION|DESKTOP_SESSION|GDK_\w+|QT_\w+|GTK_\w+|ELECTRON_\w+|COMP_\w+|TERM_\w+|SHELL_\w+|BROWSERSLIST\w*|PKG_CONFIG\w*|LD_\w+|DYLD_\w+)$/i;

/** One mention of an environment variable. */
export interface EnvironmentMention extends Span {
  /** `''` where the name is computed. */
  readonly name: string;
}

/** True for a name that is set and understood by others. */
export function isForeignVariable(name: string): boolean {
  return FOREIGN.test(name) || /^npm_|^[a-z]+_proxy$|[^\w.-]/.test(name);
}

/** Every read of an environment variable in the file. */
export function environmentReads(view: FileView): EnvironmentMention[] {
  const out: EnvironmentMention[] = [];
  const written = new Set<number>();
  if (view.table('environment').length > 0)
    for (const b of view.table('bindings')) if (b.kind === 'assign') written.add(b.targetStart);
  for (const row of view.table('environment')) if (!written.has(row.start)) out.push(row);
  for (const path of READS[view.language] ?? []) {
    for (const call of view.callsNamed(path.slice(path.lastIndexOf('.') + 1))) {
      if (!isNamed(view, call.callee, path)) continue;
      const argument = view.argumentsOf(call)[0];
      if (argument === undefined) continue;
      const value = view.valueOf(argument, call.symbol);
      const name = value.shape === 'string' ? value.text : '';
      if (!out.some((o) => o.start === call.start)) out.push({ name, start: call.start, end: call.end });
    }
  }
  return out.sort((a, b) => a.start - b.start);
}

function isNamed(view: FileView, callee: string, path: string): boolean {
  return callee === path || view.canonical(callee) === path;
}
