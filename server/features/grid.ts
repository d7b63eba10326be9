/** The stage grid of a file, as the HTML that its view shows. */
import { html } from "#views";
import type { Bound } from "../schemes.ts";

export interface GridShown {
  readonly html: string;
}

export const gridOf = ({ scheme }: Bound): GridShown => html`<h1>${scheme.title ?? "Untitled scheme"}</h1>`;
