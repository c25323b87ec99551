// Out-of-order frames for browsers that do not patch documents themselves.
//
// The server writes `<template for="KEY">…</template><?e>` at the end of the body, one per slot, as
// the slots finish. Each replaces the children of the element with `data-slot="KEY"`.

import { isPending, slotOf } from "./slots";

/** Whether the browser itself applies `<template for>` while it parses. */
export function hasNativeFrames(): boolean {
  return "htmlFor" in HTMLTemplateElement.prototype;
}

/** Applies the frames that are there, and those to come until the document has ended. */
export function applyFrames(page: Document): void {
  const apply = () => applyComplete(page);
  apply();
  if (page.readyState !== "loading") return;
  const observer = new MutationObserver(apply);
  observer.observe(page, { childList: true, subtree: true });
  page.addEventListener("DOMContentLoaded", () => {
    observer.disconnect();
    apply();
  });
}

// Frames are children of the body and nothing else is: a template inside a slot's content is the
// author's, and is left alone.
function applyComplete(page: Document): void {
  for (const frame of page.querySelectorAll<HTMLTemplateElement>("body>template[for]")) {
    if (frame.nextSibling || page.readyState !== "loading") applyFrame(page, frame);
  }
}

// A frame whose slot is settled (by navigation, say) or unknown is dropped.
function applyFrame(page: Document, frame: HTMLTemplateElement): void {
  const slot = slotOf(page, frame.getAttribute("for")!);
  frame.remove();
  if (slot && isPending(slot)) slot.replaceChildren(frame.content);
}
