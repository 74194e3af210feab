// Code that looks like a deviation and is none: names that a framework, a base or a foreign format prescribes, names that fit every
// style, roles with a style of their own. `#` stands for a number, so that no name is declared twice.
import type { LanguageId } from '@drift/shared';

/** One decoy: what it shows, and the lines that are appended to a file. */
export interface Decoy {
  readonly name: string;
  readonly text: string;
}

const SCRIPT: readonly Decoy[] = [
  {
    name: 'override of a base in another file',
    text: 'class Decoy#Panel extends ForeignPanel {\n  render_row(row_index) {\n    return row_index;\n  }\n}',
  },
  { name: 'names of one word', text: 'function decoy#(value) {\n  const total = value;\n  return total;\n}' },
  { name: 'factory in PascalCase', text: 'function Decoy#Factory(props) {\n  return props.children;\n}' },
  {
    name: 'field of a foreign record',
    text: 'function readDecoy#(row) {\n  const user_id = row.user_id;\n  const { first_name } = row;\n  return [user_id, first_name];\n}',
  },
  {
    name: 'keys and methods of an object literal',
    text: 'const decoy#Table = {\n  on_event(value) {\n    return value;\n  },\n  user_name: 1,\n};',
  },
  {
    name: 'local constant in capitals',
    text: 'function limitDecoy#(value) {\n  const MAX_DEPTH = 3;\n  return value < MAX_DEPTH;\n}',
  },
  { name: 'marked as private', text: 'function _decoy_helper#(value) {\n  return value;\n}' },
  {
    name: 'names of errors that say more',
    text: 'function parseDecoy#(text) {\n  try {\n    return JSON.parse(text);\n  } catch (parseError) {\n    throw new TypeError(text, { cause: parseError });\n  }\n}',
  },
  { name: 'assigned to a foreign member', text: 'globalThis.on_ready# = function () {\n  return 1;\n};' },
  {
    name: 'chain of one expression',
    text: 'async function countDecoy#(load) {\n  return load().then((rows) => rows.length);\n}',
  },
  {
    name: 'promise that runs beside the function',
    text: 'async function laterDecoy#(load) {\n  const later = load().then((rows) => {\n    return rows.length;\n  });\n  await load();\n  return later;\n}',
  },
];

