// Slots with `data-refresh="MILLISECONDS"` are asked for again while the tab is visible.

import { all, doc, place } from "./dom";
import { isPending, keyOf, type Slot } from "./slots";
import { run } from "./visit";

export function watchRefresh(): void {
  setInterval(() => {
    for (const slot of all<Slot>("[data-refresh]")) if (!doc.hidden && !(slot.due! > Date.now())) refresh(slot);
  }, 500);
}

async function refresh(slot: Slot): Promise<void> {
  // Not when it is first seen, nor under somebody's hands.
  if (slot.due && !isPending(slot) && ((doc.activeElement as HTMLElement).tabIndex < 0 || !slot.contains(doc.activeElement))) {
    // A server that is slow is not asked once more meanwhile.
    slot.due = Infinity;
    await run({ goal: place.href, just: keyOf(slot), isQuiet: true });
  }
  slot.due = Date.now() + +slot.dataset.refresh!;
}
