// How the widgets look: adopted, for policies without inline styles. Light or dark follows color-scheme.

export const sheet = new CSSStyleSheet();

sheet.replaceSync(`
:host { display: block; color-scheme: light dark; }
:host([hidden]), [hidden] { display: none !important; }
*, *::before, *::after { box-sizing: border-box; }

.card {
  --_accent: var(--laurel-accent, light-dark(#2c6440, #93cda0));
  --_surface: var(--laurel-surface, light-dark(#ffffff, #1a201c));
  --_text: var(--laurel-text, light-dark(#1d2620, #e6ebe5));
  --_muted: var(--laurel-muted, light-dark(#586259, #a2ada4));
  --_radius: var(--laurel-radius, 1rem);
  --_line: color-mix(in srgb, var(--_text) 12%, transparent);
  --_soft: color-mix(in srgb, var(--_accent) 9%, var(--_surface));
  --_bone: color-mix(in srgb, var(--_text) 12%, var(--_surface));
  --_inset: clamp(1rem, 5vw, 1.5rem);
  position: relative;
  padding: var(--_inset) 0 calc(var(--_inset) - .4em);
  overflow: hidden;
  overflow-wrap: anywhere;
  border: 1px solid var(--_line);
  border-radius: var(--_radius);
  background: var(--_surface);
  color: var(--_text);
  font-family: var(--laurel-font, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif);
  font-variant-numeric: tabular-nums;
  line-height: 1.5;
  text-align: start;
}

h2, p, ol, ul { margin: 0; padding: 0; list-style: none; }
button, a { font: inherit; color: inherit; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.header { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: .5em 1em;
  padding: 0 var(--_inset) .75em; }
.heading { font-size: 1.15em; font-weight: 650; line-height: 1.3; }
.body { transition: opacity .2s; }
[aria-busy=true] > .body { opacity: .6; }
.notice > * { padding: .5em var(--_inset); color: var(--_muted); }
.body:not([hidden]):not(:empty) + .notice > * { padding-top: 1em; }

.list, .entries { position: relative; }
.line { position: relative; display: grid; grid-template-columns: 2.4em minmax(0, 1fr) auto auto; align-items: center;
  gap: 0 .6em; min-height: 3.1em; padding: .55em var(--_inset); }
.line + .line::before { content: ""; position: absolute; inset: 0 var(--_inset) auto; border-top: 1px solid var(--_line); }
.line:hover { background: color-mix(in srgb, var(--_text) 4%, var(--_surface)); }
.rank { display: grid; place-items: center; width: 2.1em; height: 2.1em; margin-inline-start: -.3em; border-radius: 99em;
  color: var(--_muted); font-size: .9em; white-space: nowrap; }
.first .rank { background: var(--_soft); color: var(--_accent); font-weight: 700; }
.name { min-width: 0; padding: 0; border: 0; background: none; font-weight: 500; line-height: 1.35; text-align: start;
  text-decoration: none; cursor: pointer; }
.name::after { content: ""; position: absolute; inset: 0; }
a.name:hover { text-decoration: underline; text-underline-offset: .2em; }
.name:focus-visible, .card:focus { outline: none; }
.name:focus-visible::after { outline: 2px solid var(--_accent); outline-offset: -3px; border-radius: .6em; }
.score { grid-column: 4; text-align: end; font-weight: 600; white-space: nowrap; }
.line.me::before, .me + .line::before { content: none; }
.me { background: var(--_soft); }
.me.line:hover { background: color-mix(in srgb, var(--_accent) 14%, var(--_surface)); }
.me .name { font-weight: 700; }
.me.first .rank { background: var(--_surface); }
.you { padding: .1em .65em; border-radius: 99em; background: var(--_accent); color: var(--_surface); font-size: .78em;
  font-weight: 650; }

.shares { grid-area: 2 / 2 / auto / -1; display: flex; gap: 2px; height: 5px; margin: .55em 0 .45em; overflow: hidden;
  border-radius: 9px; }
.share { flex: 0 1 0; min-width: 3px; background: var(--_accent); }
.share-1 { opacity: .62; } .share-2 { opacity: .4; } .share-3 { opacity: .27; } .share-4 { opacity: .18; }
.share-5 { opacity: .12; }
.reasons { grid-area: 3 / 2 / auto / -1; font-size: .9em; }
.reason { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; align-items: baseline; gap: .45em; }
.reason .share { width: .6em; height: .6em; border-radius: 9px; }
.source, .worth { color: var(--_muted); }
.source { display: inline-block; }
.source::before { content: "· "; }

.pager { display: flex; align-items: center; gap: .6em; min-height: 4em;
  margin: 0 var(--_inset); padding-top: .8em;
  border-top: 1px solid var(--_line); }
.range { flex: 1; color: var(--_muted); font-size: .9em; }
.page, .retry { min-width: 2.75em; min-height: 2.75em; padding: 0 1.1em; border: 1px solid color-mix(in srgb, var(--_text) 22%, transparent);
  border-radius: 99em; background: none; color: var(--_text); font-weight: 550; cursor: pointer; }
.page:hover, .retry:hover { background: var(--_soft); border-color: var(--_accent); }
.page:focus-visible, .retry:focus-visible { outline: 2px solid var(--_accent); outline-offset: 2px; }
.page[aria-disabled=true] { opacity: .4; background: none; border-color: var(--_line); cursor: default; }
.error { display: grid; justify-items: start; gap: .8em; }
.error p { color: var(--_text); font-weight: 600; }
.detail { display: block; color: var(--_muted); font-weight: 400; }
.detail::first-letter { text-transform: uppercase; }

.summary { padding: 0 var(--_inset); }
.balance { color: var(--_muted); }
.points { color: var(--_text); font-size: 2.9em; font-weight: 700; line-height: 1.1; letter-spacing: -.025em;
  }
.place { width: fit-content; margin-top: .5em; padding: .3em .95em; border-radius: 99em; background: var(--_soft); color: var(--_accent); font-weight: 600;
  }
.recent { padding: 1.3em var(--_inset) .4em; color: var(--_muted); font-size: .88em; font-weight: 600; }
.entries { display: grid; grid-template-columns: auto minmax(0, 1fr); column-gap: 1em; }
.entry { position: relative; display: grid; grid-column: 1 / -1; grid-template-columns: subgrid; align-items: baseline;
  padding: .65em var(--_inset); }
.entry::before { content: ""; position: absolute; inset: 0 var(--_inset) auto; border-top: 1px solid var(--_line); }
.amount { color: var(--_accent); font-weight: 700; white-space: nowrap; }
.loss { color: light-dark(#a3341f, #f0957f); }
.words { line-height: 1.4; }
.when { grid-column: 2; margin-top: .1em; color: var(--_muted); font-size: .88em; }

.loading .bone { border-block: .12em solid var(--_surface); border-radius: .4em; background: var(--_bone); animation: breathe 1.6s ease-in-out infinite alternate; }
.loading { pointer-events: none; }
.loading .bone::before { content: "\\a0"; }
.loading .rank { background: var(--_bone); }
.loading .name { width: 50%; }
.loading .score, .loading .amount { width: 3em; }
.loading .shares { background: var(--_bone); }
.loading .reason { width: 75%; margin-top: .35em; line-height: 1.25; display: block; }
.loading .points { display: inline-block; width: 2.4em; }
.loading .place { width: 8em; }
.loading .when { width: 7em; }
@keyframes breathe { to { opacity: .45; } }
@media (prefers-reduced-motion: reduce) { *, *::before, *::after { animation: none !important; transition: none !important; } }
@media (forced-colors: active) { .me { outline: 2px solid; outline-offset: -2px; } }
`);
