// Slots with `data-refresh="MILLISECONDS"` are asked for again while the tab is visible.

import { all, doc, place } from "./dom";
import { isPending, keyOf, type Slot } from "./slots";
import { run } from "./visit";

export function watchRefresh(): void {
  setInterval(() => {
    const now = Date.now();
    for (const slot of all<Slot>("[data-refresh]")) {
      if (doc.hidden || slot.due! > now) continue;
      // Not when it is first seen, nor under somebody's hands.
      if (slot.due && !isPending(slot) && !slot.contains(doc.activeElement)) run({ goal: place.href, just: keyOf(slot), isQuiet: true });
      slot.due = now + +slot.dataset.refresh!;
    }
  }, 500);
}
