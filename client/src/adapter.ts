// Back and forward, and navigations by the author's code: by the Navigation API where there is one, else
// by the History API.

import { on, place } from "./dom";
import { restore } from "./history";
import { have } from "./slots";
import { finish, go, isLeaving, run, stop } from "./visit";

const { navigation } = window as any;

export const listen = (): void =>
  navigation ? navigation.addEventListener("navigate", intercept) : on("popstate", travel);

// What a link or a form leads to was seen before, and left to the browser.
function intercept(event: any): void {
  const { navigationType, destination: { url, sameDocument } } = event;
  const isTravel = navigationType[0] == "t";
  // Travelling to another document loads it; going within this one is `pushState`.
  if (isTravel != sameDocument || !event.canIntercept || event.hashChange) return;
  if (isTravel) event.intercept({
    scroll: "manual",
    focusReset: "manual",
    // Not awaited: what was asked for may come later.
    handler: async () => travel(),
  });
  else if (navigationType == "push" && !isLeaving && have() && !event.userInitiated && !event.formData) {
    // The address changes when there is an answer, as for a link: if it is none, the page is loaded.
    event.preventDefault();
    go({ goal: url });
  }
}

function travel(): void {
  stop();
  (restore() ? finish : run)({ goal: place.href });
}
