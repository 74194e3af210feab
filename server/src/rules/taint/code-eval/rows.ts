import type { SinkRow } from '../sinks.ts';

/** A call that runs text as code. */
export interface EvalSink extends SinkRow {
  /** True where only a text built in place is code for sure: timers also take functions. */
  readonly builtOnly?: true;
}

/** Every call known to run text as code. */
export const EVAL_SINKS: readonly EvalSink[] = [
  {
    languages: ['javascript', 'typescript'],
    callee: ['eval', 'window.eval', 'globalThis.eval', 'global.eval', 'self.eval'],
    at: [0],
    confidence: 0.95,
    positive: 'eval(req.body.code);',
    nearMiss: "eval('1 + 1');",
  },
  {
    languages: ['javascript', 'typescript'],
    callee: ['Function', 'window.Function', 'globalThis.Function'],
    at: [-1],
    confidence: 0.95,
    positive: "new Function('a', req.query.body);",
    nearMiss: "new Function('return this');",
  },
  {
    languages: ['javascript', 'typescript'],
    callee: ['vm.runInNewContext', 'vm.runInThisContext', 'vm.runInContext', 'vm.compileFunction', 'vm.Script'],
    at: [0],
    confidence: 0.95,
    positive: `import vm from 'node:vm';
vm.runInNewContext(req.body);`,
    nearMiss: `import vm from 'node:vm';
vm.runInNewContext('1 + 1');`,
  },
  {
    languages: ['javascript', 'typescript'],
    callee: ['setTimeout', 'setInterval', 'window.setTimeout', 'window.setInterval'],
    builtOnly: true,
    at: [0],
    confidence: 0.95,
    positive: "setTimeout('f(' + location.hash + ')', 10);",
    nearMiss: 'setTimeout(f, 10);',
  },
  {
    languages: ['python'],
    callee: ['eval', 'exec', 'builtins.eval', 'builtins.exec'],
    at: [0],
    confidence: 0.95,
    positive: 'def f(request):\n    eval(request.GET["x"])\n',
    nearMiss: 'eval("1 + 1")',
  },
  {
    languages: ['ruby'],
    callee: ['eval', 'Kernel.eval', 'instance_eval'],
    at: [0],
    confidence: 0.9,
    positive: 'eval(params[:x])',
    nearMiss: 'eval("1 + 1")',
  },
  {
    languages: ['ruby'],
    callee: ['*.instance_eval'],
    at: [0],
    confidence: 0.9,
    positive: 'foo.instance_eval("def #{params[:x]}; end")',
    nearMiss: 'foo.instance_eval { |a| a }',
  },
  {
    languages: ['ruby'],
    callee: ['*.eval'],
    receivers: ['binding', 'top_level_binding'],
    at: [0],
    confidence: 0.95,
    positive: 'binding.eval(params[:code])',
    nearMiss: 'binding.eval("1 + 1")',
  },
  {
    languages: ['php'],
    callee: ['eval'],
    at: [0],
    confidence: 0.95,
    positive: '<?php\nfunction f() { eval($_GET["x"]); }',
    nearMiss: `<?php
function f($x) { eval('return 1;'); }`,
  },
  {
    languages: ['php'],
    callee: ['assert'],
    builtOnly: true,
    at: [0],
    confidence: 0.95,
    positive: '<?php\nfunction f() { $x = $_GET["x"]; assert("is_int($x)"); }',
    nearMiss: '<?php\nfunction f($x) { assert(is_int($x)); }',
  },
  {
    languages: ['php'],
    callee: ['create_function'],
    at: [1],
    confidence: 0.95,
    positive: `<?php
function f($x) { create_function('$a', $_POST['x']); }`,
    nearMiss: `<?php
function f($x) { create_function('$a', 'return $a;'); }`,
  },
  {
    languages: ['java', 'kotlin'],
    callee: ['*.eval'],
    receivers: [],
    imports: ['javax.script'],
    at: [0],
    confidence: 0.95,
    positive:
      'import javax.script.ScriptEngine;\nclass A { void f(ScriptEngine e, HttpServletRequest req) { e.eval(req.getParameter("x")); } }',
    nearMiss: 'import javax.script.ScriptEngine;\nclass A { void f(ScriptEngine e) { e.eval("1 + 1"); } }',
  },
  {
    languages: ['java', 'kotlin'],
    callee: ['*.evaluate', '*.parse'],
    receivers: ['groovyshell', 'shell'],
    imports: ['groovy.lang.GroovyShell'],
    at: [0],
    confidence: 0.9,
    positive:
      'import groovy.lang.GroovyShell;\nclass A { void f(HttpServletRequest req) { new GroovyShell().evaluate(req.getParameter("x")); } }',
    nearMiss: 'import groovy.lang.GroovyShell;\nclass A { void f() { new GroovyShell().evaluate("1 + 1"); } }',
  },
  {
    languages: ['csharp'],
    callee: ['*.EvaluateAsync', '*.RunAsync', '*.Create'],
    receivers: ['csharpscript'],
    at: [0, 'code'],
    confidence: 0.95,
    positive: 'class A { void F() { CSharpScript.EvaluateAsync<int>(Request.Form["x"]); } }',
    nearMiss: 'class A { void F(string x) { CSharpScript.EvaluateAsync<int>("1 + 1"); } }',
  },
];
