import { headComment, headLines } from './content.ts';

const SCRIPT = /\.[cm]?js$/;
/** Folders that hold what a web server hands out, or what others wrote. */
const ASSET_FOLDERS: ReadonlySet<string> = new Set([
  'assets',
  'content',
  'contrib',
  'ext',
  'extern',
  'external',
  'externals',
  'htdocs',
  'html',
  'javascripts',
  'libs',
  'plugins',
  'public',
  'resources',
  'skins',
  'static',
  'templates',
  'themes',
  'webapp',
  'www',
  'wwwroot',
]);
/** Folders that hold such files too, but directly below the root, or beside `src`, the code of a library itself. */
const SCRIPT_FOLDERS: ReadonlySet<string> = new Set(['javascript', 'js', 'media', 'scripts', 'web']);
/** Words of a file name that say how it was built. */
const BUILD_WORDS: ReadonlySet<string> = new Set(
  'all amd browser bundle cjs compressed debug dev esm full js min mjs pack packed prod production slim src umd'.split(
    ' ',
  ),
);
/**
 * Names of libraries that people copy into their projects. Only these count: a project writes banners with a name, a version
 * and its own rights too, and a file taken for a copy is looked at by the rules about security alone.
 */
const LIBRARIES: ReadonlySet<string> = new Set(
  `angular anime axios backbone bluebird bootbox bootstrap chartist ckeditor codemirror colorbox d3 datatables dojo dropzone
  ember excanvas fancybox fastclick fileupload flot fullcalendar galleria handlebars highcharts html5shiv iscroll jasmine
  jquery jqueryui jqplot json2 jszip katex knockout leaflet lightbox lodash masonry mathjax mediaelement modernizr moment
  mootools mustache numeral pace pako parsley plupload prettify prettyphoto prototype qunit raphael react redux requirejs
  scriptaculous scrollto select2 showdown signalr simplemde sizzle sparkline sprintf swfobject swfupload swiper
  tablesorter timeago tinymce toastr typeahead underscore uploadify vue waypoints yui zepto zeroclipboard zxcvbn`.split(
    /\s+/,
  ),
);
const NAMED_VERSION = /\d+(?:\.\d+)+[a-z0-9]*/g;
const COMMENT_MARKS = /^[/*!\s-]+/;
const TAG = /^@(?:licen[sc]e|preserve|overview|fileoverview|name)\b\s*/i;
const LINTER_LINE = /^(?:jshint|jslint|eslint|globals?|exported)\b/;
/** `jQuery JavaScript Library v1.7.1`, `Prototype JavaScript framework, version 1.6.0`; the name is captured. */
const TITLE = /^(.{2,80}?)[\s,:(-]+(?:version:?\s*)?v?\d+\.\d+/i;
/** `@version 1.16.1`, `v2.1.2`, `version : 2.10.6` on a line of its own. */
const VERSION_LINE = /^[@$]?v(?:ersion)?[:\s]*v?\d+\.\d+/i;
const RIGHTS = /licen[sc]e|\b(?:MIT|BSD|L?GPL|MPL|Apache)\b|copyright|\(c\)|\u00a9/i;
/** The number of a licence, or of the whole that a file belongs to, is not that of a library. */
const NO_TITLE = /licen[sc]|\bpart of\b/i;
const MAX_TITLE = 90;
/** Lines in which a banner names what it stands before, and then its version. */
const TITLE_LINES = 4;
const VERSION_LINES = 4;

/**
 * Whether a script is the copy of a library of others: it lies among assets, is named after a library that people
 * copy, and its first comment names that library, its version, and who holds the rights.
 */
export function isCopiedLibrary(path: string, text: string): boolean {
  if (!SCRIPT.test(path)) return false;
  const [name = '', ...above] = path.toLowerCase().split('/').reverse();
  if (!isAmongAssets(above)) return false;
  const words = libraryWords(name);
  if (!words.some((w) => LIBRARIES.has(w))) return false;
  const lines = bannerLines(text);
  return lines.some((l) => RIGHTS.test(l)) && titles(lines).some((t) => words.every((w) => lettersOf(t).includes(w)));
}

function isAmongAssets(folders: readonly string[]): boolean {
  if (folders.some((f) => ASSET_FOLDERS.has(f))) return true;
  return folders.length > 1 && !folders.includes('src') && folders.some((f) => SCRIPT_FOLDERS.has(f));
}

/** What a file name says of a library: `jquery.fileupload-1.2.min.js` gives `fileupload`. */
function libraryWords(name: string): readonly string[] {
  const stem = name.replace(SCRIPT, '').replace(NAMED_VERSION, '');
  const words = stem.split(/[^a-z0-9]+/).filter((w) => w !== '' && !/^\d+$/.test(w) && !BUILD_WORDS.has(w));
  const own = words.filter((w) => w !== 'jquery');
  return own.length === 0 ? words : own;
}

function bannerLines(text: string): readonly string[] {
  return headComment(headLines(text))
    .map((l) => l.replace(COMMENT_MARKS, '').replace(TAG, '').trim())
    .filter((l) => l !== '' && !LINTER_LINE.test(l));
}

/** The lines that name something with its version. */
function titles(lines: readonly string[]): readonly string[] {
  return lines.slice(0, TITLE_LINES).flatMap((line, i) => {
    const named = TITLE.exec(line)?.[1];
    const hasOwnLine = lines.slice(i + 1, i + 1 + VERSION_LINES).some((l) => VERSION_LINE.test(l));
    const title = named ?? (hasOwnLine && line.length <= MAX_TITLE ? line : null);
    return title === null || NO_TITLE.test(title) ? [] : [title];
  });
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}
