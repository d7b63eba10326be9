/** The door of the grammar room: text to tree and back. */
export type * from "./ast.ts";
export { parse } from "./parse.ts";
export { format } from "./print.ts";
