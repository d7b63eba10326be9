/** What the extension and the page of a side view tell each other. Plain data: it passes between two processes. */

/** A place in a file, as the language server writes it. */
export interface PlaceOnPage {
  readonly uri: string;
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
}

export type ToPage =
  /** What to show of a file; `content` is what the language server answered, `wishes` what the reader had chosen. */
  | { readonly kind: "content"; readonly uri: string; readonly name: string; readonly wishes: unknown; readonly content: unknown }
  /** There is nothing to show, and why. */
  | { readonly kind: "unavailable"; readonly message: string }
  /** Where the cursor stands in the editor; lines count from 0. */
  | { readonly kind: "cursor"; readonly uri: string; readonly line: number }
  /** Something that only this kind of view understands. */
  | { readonly kind: "told"; readonly message: unknown };

export type FromPage =
  /** The page has been built, or built again after it was hidden, and shows nothing yet. */
  | { readonly kind: "ready" }
  /** The reader chose something: it is kept for the file, and the content is asked for anew. */
  | { readonly kind: "wishes"; readonly uri: string; readonly wishes: unknown }
  /** Go to a place in the editor. */
  | { readonly kind: "reveal"; readonly place: PlaceOnPage }
  /** Something that only this kind of view understands. */
  | { readonly kind: "asked"; readonly uri: string; readonly message: unknown };

/** What VS Code keeps of a page over a restart. */
export interface KeptState {
  readonly uri: string;
  readonly wishes: unknown;
}
