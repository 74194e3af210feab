import type { CallRow } from '../../engine/api-table.ts';
import { OPEN_MODE, OPEN_MODE_SYMBOLS, OPEN_MODE_TEXT } from './modes.ts';

const JS = ['javascript', 'typescript'] as const;
const FS = ['fs', 'fs/promises', 'fs.promises', 'fs-extra', 'graceful-fs'];
const NODE = ['chmod', 'chmodSync', 'fchmod', 'fchmodSync', 'lchmod', 'lchmodSync'].flatMap((n) =>
  FS.map((m) => `${m}.${n}`),
);
const NUMBER = { shapes: ['number'], text: OPEN_MODE } as const;

/** Scripting languages: calls that give a file a mode everybody can write. */
export const SCRIPT_ROWS: readonly CallRow[] = [
  {
    languages: ['python'],
    callee: ['os.chmod', 'os.lchmod', 'os.fchmod'],
    when: [{ at: [1, 'mode'], ...NUMBER }],
    positive: 'import os\nos.chmod(path, 0o777)\n',
    nearMiss: 'import os\nos.chmod(path, 0o755)\n',
  },
  {
    languages: ['python'],
    callee: ['*.chmod'],
    imports: ['pathlib'],
    when: [{ at: [0, 'mode'], ...NUMBER }],
    positive: 'from pathlib import Path\npath.chmod(0o666)\n',
    nearMiss: 'from pathlib import Path\npath.chmod(0o644)\n',
  },
  {
    languages: JS,
    callee: NODE,
    when: [{ at: [1], ...NUMBER }],
    positive: "import fs from 'node:fs';\nfs.chmodSync(path, 0o777);\n",
    nearMiss: "import fs from 'node:fs';\nfs.chmodSync(path, 0o755);\n",
  },
  {
    languages: JS,
    callee: NODE,
    when: [{ at: [1], shapes: ['string'], text: OPEN_MODE_TEXT }],
    positive: "const fs = require('fs');\nfs.chmod(path, '777', done);\n",
    nearMiss: "const fs = require('fs');\nfs.chmod(path, '755', done);\n",
  },
  {
    languages: ['ruby'],
    callee: ['File.chmod', 'File.lchmod', 'FileUtils.chmod', 'FileUtils.chmod_R'],
    when: [{ at: [0], ...NUMBER }],
    positive: 'File.chmod(0777, path)\n',
    nearMiss: 'File.chmod(0755, path)\n',
  },
  {
    languages: ['ruby'],
    callee: ['FileUtils.chmod', 'FileUtils.chmod_R'],
    when: [{ at: [0], shapes: ['string'], text: OPEN_MODE_SYMBOLS }],
    positive: "FileUtils.chmod('a+w', path)\n",
    nearMiss: "FileUtils.chmod('u+w', path)\n",
  },
  {
    languages: ['php'],
    callee: ['chmod'],
    when: [{ at: [1], ...NUMBER }],
    positive: '<?php\nchmod($path, 0777);\n',
    nearMiss: '<?php\nchmod($path, 0755);\n',
  },
  {
    languages: ['php'],
    callee: ['*.chmod'],
    imports: ['Symfony\\Component\\Filesystem', 'Illuminate\\Support\\Facades\\File'],
    when: [{ at: [1], ...NUMBER }],
    positive: '<?php\nuse Symfony\\Component\\Filesystem\\Filesystem;\n$files->chmod($path, 0777);\n',
    nearMiss: '<?php\nuse Symfony\\Component\\Filesystem\\Filesystem;\n$files->chmod($path, 0600);\n',
  },
];
