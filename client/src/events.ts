// Events for the author's own code.

import { doc } from "./dom";

/** Sends `transom:NAME`; false if it was cancelled, which means something for `visit` only. */
export const emit = (name: string, detail?: object, target: EventTarget = doc): boolean =>
  target.dispatchEvent(new CustomEvent("transom:" + name, { bubbles: true, cancelable: true, detail }));
