// What the document says of itself after each step: slots that are awaited, links to what is shown, and where
// those of slots lead.

import { without } from "./address";
import { all, place } from "./dom";
import { shown } from "./history";
import { have, keyOf, slotOf, slots } from "./slots";

interface Link extends HTMLAnchorElement {
  /** What was shown when its `href` was made. */
  path?: string;
}

/** Keeps `aria-busy`, `aria-current` and the `href` of slot links true. */
export function mark(views?: URLSearchParams): void {
  for (const slot of slots()) slot.ariaBusy = (views?.has(keyOf(slot)) || null) as any;
  // Also while it says what is wrong with a form.
  const showing = have().replaceAll("=r:", "=").split(",");
  const current = [...showing, place.origin + shown.path, place.origin + without()];
  for (const link of all<Link>("a[href]")) {
    const { at, slotLink, view } = link.dataset;
    const slot = slotOf(slotLink);
    // As the server wrote it, until something moves: a new tab then shows what a click does.
    if (slot && link.path && link.path != shown.path) link.href = without(slot, at);
    link.path = shown.path;
    const isCurrent = current.includes(view ?? link.href);
    if (isCurrent || link.ariaCurrent == "page") link.ariaCurrent = isCurrent ? "page" : null;
  }
}
