// Links: which of them navigate softly, where to, and which are current.

import { pathOf, without } from "./address";
import { on, place } from "./dom";
import { shown } from "./history";
import { have, keyAround, slotOf } from "./slots";
import { go, run, type Visit } from "./visit";

export function watchLinks(): void {
  on("click", (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const visit = visitOf(event.target);
    if (visit) {
      event.preventDefault();
      (visit.just ? run : go)(visit);
    }
  });
}

/** The visit that a click there makes, unless it is the browser's own affair. */
export function visitOf(target: any): Visit | undefined {
  const link: HTMLAnchorElement | undefined = target.closest?.("a[href]:not([download])");
  if (!link || isElsewhere(link, link.target, link.origin) || (/#/.test(link.href) && pathOf(link) == shown.path)) return;
  const { at, retry, slotLink } = link.dataset;
  if (retry != null) return { goal: place.href, just: keyAround(link) };
  const slot = slotOf(slotLink);
  return slot ? { goal: without(slot, at), link: slotLink } : { goal: link.href };
}

/** Whether it leads to another window or site, or is to load the page, as all do where no slots are. */
export const isElsewhere = (element: Element, target: string, origin: string): unknown =>
  !have() || (target && target != "_self") || origin != place.origin || element.closest("[data-hard]");