const DECOYS: Readonly<Record<LanguageId, readonly Decoy[]>> = {
  javascript: SCRIPT,
  typescript: [
    ...SCRIPT.map((d) => ({
      ...d,
      text: d.text.replace(/\((value|props|row|text|load|row_index)\) \{/g, '($1: any) {'),
    })),
    { name: 'declared elsewhere', text: 'declare function native_call#(arg_one: string): void;' },
    {
      name: 'fields of a foreign format',
      text: 'interface Decoy#Row {\n  user_name: string;\n  created_at: number;\n}',
    },
  ],
  python: [
    {
      name: 'override of a base in another file',
      text: 'class Decoy#Case(ForeignCase):\n    """Has a base."""\n\n    def setUpClass(self, nodeName):\n        return nodeName',
    },
    { name: 'factory in PascalCase', text: 'def Decoy#Factory(value):\n    return value' },
    { name: 'names of one word', text: 'def decoy#(value):\n    total = value\n    return total' },
    {
      name: 'field of a foreign record',
      text: 'def read_decoy_#(row):\n    userName = row.userName\n    return userName',
    },
    {
      name: 'methods with magic names',
      text: 'class Decoy#Attributes:\n    """Finds."""\n\n    def __getattr__(self, name):\n        return name',
    },
    {
      name: 'class used as a context',
      text: 'class decoy_manager_#:\n    """Opens."""\n\n    def __enter__(self):\n        return self',
    },
    { name: 'marked as private', text: 'def _privateHelper#(value):\n    return value' },
    {
      name: 'prescribed by a library',
      text: 'class Decoy#Handler(ForeignHandler):\n    """Answers."""\n\n    def do_GET(self):\n        return 1',
    },
    {
      name: 'method looked up by name',
      text: 'class Decoy#Visitor:\n    """Visits."""\n\n    def visitName(self, node):\n        return node',
    },
    {
      name: 'names of errors that say more',
      text: 'def parse_decoy_#(text):\n    """Reads a number."""\n    try:\n        return int(text)\n    except ValueError as parse_error:\n        raise TypeError(text) from parse_error',
    },
    { name: 'module variable that changes', text: 'decoyCount# = 0\ndecoyCount# = 1' },
    {
      name: 'documented in one word',
      text: 'class Decoy#Word:\n    """D."""\n\n    def word(self):\n        return 1',
    },
    { name: 'too short for documentation', text: 'def brief#(value):\n    total = value\n    return total' },
    { name: 'mark without members', text: 'class Decoy#Mark(ForeignMark):\n    pass' },
  ],
  java: [
    {
      name: 'override of a base in another file',
      text: 'class Decoy#Panel extends ForeignPanel {\n\t@Override\n\tpublic void render_row(int row_index) {\n\t}\n}',
    },
    {
      name: 'silent override',
      text: 'class Decoy#Row implements ForeignRow {\n\tpublic int row_count(int row_index) {\n\t\treturn row_index;\n\t}\n}',
    },
    { name: 'native function', text: 'class Decoy#Native {\n\tprivate native int open_file(String file_name);\n}' },
    {
      name: 'names of one word',
      text: 'class Decoy# {\n\tint decoy(int value) {\n\t\tint total = value;\n\t\treturn total;\n\t}\n}',
    },
    { name: 'serial number', text: 'class Decoy#Data {\n\tprivate static final long serialVersionUID = 1L;\n}' },
    {
      name: 'field of a foreign record',
      text: 'class Decoy#Read {\n\tint read(ForeignRow row) {\n\t\tint user_id = row.user_id;\n\t\treturn user_id;\n\t}\n}',
    },
    {
      name: 'names of errors that say more',
      text: 'class Decoy#Parse {\n\tint parse(String text) {\n\t\ttry {\n\t\t\treturn Integer.parseInt(text);\n\t\t} catch (NumberFormatException ignored) {\n\t\t\treturn 0;\n\t\t}\n\t}\n}',
    },
    {
      name: 'local constant in capitals',
      text: 'class Decoy#Limit {\n\tint limit(int value) {\n\t\tfinal int MAX_DEPTH = 3;\n\t\treturn value + MAX_DEPTH;\n\t}\n}',
    },
    { name: 'constructor', text: 'class Decoy#Made {\n\tDecoy#Made() {\n\t}\n}' },
    {
      name: 'error of the machine',
      text: 'class Decoy#Run {\n\tvoid run(Runnable task) {\n\t\ttry {\n\t\t\ttask.run();\n\t\t} catch (Throwable t) {\n\t\t\tthrow t;\n\t\t}\n\t}\n}',
    },
  ],
  csharp: [
    {
      name: 'override of a base in another file',
      text: 'internal class Decoy#Panel : ForeignPanel\n{\n\tpublic override int render_row(int row_index)\n\t{\n\t\treturn row_index;\n\t}\n}',
    },
    {
      name: 'native function',
      text: 'internal static class Decoy#Native\n{\n\t[System.Runtime.InteropServices.DllImport("decoy")]\n\tinternal static extern int open_file(int file_handle);\n}',
    },
    {
      name: 'member of an interface in another file',
      text: 'internal class Decoy#Row : IForeignRow\n{\n\tpublic int row_count(int row_index)\n\t{\n\t\treturn row_index;\n\t}\n}',
    },
    {
      name: 'names of one word',
      text: 'internal class Decoy#\n{\n\tprivate int Decoy(int value)\n\t{\n\t\tint total = value;\n\t\treturn total;\n\t}\n}',
    },
    { name: 'structure of a foreign interface', text: 'internal struct DECOY#_ROW\n{\n\tinternal int row_count;\n}' },
    {
      name: 'numbers of a foreign interface',
      text: 'internal static class Decoy#Codes\n{\n\tinternal const int WM_PAINT = 0x000F;\n\tinternal const int WM_CLOSE = 0x0010;\n\tinternal const int WM_QUIT = 0x0012;\n}',
    },
    {
      name: 'names of errors that say more',
      text: 'internal class Decoy#Parse\n{\n\tinternal int Parse(string text)\n\t{\n\t\ttry { return int.Parse(text); }\n\t\tcatch(System.FormatException exFormat) { throw new System.ArgumentException(text, exFormat); }\n\t}\n}',
    },
    { name: 'constructor', text: 'internal class Decoy#Made\n{\n\tinternal Decoy#Made()\n\t{\n\t}\n}' },
    {
      name: 'operator',
      text: 'internal class Decoy#Sum\n{\n\tpublic static Decoy#Sum operator +(Decoy#Sum a, Decoy#Sum b)\n\t{\n\t\treturn a;\n\t}\n}',
    },
    {
      name: 'field of a foreign record',
      text: 'internal class Decoy#Read\n{\n\tinternal int Read(ForeignRow row)\n\t{\n\t\tint user_id = row.user_id;\n\t\treturn user_id;\n\t}\n}',
    },
  ],
  go: [
    { name: 'names of one word', text: 'func decoy#(value int) int {\n\ttotal := value\n\treturn total\n}' },
    { name: 'numbers of a system', text: 'const (\n\tDECOY#_ROOT = 0x1\n\tDECOY#_LEAF = 0x2\n\tDECOY#_NODE = 0x4\n)' },
    { name: 'blank and short names', text: 'func useDecoy#(i int, _ int) int {\n\tn := i\n\treturn n\n}' },
    { name: 'visible names of one word', text: '// Decoy# has a name.\ntype Decoy# struct {\n\tName string\n}' },
    {
      name: 'field of a foreign record',
      text: 'func readDecoy#(row struct{ user_id int }) int {\n\tuser_id := row.user_id\n\treturn user_id\n}',
    },
    { name: 'visible and hidden names', text: '// DecoyValue# is one.\nfunc DecoyValue#() int {\n\treturn 1\n}' },
    {
      name: 'names of errors that say more',
      text: 'func parseDecoy#(load func() error) error {\n\tif loadErr := load(); loadErr != nil {\n\t\treturn loadErr\n\t}\n\treturn nil\n}',
    },
    { name: 'marked as unused', text: 'func _decoy_unused#() int {\n\treturn 1\n}' },
    { name: 'initials', text: 'func decoyURL#(idHTTP string) string {\n\treturn idHTTP\n}' },
    { name: 'tags of a format', text: 'type decoyRow# struct {\n\tUserName string `json:"user_name"`\n}' },
  ],
  kotlin: [
    {
      name: 'override of a base in another file',
      text: 'private class Decoy#Panel : ForeignPanel() {\n    override fun render_row(row_index: Int): Int = row_index\n}',
    },
    { name: 'factory in PascalCase', text: 'private fun Decoy#Factory(value: Int): Int = value' },
    {
      name: 'names of one word',
      text: 'private fun decoy#(value: Int): Int {\n    val total = value\n    return total\n}',
    },
    {
      name: 'names for the platform',
      text: '@JvmName("decoy#")\nprivate fun decoy_platform#(value: Int): Int = value',
    },
    { name: 'native function', text: 'private external fun open_decoy#(file_name: String): Int' },
    {
      name: 'field of a foreign record',
      text: 'private fun readDecoy#(row: ForeignRow): Int {\n    val user_id = row.user_id\n    return user_id\n}',
    },
    {
      name: 'names of errors that say more',
      text: 'private fun parseDecoy#(text: String): Int {\n    try {\n        return text.toInt()\n    } catch (ignored: NumberFormatException) {\n        return 0\n    }\n}',
    },
    { name: 'marked as private', text: 'private fun _decoy_helper#(value: Int): Int = value' },
    {
      name: 'error of the machine',
      text: 'private fun runDecoy#(task: Runnable) {\n    try {\n        task.run()\n    } catch (t: Throwable) {\n        throw t\n    }\n}',
    },
    {
      name: 'operator',
      text: 'private class Decoy#Sum {\n    operator fun plus(other: Decoy#Sum): Decoy#Sum = other\n}',
    },
  ],
  php: [
    {
      name: 'override of a base in another file',
      text: 'class Decoy#Panel extends ForeignPanel\n{\n    public function render_row($row_index)\n    {\n        return $row_index;\n    }\n}',
    },
    {
      name: 'methods with magic names',
      text: 'class Decoy#Magic\n{\n    public function __get($name)\n    {\n        return $name;\n    }\n}',
    },
    {
      name: 'stream wrapper',
      text: 'class Decoy#Stream\n{\n    public function stream_open($path)\n    {\n        return $path;\n    }\n}',
    },
    { name: 'plain function', text: 'function decoy_plain_#($value)\n{\n    return $value;\n}' },
    {
      name: 'names of one word',
      text: 'class Decoy#\n{\n    public function decoy($value)\n    {\n        $total = $value;\n\n        return $total;\n    }\n}',
    },
    {
      name: 'field of a foreign record',
      text: 'class Decoy#Read\n{\n    public function read($row)\n    {\n        $user_id = $row->user_id;\n\n        return $user_id;\n    }\n}',
    },
    {
      name: 'names of errors that say more',
      text: 'class Decoy#Parse\n{\n    public function parse($text)\n    {\n        try {\n            return new \\DateTime($text);\n        } catch (\\Exception $ignored) {\n            return $text;\n        }\n    }\n}',
    },
    {
      name: 'member of an interface in another file',
      text: 'class Decoy#Row implements ForeignRow\n{\n    public function row_count($row_index)\n    {\n        return $row_index;\n    }\n}',
    },
    {
      name: 'keys of an array',
      text: 'class Decoy#Table\n{\n    public function table()\n    {\n        return ["user_name" => 1, "createdAt" => 2];\n    }\n}',
    },
    {
      name: 'marked as private',
      text: 'class Decoy#Mark\n{\n    private function _decoy_helper()\n    {\n        return 1;\n    }\n}',
    },
  ],
  ruby: [
    {
      name: 'override of a base in another file',
      text: 'class Decoy#Panel < ForeignPanel\n  def renderRow(rowIndex)\n    rowIndex\n  end\nend',
    },
    { name: 'factory in PascalCase', text: 'def Decoy#Factory(value)\n  value\nend' },
    { name: 'names of one word', text: 'def decoy#(value)\n  total = value\n  total\nend' },
    { name: 'field of a foreign record', text: 'def read_decoy_#(row)\n  userId = row.userId\n  userId\nend' },
    {
      name: 'questions and demands',
      text: 'class Decoy#Ask\n  def empty?\n    true\n  end\n\n  def save!\n    true\n  end\nend',
    },
    { name: 'operators', text: 'class Decoy#Sum\n  def ==(other)\n    other\n  end\nend' },
    {
      name: 'names of errors that say more',
      text: 'def parse_decoy_#(text)\n  Integer(text)\nrescue ArgumentError => parse_error\n  raise TypeError, parse_error.message\nend',
    },
    { name: 'marked as private', text: 'def _decoyHelper#(value)\n  value\nend' },
    {
      name: 'asked for by the language',
      text: 'class Decoy#Missing < ForeignProxy\n  def respondTo(methodName)\n    methodName\n  end\nend',
    },
    { name: 'setter', text: 'class Decoy#Set\n  def value=(other)\n    @value = other\n  end\nend' },
  ],
  rust: [
    {
      name: 'method of a foreign trait',
      text: 'struct Decoy#Row;\n\nimpl ForeignRow for Decoy#Row {\n    fn row_count(&self) -> usize {\n        1\n    }\n}',
    },
    { name: 'names of one word', text: 'fn decoy#(value: usize) -> usize {\n    let total = value;\n    total\n}' },
    {
      name: 'test',
      text: '#[cfg(test)]\nmod decoy_tests_# {\n    #[test]\n    fn adds() {\n        assert_eq!(1 + 1, 2);\n    }\n}',
    },
    {
      name: 'foreign names',
      text: '#[allow(non_snake_case)]\nextern "C" {\n    fn openDecoy#(fileName: i32) -> i32;\n}',
    },
    { name: 'printing into a text', text: 'fn text_decoy_#(value: usize) -> String {\n    format!("{}", value)\n}' },
    {
      name: 'function that prints by its name',
      text: 'fn print_decoy_#(value: usize) {\n    println!("{}", value);\n}',
    },
    { name: 'foreign type', text: '#[allow(non_camel_case_types)]\nstruct decoy_row_#;' },
    { name: 'marked as unused', text: 'fn _decoy_unused_#() -> usize {\n    1\n}' },
    { name: 'constant', text: 'const DECOY_#: usize = 1;' },
    {
      name: 'match of an error',
      text: 'fn parse_decoy_#(text: &str) -> usize {\n    match text.parse() {\n        Ok(value) => value,\n        Err(_) => 0,\n    }\n}',
    },
  ],
};

/** The decoys of a language. */
export function decoysOf(language: LanguageId): readonly Decoy[] {
  return DECOYS[language];
}

/** Files whose names a tool or a role prescribes: path in the directory of another file, and its text. */
export const DECOY_FILES: Readonly<
  Partial<Record<LanguageId, readonly { readonly name: string; readonly text: string }[]>>
> = {
  javascript: [
    { name: 'decoyUser_profile.test.js', text: '' },
    { name: 'webpack.decoyBuild.config.js', text: 'export const mode = 1;\n' },
  ],
  typescript: [
    { name: 'decoyUser_profile.test.ts', text: '' },
    { name: 'decoy_Types.d.ts', text: 'export declare const decoyMode: number;\n' },
  ],
  python: [
    { name: 'conftest.py', text: 'MODE = 1\n' },
    { name: '_decoyPrivate.py', text: 'MODE = 1\n' },
  ],
  go: [{ name: 'decoy_linux_amd64.go', text: 'package decoy\n' }],
  ruby: [{ name: 'decoy-gem.rb', text: 'require "decoy"\n' }],
  csharp: [{ name: 'decoyResources.Designer.cs', text: 'internal class DecoyResources\n{\n}\n' }],
};
