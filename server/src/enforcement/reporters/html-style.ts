/** The look of the HTML report, light and dark; no file besides it is loaded. */
export const HTML_STYLE = `
:root{color-scheme:light dark;--bg:#fff;--fg:#1c2128;--soft:#59636e;--line:#d1d9e0;--panel:#f6f8fa;--error:#b3261e;--warning:#8a5a00;--info:#0b62a8;--hint:#59636e;--good:#1a7f37;--add:#dafbe1;--del:#ffebe9;--accent:#0b62a8}
@media(prefers-color-scheme:dark){:root{--bg:#14181d;--fg:#e3e8ee;--soft:#9ba6b2;--line:#353d47;--panel:#1d232a;--error:#ff8f87;--warning:#e6b34d;--info:#79b8ff;--hint:#9ba6b2;--good:#56d364;--add:#12361f;--del:#47191a;--accent:#79b8ff}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:76rem;padding:1.5rem 1.25rem 4rem;background:var(--bg);color:var(--fg);font:15px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
h1{font-size:1.5rem;margin:0 0 .25rem;line-height:1.25}
h2{font-size:1.1rem;margin:2rem 0 .6rem}
code,pre{font:13px/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
p{margin:.3rem 0}
.soft{color:var(--soft)}
header{border-left:6px solid var(--soft);padding:.1rem 0 .1rem 1rem}
header.passed,header.clean{border-color:var(--good)}
header.failed{border-color:var(--error)}
header.incomplete,header.findings{border-color:var(--warning)}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(17rem,1fr));gap:.75rem}
.card{border:1px solid var(--line);border-top:4px solid var(--soft);border-radius:6px;padding:.6rem .8rem;background:var(--panel)}
.card.passed{border-top-color:var(--good)}.card.failed,.card.errored{border-top-color:var(--error)}.card.warned{border-top-color:var(--warning)}
.card h3{margin:0;font-size:.95rem;display:flex;justify-content:space-between;gap:.5rem}
.card p{font-size:.9rem;overflow-wrap:anywhere}
.trouble{border:1px solid var(--error);border-radius:6px;padding:.5rem .9rem;margin-top:1rem}
.trouble ul{margin:.3rem 0;padding-left:1.2rem}
#filters{position:sticky;top:0;z-index:1;display:flex;flex-wrap:wrap;gap:.5rem .75rem;align-items:center;padding:.6rem 0;background:var(--bg);border-bottom:1px solid var(--line)}
#filters[hidden]{display:none}
#filters button,#filters select,#filters input[type=search]{font:inherit;color:inherit;background:var(--panel);border:1px solid var(--line);border-radius:6px;padding:.25rem .6rem;max-width:100%}
#filters button[aria-pressed=true]{border-color:currentColor;font-weight:600}
#filters button[aria-pressed=false]{opacity:.55;text-decoration:line-through}
#filters input[type=search]{flex:1 1 12rem}
#filters button.error{color:var(--error)}#filters button.warning{color:var(--warning)}#filters button.info{color:var(--info)}#filters button.hint{color:var(--hint)}
#filters :focus-visible{outline:2px solid var(--accent);outline-offset:1px}
.file{content-visibility:auto;contain-intrinsic-size:auto 9rem;border:1px solid var(--line);border-radius:6px;margin:.75rem 0}
.file[hidden],.f[hidden]{display:none}
.file>h3{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;margin:0;padding:.4rem .8rem;background:var(--panel);border-bottom:1px solid var(--line);border-radius:6px 6px 0 0;font-size:.9rem;overflow-wrap:anywhere}
.file>ol{list-style:none;margin:0;padding:0}
.f{overflow-wrap:anywhere;padding:.5rem .8rem;border-top:1px solid var(--line)}
.f:first-child{border-top:0}
.f>i{font-style:normal;display:inline-block;min-width:4.5rem;color:var(--soft);font:13px ui-monospace,monospace}
.f>b{display:inline-block;min-width:4.4rem;font-weight:600}
.error{color:var(--error)}.warning{color:var(--warning)}.info{color:var(--info)}.hint{color:var(--hint)}
.f>em{font-style:normal;border:1px solid currentColor;border-radius:999px;padding:0 .45rem;font-size:.75rem;color:var(--accent)}
.f>code{color:var(--soft);font-size:.8rem}
.f pre{margin:.35rem 0 0;padding:.35rem .6rem;overflow-x:auto;background:var(--panel);border-radius:4px}
.f details{margin:.3rem 0 0;font-size:.9rem}
.f summary{cursor:pointer;color:var(--soft)}
del,ins{display:block;text-decoration:none;white-space:pre}
del{background:var(--del)}ins{background:var(--add)}
table{border-collapse:collapse}td,th{text-align:left;padding:.2rem 1rem .2rem 0;border-bottom:1px solid var(--line)}td.n{text-align:right}
@media print{#filters{display:none}.file{content-visibility:visible}}
`;
