// What the document says about its slots.

/** The element that stands for the slot in this page, if there is one. */
export function slotOf(page: Document, key: string): Element | null {
  return page.querySelector(`[data-slot="${CSS.escape(key)}"]`);
}

/** Whether the slot still shows what the server put in its place: it begins with the `start` mark. */
export function isPending(slot: Element): boolean {
  const mark = slot.firstChild;
  // A processing instruction where the browser knows them, else the comment they are parsed as.
  return mark instanceof Comment ? mark.data.startsWith("?start ") : mark?.nodeName === "start";
}
