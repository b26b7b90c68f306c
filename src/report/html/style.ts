/**
 * The style of the HTML report: light, dark and print; one column from 360 px on. Each verdict has a sign and a word
 * besides its colour. Colours stand at 4.5:1 and more against what they lie on. A box that
 * scrolls has a shadow at each edge behind which there is more: what moves along covers it where nothing is.
 */
export const STYLE = `
:root{color-scheme:light dark;--sign:6rem;--paper:#fff;--panel:#f6f8fa;--line:#d1d9e0;--text:#1f2328;--quiet:#59636e;--link:#0969da;
--pass:#1a7f37;--fail:#cf222e;--warn:#9a6700;--unsure:#8250df;--idle:#59636e;--mark:#ffd8d3;--shade:#1f232866}
@media (prefers-color-scheme:dark){:root{--paper:#0d1117;--panel:#151b23;--line:#3d444d;--text:#e6edf3;--quiet:#9198a1;
--link:#4493f8;--pass:#3fb950;--fail:#ff7b72;--warn:#d29922;--unsure:#ab7df8;--idle:#9198a1;--mark:#67060c;--shade:#e6edf380}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1rem;max-width:72rem;background:var(--paper);color:var(--text);
font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'DejaVu Sans',sans-serif}
h1{font-size:1.4rem;margin:.2rem 0}h2{font-size:1.2rem;margin:0 0 .3rem;overflow-wrap:anywhere}
h3{font-size:1rem;margin:1.2rem 0 .3rem}p{margin:.3rem 0}a{color:var(--link)}
code,pre,kbd,.mono{font:13px/1.5 ui-monospace,'SFMono-Regular',Menlo,Consolas,'DejaVu Sans Mono',monospace}
pre{--ground:var(--panel);margin:.3rem 0;padding:.5rem .7rem;overflow:auto;border:1px solid var(--line);border-radius:6px}
kbd{padding:0 .35em;border:1px solid var(--line);border-radius:4px}
.quiet{color:var(--quiet)}
.pass{color:var(--pass)}.fail{color:var(--fail)}.warn{color:var(--warn)}.inconclusive{color:var(--unsure)}
.skipped,.not-observed{color:var(--idle)}
.verdict{font-weight:700;white-space:nowrap}
.run{content-visibility:auto;contain-intrinsic-size:auto 60rem;margin:1.5rem 0;padding-top:1rem;border-top:2px solid var(--line)}
.facts{margin:.3rem 0;padding-left:1.2rem}
.tools{position:sticky;top:0;z-index:2;display:flex;flex-wrap:wrap;gap:.5rem;align-items:center;padding:.5rem 0;
background:var(--paper);border-bottom:1px solid var(--line)}
.tools input{flex:1 1 12rem;min-width:0;font:inherit;padding:.35rem .6rem;color:inherit;background:var(--panel);
border:1px solid var(--quiet);border-radius:6px}
.tools button{font:inherit;padding:.3rem .6rem;color:inherit;background:var(--panel);border:1px solid var(--quiet);
border-radius:6px;cursor:pointer}
.tools button[aria-pressed=true]{background:var(--text);color:var(--paper)}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.stages{display:flex;flex-wrap:wrap;gap:.3rem;list-style:none;margin:.5rem 0;padding:0}
.stages li{flex:1 1 6rem;padding:.3rem .5rem;border:1px solid var(--line);border-top:4px solid var(--idle);border-radius:4px;
font-size:.85rem}
.stages .complete{border-top-color:var(--pass)}.stages .begun{border-top-color:var(--warn)}
.rows{list-style:none;margin:0;padding:0}
.rows>li{border-top:1px solid var(--line)}
:lang(fr){--sign:8.8rem}.row{display:grid;grid-template-columns:var(--sign) 4.6rem 4rem minmax(0,1fr);gap:.2rem .7rem;padding:.35rem .2rem;align-items:baseline}
summary.row{cursor:pointer;list-style:none}summary.row::-webkit-details-marker{display:none}
summary.row .what::after{content:' ▸';color:var(--quiet)}details[open]>summary.row .what::after{content:' ▾'}
.what{overflow-wrap:anywhere}.level{color:var(--quiet);font-size:.85rem}
.more{padding:.2rem 0 1rem 1rem;border-left:3px solid var(--line);margin:0 0 .6rem .3rem}
dl{display:grid;grid-template-columns:7rem minmax(0,1fr);gap:.2rem .7rem;margin:.4rem 0}dt{color:var(--quiet)}
dd{margin:0;overflow-wrap:anywhere}
.bytes mark{background:var(--mark);color:inherit;font-weight:700;border-radius:2px}
.marks{margin:.2rem 0;padding-left:1.2rem;font-size:.9rem}
.picture{--ground:var(--paper);overflow:auto;margin:.5rem 0}.picture svg{max-width:none;height:auto}
.scroll{--ground:var(--paper);overflow:auto;max-height:80vh;border:1px solid var(--line);border-radius:6px}
.picture,.scroll,pre{background:linear-gradient(to right,var(--ground) 40%,transparent) left/3rem 100% local,
linear-gradient(to left,var(--ground) 40%,transparent) right/3rem 100% local,
linear-gradient(to right,var(--shade),transparent) left/1rem 100% scroll,
linear-gradient(to left,var(--shade),transparent) right/1rem 100% scroll,var(--ground);background-repeat:no-repeat}
.picture svg .paper,.scroll svg .paper{fill:none!important}
.picture::-webkit-scrollbar,.scroll::-webkit-scrollbar,pre::-webkit-scrollbar{width:.6rem;height:.6rem}
.picture::-webkit-scrollbar-thumb,.scroll::-webkit-scrollbar-thumb,pre::-webkit-scrollbar-thumb{background:var(--quiet);border-radius:.3rem}
table{border-collapse:collapse;font-size:.85rem}
th,td{padding:.15rem .4rem;border:1px solid var(--line);text-align:center}
thead th{position:sticky;top:0;background:var(--panel);z-index:1}
tbody th{position:sticky;left:0;background:var(--panel);text-align:left;font-weight:400;white-space:nowrap;max-width:16rem;
overflow:hidden;text-overflow:ellipsis}
td a{text-decoration:none;font-weight:700;color:inherit}td span{white-space:nowrap}
#matrix thead th:nth-child(n+3){writing-mode:vertical-rl;white-space:nowrap;padding:.3rem .1rem;line-height:1.2}#matrix td:nth-child(n+3){padding:.15rem}
.plain th{position:static;background:none;max-width:none;white-space:normal}.plain td{white-space:nowrap}
.none{color:var(--quiet)}
[hidden]{display:none!important}
.download{display:inline-block;margin:.2rem 0}.download+.download{margin-left:.6rem}
#class{margin-top:1.2rem}
@media (max-width:40rem){.tools{position:static}tbody th{max-width:8rem}.row{grid-template-columns:var(--sign) 4.6rem 1fr}.row .what{grid-column:1/-1}dl{grid-template-columns:minmax(0,1fr)}dt{margin-top:.3rem}.more{padding-left:.5rem}}
@media print{body{max-width:none}#matrix table{font-size:.55rem}#matrix td:nth-child(n+3),#matrix thead th:nth-child(n+3){padding:.05rem}.tools,.keys{display:none}.scroll{overflow:visible;max-height:none}.picture,.scroll,pre{background:none}
thead th,tbody th{position:static}details,.row{break-inside:avoid}}
`;
