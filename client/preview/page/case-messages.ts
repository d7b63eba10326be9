/** What the views of single cases tell each other through the extension, beside what every view does. */

/** One thing recorded, as the language server reads it. */
export interface CaseEntry {
  readonly variable: string;
  /** Of a set: the one member of which it says yes, no or `?`. */
  readonly member?: string;
  readonly text: string;
  readonly unit?: string;
}

/** What a page asks: to add an example of what is entered, or, without an expected side, to try the case. */
export interface AskedOfCase {
  readonly entries: readonly CaseEntry[];
  readonly expected?: readonly { readonly decision: string; readonly text: string }[];
  readonly title?: string;
}

export type ToldToCase = { readonly added: string } | { readonly problem: string };

/** What the reader has entered; `page` and `count` tell the page that they are its own. */
export interface CaseWishes {
  readonly entries?: readonly CaseEntry[];
  readonly decision?: string;
  readonly page?: string;
  readonly count?: number;
}

export interface CaseContent {
  readonly form: string;
  readonly example: string;
  readonly answers: string;
  readonly summary: string;
  readonly blocked: boolean;
  readonly problems: readonly (CaseEntry & { readonly problem: string })[];
  readonly gone: readonly CaseEntry[];
  readonly outcomes: readonly { readonly decision: string; readonly text: string; readonly accepted: string | null }[];
}
