// What the document says of itself to assistive technology: slots that are awaited, and links to what is shown.

import { without } from "./address";
import { all, place } from "./dom";
import { shown } from "./history";
import { isFailed, keyOf, slotOf, slots } from "./slots";

/** Keeps `aria-busy` and `aria-current` true. */
export function mark(views?: URLSearchParams): void {
  for (const slot of slots()) slot.ariaBusy = (views?.has(keyOf(slot)) || null) as any;
  const current = [shown.path, without()].map((path) => place.origin + path);
  for (const link of all<HTMLAnchorElement>("a[href]")) {
    const [key, view] = link.dataset.view?.split("=") ?? [];
    const slot = slotOf(key);
    const isCurrent = key
      ? slot?.dataset.key == view && !isFailed(slot!)
      : current.includes(link.href);
    if (isCurrent || link.ariaCurrent == "page") link.ariaCurrent = isCurrent ? "page" : null;
  }
}
