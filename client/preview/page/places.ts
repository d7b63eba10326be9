/** Links into the editor: whatever carries a `data-place` leads there. */
import type { Host } from "./host.ts";
import type { PlaceOnPage } from "./messages.ts";

export const followPlaces = (view: HTMLElement, host: Host): void =>
  view.addEventListener("click", ({ target }) => {
    const place = (target as Element).closest<HTMLElement>("[data-place]")?.dataset["place"];
    if (place !== undefined) host.reveal(JSON.parse(place) as PlaceOnPage);
  });
