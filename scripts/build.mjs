// Bundles the entry points, puts a starter before each, and copies the grammars' wasm and SQLite's beside them, with a checksum manifest.
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(join(root, 'grammars/package.json'));
const finished = join(root, 'server/dist');
// Built beside the old one and swapped at the end: a build that fails leaves a program that works.
const dist = join(root, 'server/dist.next');
rmSync(dist, { recursive: true, force: true });
mkdirSync(join(dist, 'wasm'), { recursive: true });

const WASM = JSON.parse(readFileSync(join(root, 'grammars/wasm.json'), 'utf8'));
const manifest = {};
for (const [id, file] of Object.entries(WASM)) {
  const source = require.resolve(file);
  cpSync(source, join(dist, 'wasm', `${id}.wasm`));
  manifest[id] = createHash('sha256').update(readFileSync(source)).digest('hex');
}
const serverRequire = createRequire(join(root, 'server/package.json'));
cpSync(serverRequire.resolve('web-tree-sitter/web-tree-sitter.wasm'), join(dist, 'wasm', 'runtime.wasm'));
cpSync(serverRequire.resolve('sql.js/dist/sql-wasm.wasm'), join(dist, 'wasm', 'sqlite.wasm'));
writeFileSync(join(dist, 'wasm', 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);

const { version } = JSON.parse(readFileSync(join(root, 'server/package.json'), 'utf8'));
// web-tree-sitter imports parts of Node.js while it runs, under a `require` of its own.
function plainImports({ onLoad }) {
  onLoad({ filter: /web-tree-sitter\.c?js$/ }, ({ path }) => {
    const text = readFileSync(path, 'utf8');
    if (!text.includes('await import(')) throw new Error('web-tree-sitter no longer imports while it runs');
    return { contents: text.replaceAll('await import(', 'await bundleImport('), loader: 'js' };
  });
}
const ENTRIES = ['drift', 'lsp', 'worker', 'database'];
const main = (name) => join(root, 'server/src/main', `${name}.ts`);
await build({
  entryPoints: {
    start: main('start'),
    ...Object.fromEntries(ENTRIES.map((name) => [`${name}.bundle`, main(name)])),
  },
  outdir: dist,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minifySyntax: true,
  minifyWhitespace: true,
  // The starter reads a byte a character.
  charset: 'ascii',
  // A script that is started from compiled code has no loader for modules.
  supported: { 'dynamic-import': false },
  sourcemap: 'linked',
  logLevel: 'warning',
  // web-tree-sitter asks for the address of its module, which a CommonJS bundle has under another name.
  define: { DRIFT_VERSION: JSON.stringify(version), 'import.meta.url': 'bundleUrl' },
  banner: {
    js: "const bundleUrl = require('node:url').pathToFileURL(__filename).href;const bundleImport = async (name) => require(name);",
  },
  plugins: [{ name: 'plain-imports', setup: plainImports }],
});
for (const name of ENTRIES) {
  const bundle = readFileSync(join(dist, `${name}.bundle.cjs`));
  if (bundle.some((byte) => byte > 127))
    throw new Error(`${name}.bundle.cjs is not ASCII: write characters of regular expressions as \\u....`);
  const build = createHash('sha256').update(bundle).digest('hex').slice(0, 32);
  const starter = `require('./start.cjs').start(require('node:path').join(__dirname, '${name}.bundle.cjs'), '${build}');\n`;
  writeFileSync(join(dist, `${name}.cjs`), starter);
}
// Names what this build works out: facts that another one kept are not read.
const engine = createHash('sha256');
for (const file of ['lsp.bundle.cjs', 'worker.bundle.cjs', 'wasm/manifest.json', 'wasm/runtime.wasm'])
  engine.update(readFileSync(join(dist, file)));
writeFileSync(join(dist, 'engine-id'), `${engine.digest('hex')}\n`);
rmSync(finished, { recursive: true, force: true });
renameSync(dist, finished);
