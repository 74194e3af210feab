import type { CallRow } from '../../engine/api-table.ts';

const JS = ['javascript', 'typescript'] as const;

/** Calls that make up a name for a temporary file without creating the file. */
export const NAME_ONLY_ROWS: readonly CallRow[] = [
  {
    languages: ['python'],
    callee: ['tempfile.mktemp'],
    // A directory of its own is out of reach of others more often than not.
    when: [{ at: [2, 'dir'], shapes: [], orAbsent: true }],
    message: 'use tempfile.NamedTemporaryFile or mkstemp',
    positive: 'import tempfile\npath = tempfile.mktemp()\n',
    nearMiss: 'import tempfile\npath = tempfile.mktemp(dir=own)\n',
  },
  {
    languages: ['python'],
    callee: ['os.tempnam', 'os.tmpnam'],
    message: 'use tempfile.NamedTemporaryFile or mkstemp',
    positive: 'import os\npath = os.tempnam()\n',
    nearMiss: 'import names\npath = names.tempnam()\n',
  },
  {
    languages: JS,
    callee: ['tmp.tmpName', 'tmp.tmpNameSync', 'tmp-promise.tmpName', 'tmp-promise.tmpNameSync'],
    message: 'use tmp.file or fs.mkdtemp',
    positive: "import tmp from 'tmp';\nconst path = tmp.tmpNameSync();\n",
    nearMiss: "import tmp from 'tmp';\nconst file = tmp.fileSync();\n",
  },
  {
    languages: JS,
    callee: ['temp.path'],
    imports: ['temp'],
    message: 'use temp.open or fs.mkdtemp',
    positive: "const temp = require('temp');\nconst path = temp.path({ suffix: '.txt' });\n",
    nearMiss: "const temp = require('./temp');\nconst path = temp.path({ suffix: '.txt' });\n",
  },
  {
    languages: ['ruby'],
    callee: ['Dir.Tmpname.make_tmpname'],
    message: 'use Tempfile.create or Dir.mktmpdir',
    positive: "path = Dir::Tmpname.make_tmpname('report', nil)\n",
    nearMiss: "path = Dir.mktmpdir('report')\n",
  },
  {
    languages: ['rust'],
    callee: ['libc.tmpnam', 'libc.mktemp', 'libc.tempnam'],
    message: 'use the tempfile crate or mkstemp',
    positive: 'fn f(buffer: *mut libc::c_char) { unsafe { libc::mktemp(buffer); } }\n',
    nearMiss: 'fn f(buffer: *mut libc::c_char) { unsafe { libc::mkstemp(buffer); } }\n',
  },
];
