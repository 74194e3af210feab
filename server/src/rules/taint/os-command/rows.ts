import type { SinkRow } from '../sinks.ts';

/** Programs that read a command line from an argument. */
export const SHELL_NAME = /^(?:\/(?:usr\/)?bin\/)?(?:ba|z|da|k)?sh$|^(?:cmd|powershell|pwsh)(?:\.exe)?$/;
const SHELL = { at: [0], text: SHELL_NAME } as const;
const AFTER_SHELL = { at: [1], text: /^(?:-l?c|\/[cC]|-Command)$/ } as const;
const SHELL_OPTION = { at: ['shell'], shapes: ['true'] } as const;

/** Calls that make a text one harmless word of a command line. */
export const SHELL_QUOTERS: ReadonlySet<string> = new Set([
  'quote',
  'shellquote',
  'shellQuote',
  'shellescape',
  'escapeshellarg',
  'escapeshellcmd',
  'escape',
  'escapeShellArg',
  'shell_escape',
  'shelljoin',
  'list2cmdline',
  'int',
  'intval',
  'to_i',
  'Number',
  'parseInt',
  'getpid',
  'Itoa',
]);

/** Every call known to hand text to a shell, or to split it into words as one. */
export const COMMAND_SINKS: readonly SinkRow[] = [
  {
    languages: ['javascript', 'typescript'],
    callee: [
      'child_process.exec',
      'child_process.execSync',
      'shelljs.exec',
      'execa.execaCommand',
      'execa.execaCommandSync',
    ],
    at: [0],
    confidence: 0.95,
    positive: `import { exec } from 'node:child_process';\nexec(\`ls \${req.query.x}\`);`,
    nearMiss: `import { execFile } from 'node:child_process';
execFile('ls', [x]);`,
  },
  {
    languages: ['javascript', 'typescript'],
    callee: ['child_process.spawn', 'child_process.spawnSync', 'child_process.execFile', 'child_process.execFileSync'],
    when: [SHELL_OPTION],
    at: [0],
    confidence: 0.95,
    positive: `import * as cp from 'child_process';
cp.spawn('ls ' + req.body.x, { shell: true });`,
    nearMiss: `import * as cp from 'child_process';
cp.spawn('ls-' + x, []);`,
  },
  {
    languages: ['python'],
    callee: [
      'os.system',
      'os.popen',
      'commands.getoutput',
      'commands.getstatusoutput',
      'subprocess.getoutput',
      'subprocess.getstatusoutput',
      'asyncio.create_subprocess_shell',
    ],
    at: [0, 'cmd'],
    confidence: 0.95,
    positive: 'import os\nos.system("ls %s" % request.GET["x"])',
    nearMiss: 'import os, shlex\nos.system("ls " + shlex.quote(x))',
  },
  {
    languages: ['python'],
    callee: [
      'subprocess.run',
      'subprocess.call',
      'subprocess.check_call',
      'subprocess.check_output',
      'subprocess.Popen',
    ],
    when: [SHELL_OPTION],
    at: [0, 'args'],
    confidence: 0.95,
    positive: 'import subprocess\nsubprocess.run(f"ls {request.GET}", shell=True)',
    nearMiss: 'import subprocess\nsubprocess.run(["ls", x])',
  },
  {
    languages: ['java', 'kotlin'],
    callee: ['*.exec'],
    receivers: ['runtime', 'getruntime', 'rt'],
    alone: true,
    at: [0],
    confidence: 0.95,
    positive:
      'class A { void f(HttpServletRequest req) throws Exception { Runtime.getRuntime().exec("ls " + req.getParameter("x")); } }',
    nearMiss: 'class A { void f(String x) throws Exception { Runtime.getRuntime().exec(new String[] { "ls", x }); } }',
  },
  {
    languages: ['java', 'kotlin'],
    callee: ['ProcessBuilder', 'java.lang.ProcessBuilder'],
    when: [SHELL, AFTER_SHELL],
    at: [2],
    confidence: 0.95,
    positive:
      'class A { void f(HttpServletRequest req) throws Exception { new ProcessBuilder("sh", "-c", "ls " + req.getParameter("x")).start(); } }',
    nearMiss: 'class A { void f(String x) throws Exception { new ProcessBuilder("ls", "-l", "/" + x).start(); } }',
  },
  {
    languages: ['csharp'],
    callee: [
      'Process.Start',
      'System.Diagnostics.Process.Start',
      'ProcessStartInfo',
      'System.Diagnostics.ProcessStartInfo',
    ],
    when: [SHELL],
    at: [1, 'arguments'],
    confidence: 0.95,
    positive: 'class A { void F() { Process.Start("cmd.exe", "/c dir " + Request.Form["x"]); } }',
    nearMiss: 'class A { void F(string x) { Process.Start("git.exe", "show " + x); } }',
  },
  {
    languages: ['go'],
    callee: ['os/exec.Command'],
    when: [SHELL, AFTER_SHELL],
    at: [2],
    confidence: 0.95,
    positive: 'package a\nimport "os/exec"\nfunc f(r *R) { exec.Command("sh", "-c", "ls "+r.FormValue("x")) }',
    nearMiss: 'package a\nimport "os/exec"\nfunc f(x string) { exec.Command("ls", "-c", "./"+x) }',
  },
  {
    languages: ['go'],
    callee: ['os/exec.CommandContext'],
    when: [
      { ...SHELL, at: [1] },
      { ...AFTER_SHELL, at: [2] },
    ],
    at: [3],
    confidence: 0.95,
    positive:
      'package a\nimport "os/exec"\nfunc f(r *R) { exec.CommandContext(ctx, "bash", "-c", "ls "+r.FormValue("x")) }',
    nearMiss: 'package a\nimport "os/exec"\nfunc f(x string) { exec.CommandContext(ctx, "bash", "-c", script) }',
  },
  {
    languages: ['ruby'],
    callee: [
      'system',
      'exec',
      'spawn',
      'Kernel.system',
      'Kernel.exec',
      'Kernel.spawn',
      'Process.spawn',
      'IO.popen',
      'Open3.capture2',
      'Open3.capture2e',
      'Open3.capture3',
      'Open3.popen2',
      'Open3.popen2e',
      'Open3.popen3',
    ],
    alone: true,
    at: [0],
    confidence: 0.95,
    positive: 'system("ls #{params[:x]}")',
    nearMiss: 'system("ls", "#{x}")',
  },
  {
    languages: ['php'],
    callee: ['shell_exec', 'exec', 'system', 'passthru', 'popen', 'proc_open'],
    at: [0],
    confidence: 0.95,
    positive: `<?php
function f() { exec('ls ' . $_GET['x']); }`,
    nearMiss: `<?php
function f($x) { exec('ls ' . escapeshellarg($x)); }`,
  },
];
