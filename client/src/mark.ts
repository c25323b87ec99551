// What the document says of itself after each step: slots that are awaited, links to what is shown, and where
// those of slots lead.

import { without } from "./address";
import { all, place } from "./dom";
import { awaited, shown } from "./history";
import { have, keyOf, slotOf, slots } from "./slots";

/** Keeps `aria-busy`, `aria-current` and the `href` of slot links true. */
export function mark(): void {
  for (const slot of slots()) slot.ariaBusy = (awaited.has(keyOf(slot)) || null) as any;
  // Also while it says what is wrong with a form.
  const showing = have().replaceAll("=r:", "=").split(",");
  const current = [...showing, place.origin + shown.path, place.origin + without()];
  for (const link of all<HTMLAnchorElement>("a[href]")) {
    const { at, slotLink, view } = link.dataset;
    const slot = slotOf(slotLink);
    // A new tab shows what a click does, whatever has moved.
    if (slot) link.href = without(slot, at);
    const isCurrent = current.includes(view ?? link.href);
    if (isCurrent || link.ariaCurrent == "page") link.ariaCurrent = isCurrent ? "page" : null;
  }
}
