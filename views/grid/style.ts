/**
 * The style of a stage grid, in the side view and in a document of its own. Colours run from mild to grave in steps of
 * lightness, so that they keep their order for every kind of colour vision and in print; `test/views` holds the contrast
 * of the letters. High contrast drops the fills: there the words, the patterns and the frames say everything.
 */

/** Mild to grave: the fill of each step, and whether its letters are dark. */
export interface Ramp {
  readonly fills: readonly string[];
  readonly dark: string;
  readonly pale: string;
  /** Steps from this one on have the other letters: dark before pale where fills darken, pale before dark where they lighten. */
  readonly turn: number;
}

export const lightRamp: Ramp = {
  fills: [
    "#faf5d3",
    "#e5eeba",
    "#c8e9aa",
    "#a1e5a6",
    "#6fdeaa",
    "#26d4b6",
    "#00c6c3",
    "#00b6cd",
    "#00a2d0",
    "#0074b0",
    "#205b9e",
    "#334586",
    "#373169",
  ],
  dark: "#14181c",
  pale: "#ffffff",
  turn: 9,
};

export const darkRamp: Ramp = {
  fills: [
    "#20293a",
    "#2e3049",
    "#3e3856",
    "#503f61",
    "#644669",
    "#794c6e",
    "#8e5470",
    "#9f596b",
    "#cc7b7d",
    "#e18a78",
    "#f29c71",
    "#ffb06b",
    "#ffc767",
  ],
  dark: "#14181c",
  pale: "#ffffff",
  turn: 8,
};

const lightSteps = lightRamp.fills.map(
  (fill, at) => `--fill-${at}: ${fill}; --ink-${at}: ${at < lightRamp.turn ? lightRamp.dark : lightRamp.pale};`,
);
const darkSteps = darkRamp.fills.map(
  (fill, at) => `--fill-${at}: ${fill}; --ink-${at}: ${at < darkRamp.turn ? darkRamp.pale : darkRamp.dark};`,
);

const light = `${lightSteps.join(" ")} --line: #c3c9d0; --paper: #ffffff; --ink: #14181c; --hush: #5a6270; --dim: #eceef1; --warn: #b3261e; --hatch: #e3b3af;`;
const dark = `${darkSteps.join(" ")} --line: #4a505a; --paper: #1f1f1f; --ink: #e8eaed; --hush: #a5adba; --dim: #2c2f33; --warn: #ff8a80; --hatch: #6b3a37;`;

const levels = lightRamp.fills.map((_, at) => `.level-${at} { background-color: var(--fill-${at}); color: var(--ink-${at}); }`).join("\n");

/** Without fills: the frame and the pattern are drawn in the colour of the letters. */
const bare = (where: string): string => `
${where} .stage-grid td, ${where} .swatch { background-color: transparent; color: inherit; }
${where} .stage-grid td.excluded, ${where} .stage-grid td.none { border-style: dotted; }
${where} .gap, ${where} .unfilled, ${where} .holds { background-image: repeating-linear-gradient(45deg, transparent 0 7px, currentColor 7px 8px) !important; }
${where} .swatch[class*="level-"] { display: none; }
${where} .says { background-color: var(--paper); padding: 0 0.3em; }`;

