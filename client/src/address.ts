// Path and query as text, and the overrides (`@slot=/sub/path`) among the query's items.

import { doc } from "./dom";
import { shown } from "./history";
import type { Slot } from "./slots";

/** Path and query of a URL. */
export const pathOf = (url: Location | URL | HTMLAnchorElement): string => url.pathname + url.search;

/** What is shown or about to be, without the overrides of this slot and of those in it (all, if there is none), with another item. */
export function without(slot?: Slot, item?: string): string {
  const [path, query = ""] = shown.aim!.split(/\?(.*)/);
  const items = query.split("&").filter((item) => {
    const name = item.split("=")[0]!;
    // A main slot goes by its layout's name.
    return item && (name[0] != "@"
      || slot?.contains(doc.querySelector(`[data-slot="${name.slice(1)}@main"],[data-slot$="${name}"]`)) == false);
  });
  if (item) items.push(item);
  return items[0] ? path + "?" + items.join("&") : path!;
}
