// What comes of a reply: read as it arrives, and shown slot by slot.

import { doc, root, scrollDown } from "./dom";
import { takeFrames } from "./frames";
import { mark } from "./mark";
import { have, isMark, isPending, slotOf } from "./slots";
import { swap } from "./stash";
import { takeTitles } from "./title";
import type { Visit } from "./visit";

interface Policy {
  createHTML(text: string): string;
}

const rules: Policy = { createHTML: (text) => text };
const policy: Policy = (window as any).trustedTypes?.createPolicy("transom", rules) ?? rules;

/** Shows what the reply brings; fails if it ends before all of `views` has come. */
export async function stream(
  response: Response, views: URLSearchParams, { just, isTop }: Visit, isAlive: () => boolean,
): Promise<void> {
  // Parsed in a document of its own, so that no content can pass for a frame. Opened, as WebKit would take what is
  // written for a piece of the body: no title of it would be in the head.
  const page = doc.implementation.createHTMLDocument().open();
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const show = (key: string, content: DocumentFragment) => {
    const slot = slotOf(key);
    if (!slot || !isAlive() || !(views.has(key) || isPending(slot))) return;
    takeTitles(content);
    swap(slot, content, views.get(key) ?? slot.dataset.key, just);
    if (isTop && slot.dataset.main != null) {
      scrollDown(0);
      // Once: who scrolls on while it loads is left there.
      isTop = false;
    }
  };
  const apply = ([key, content]: [string, DocumentFragment]) => {
    if (isMark(content.firstChild, "start")) {
      // What comes soon needs no loading view, nor does what is shown already and comes anew.
      if (!have().includes(key + "=" + views.get(key))) setTimeout(() => views.has(key) && show(key, content), 120);
    } else {
      show(key, content);
      views.delete(key);
    }
  };
  let piece;
  do {
    mark();
    piece = await reader.read();
    if (!isAlive()) return;
    page.write(policy.createHTML(piece.value ?? ""));
    takeTitles(page.head);
    const frames = takeFrames(page);
    if (frames[0]) await transition(() => frames.forEach(apply));
  } while (!piece.done);
  if (views.size || !isMark(page.body.lastChild, "transom")) throw 0;
}

// Whole-document transitions freeze all slots, so the author asks for them: `<html data-vt>`.
function transition(update: () => void): Promise<void> | void {
  const isWanted = root.dataset.vt != null && !matchMedia("(prefers-reduced-motion:reduce)").matches;
  const begun = isWanted && (doc as any).startViewTransition?.(update);
  return begun ? begun.updateCallbackDone : update();
}
