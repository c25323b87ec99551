// The document as it was loaded: frames that come while it streams, and slots that it left unfinished.

import { doc, on, place } from "./dom";
import { takeFrames } from "./frames";
import { shown } from "./history";
import { mark } from "./mark";
import { isPending, slotOf, slots } from "./slots";
import { run } from "./visit";

/** Applies frames where the browser does not, and asks again for what the document did not bring. */
export function applyDocument(): void {
  const first = shown;
  const apply = () => {
    // After a navigation, the document's frames are of what is gone.
    // Where the browser applies them there is nothing to take.
    if (shown == first) {
      for (const [key, content] of takeFrames(doc)) {
        const slot = slotOf(key);
        if (slot && isPending(slot)) slot.replaceChildren(content);
      }
    }
  };
  const end = () => {
    apply();
    if (shown == first) {
      mark();
      if (slots().some(isPending)) run({ goal: place.href });
    }
  };
  apply();
  if (doc.readyState == "loading") {
    new MutationObserver(apply).observe(doc, { childList: true, subtree: true });
    on("DOMContentLoaded", end);
  } else end();
}
