/** Colours for the terminal, or none. */
import picocolors from "picocolors";

export type Colours = ReturnType<typeof picocolors.createColors>;

export const coloursOf = (colourful: boolean): Colours => picocolors.createColors(colourful);
