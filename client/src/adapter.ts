// Back and forward, and navigations by the author's code.

import { on, place } from "./dom";
import { restore } from "./history";
import { have } from "./slots";
import { finish, go, loading, run, stop } from "./visit";

export function listen(): void {
  on("popstate", travel);
  // Only the Navigation API knows of the author's own, where there is one.
  (window as any).navigation?.addEventListener("navigate", takeOver);
}

// What a link or a form leads to was seen before, and left to the browser.
function takeOver(event: any): void {
  const { url, sameDocument } = event.destination;
  if (event.navigationType == "push" && event.canIntercept && !sameDocument && !event.sourceElement && !event.userInitiated
    && !event.formData && !url.endsWith(loading) && have()) {
    // The address changes when there is an answer, as for a link: if it is none, the page is loaded.
    event.preventDefault();
    go({ goal: url });
  }
}

function travel(): void {
  const missing = restore();
  if (missing == null) return;
  stop();
  (missing ? run : finish)({ goal: place.href });
}
