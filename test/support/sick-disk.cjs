// Preloaded into the real command line and its server: below DRIFT_SICK_ROOT nothing can be made or written, and the system
// says DRIFT_SICK_CODE. The superuser may write everywhere and not everybody may mount, so no mode and no mount shows this
// on every machine.
const fs = require('node:fs');

const root = process.env.DRIFT_SICK_ROOT;
const code = process.env.DRIFT_SICK_CODE;
/** Operations that make or change an entry, with how many of their arguments are paths. */
const MAKING = { mkdir: 1, writeFile: 1, appendFile: 1, copyFile: 2, link: 2, symlink: 2, mkdtemp: 1, truncate: 1 };
/** A full disk still lets entries go, move and be dated. */
const CHANGING = code === 'EROFS' ? { rename: 2, unlink: 1, rm: 1, rmdir: 1, utimes: 1, chmod: 1 } : {};

const isBelow = (path) =>
  typeof path === 'string' && (path === root || path.startsWith(root + require('node:path').sep));
const isReading = (flags) => flags === undefined || flags === 'r' || (typeof flags === 'number' && (flags & 3) === 0);
const failure = (name, path) =>
  Object.assign(new Error(`${code}: made up for a test, ${name} '${path}'`), { code, syscall: name, path });

/** The path that an operation cannot be done to, `undefined` where it can. */
function refusedPath(name, args) {
  if (name === 'open') return isBelow(args[0]) && !isReading(args[1]) ? args[0] : undefined;
  return args.slice(0, MAKING[name] ?? CHANGING[name]).find(isBelow);
}

for (const name of ['open', ...Object.keys(MAKING), ...Object.keys(CHANGING)]) {
  const { [name]: later, [`${name}Sync`]: now } = fs;
  const { [name]: promised } = fs.promises;
  fs[name] = (...args) => {
    const path = refusedPath(name, args);
    if (path === undefined) return later.apply(fs, args);
    return void process.nextTick(args.at(-1), failure(name, path));
  };
  fs[`${name}Sync`] = (...args) => {
    const path = refusedPath(name, args);
    if (path !== undefined) throw failure(name, path);
    return now.apply(fs, args);
  };
  fs.promises[name] = async (...args) => {
    const path = refusedPath(name, args);
    if (path !== undefined) throw failure(name, path);
    return await promised.apply(fs.promises, args);
  };
}