export const gridStyle = `
:root { ${light} }
body.alone { margin: 2rem; font: 15px/1.5 system-ui, sans-serif; background: var(--paper); color: var(--ink); }
@media (prefers-color-scheme: dark) { :root:has(body.alone) { ${dark} color-scheme: dark; } }
body.vscode-dark, body.vscode-high-contrast { ${dark} }
body.vscode-light, body.vscode-high-contrast-light { ${light} }
body[class*="vscode-"] { --paper: var(--vscode-editor-background); --ink: var(--vscode-editor-foreground); --hush: var(--vscode-descriptionForeground); }
body.vscode-high-contrast, body.vscode-high-contrast-light { --line: var(--vscode-contrastBorder); }
h1 .quiet { font-weight: 400; font-size: 0.75em; margin-inline-start: 0.5em; color: var(--hush); }
.scroll { overflow-x: auto; padding: 3px; }
.stage-grid { border-collapse: separate; border-spacing: 2px; color: var(--ink); }
.stage-grid caption { text-align: start; padding: 0 0 0.6em; color: var(--hush); }
.stage-grid th { padding: 0.3em 0.6em; text-align: start; font-weight: 600; white-space: nowrap; vertical-align: bottom; }
.stage-grid tbody th { vertical-align: middle; }
.stage-grid tr.starts > * { border-top: 2px solid var(--line); }
.stage-grid th.starts { border-inline-start: 2px solid var(--line); }
.stage-grid .what { display: block; max-width: 15em; overflow: hidden; text-overflow: ellipsis; font-weight: 400; font-size: 0.82em; color: var(--hush); }
.stage-grid thead .what { display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; max-width: 9em; white-space: normal; line-height: 1.25; }
.stage-grid .corner { vertical-align: bottom; padding: 0.3em 0.6em; font-size: 0.82em; color: var(--hush); white-space: nowrap; }
.stage-grid .axis-across { float: inline-end; margin-inline-start: 1em; }
.stage-grid td:not(.corner) { min-width: 3.6em; max-width: 11em; padding: 0.35em 0.6em; text-align: center; border: 1px solid transparent; border-radius: 3px; font-weight: 600; }
.stage-grid td:has(> .cell) { padding: 0; height: 1px; }
.cell { position: relative; width: 100%; height: 100%; min-height: 2.2em; padding: 0.35em 0.6em; border: 0; border-radius: 2px; background: none; color: inherit; font: inherit; cursor: pointer; }
.cell:hover { background: none; box-shadow: inset 0 0 0 2px currentColor; }
.cell:focus-visible { outline: 3px solid var(--vscode-focusBorder, Highlight); outline-offset: 1px; z-index: 1; }
.lit { box-shadow: 0 0 0 2px var(--ink); }
.lit .mark::after { content: "◂"; position: absolute; inset-block-start: 0; inset-inline-end: 0.15em; }
sup { font-weight: 400; font-size: 0.7em; margin-inline-start: 0.15em; }
${levels}
.several { background-color: var(--dim); color: var(--ink); }
.stage-grid td.several { font-weight: 400; border-color: var(--line); }
.stage-grid td.none { font-weight: 400; color: var(--ink); border-color: var(--line); }
.excluded { background-color: var(--dim); color: var(--hush); }
.stage-grid td.excluded, .stage-grid td.invalid { font-weight: 400; font-style: italic; }
.invalid { color: var(--hush); }
.gap, .unfilled, .holds { background-color: var(--paper); background-image: repeating-linear-gradient(45deg, transparent 0 6px, var(--hatch) 6px 9px); color: var(--warn); }
.stage-grid td.gap, .stage-grid td.unfilled, .stage-grid td.holds { border: 2px dashed var(--warn); }
.gap .says, .unfilled .says, .holds .says { background-color: var(--paper); padding: 0 0.35em; border-radius: 2px; }
.overlap { background-color: var(--paper); color: var(--warn); }
.stage-grid td.overlap { border: 3px double var(--warn); }
.notes { margin: 0.8em 0 0; padding-inline-start: 1.6em; color: var(--hush); }
.key { display: flex; flex-wrap: wrap; gap: 0.35em 1.1em; margin: 0; padding: 0; list-style: none; }
.key li { display: flex; align-items: center; gap: 0.4em; }
.swatch { width: 1.15em; height: 1.15em; border: 1px solid var(--line); border-radius: 3px; }
.swatch.gap, .swatch.unfilled { border: 1px dashed var(--warn); }
.swatch.overlap { border: 3px double var(--warn); }
.whole, .quiet { color: var(--hush); }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.choices { display: flex; flex-wrap: wrap; align-items: end; gap: 0.5em 0.9em; margin: 0 0 1em; }
.choices label { display: flex; flex-direction: column; gap: 0.15em; font-size: 0.9em; color: var(--hush); }
.told { min-height: 1.5em; margin: 0.6em 0 0; white-space: pre-line; }
.troubles { padding-inline-start: 1.6em; }
.troubles li { margin-bottom: 0.4em; }
.exports { margin-top: 1.5em; }
.link { padding: 0; border: 0; background: none; color: var(--vscode-textLink-foreground); text-align: start; text-decoration: underline; }
.link:hover { background: none; }
${bare("body.vscode-high-contrast")}
${bare("body.vscode-high-contrast-light")}
body.vscode-high-contrast .stage-grid td:not(.corner), body.vscode-high-contrast-light .stage-grid td:not(.corner) { border-color: var(--vscode-contrastBorder); }
@media (forced-colors: active) {
  .stage-grid td:not(.corner) { border-color: CanvasText; }
  ${bare("body")}
}
@media print { .scroll { overflow: visible; } body.alone { margin: 0; } * { print-color-adjust: exact; } }
`;
