// Back and forward, and navigations by the author's code: by the Navigation API where there is one, else
// by the History API.

import { on, place } from "./dom";
import { emit } from "./events";
import { restore } from "./history";
import { finish, run, stop } from "./visit";

const { navigation } = window as any;

export const listen = (): void =>
  navigation ? navigation.addEventListener("navigate", intercept) : on("popstate", travel);

// What a link or a form leads to was seen before, and left to the browser.
function intercept(event: any): void {
  const { navigationType, destination: { url, sameDocument } } = event;
  const isTravel = navigationType == "traverse";
  if (event.canIntercept && !event.hashChange && (isTravel || (navigationType != "reload" && !sameDocument
    && !event.userInitiated && !event.sourceElement && !event.formData && emit("visit", { url })))) event.intercept({
    scroll: "manual",
    focusReset: "manual",
    // Not awaited: the address may change before all is there.
    handler: async () => void (isTravel ? travel() : run({ goal: url, isTop: true })),
  });
}

function travel(): void {
  stop();
  (restore() ? finish : run)({ goal: place.href });
}
