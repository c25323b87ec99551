// What the document says about its slots.

import { all } from "./dom";

export interface Slot extends HTMLElement {
  /** The number of what it shows. */
  mount?: number;
  /** When it is to be asked for again. */
  due?: number;
}

/** All slots, in document order. */
export const slots = (): Slot[] => all("[data-key]");

/** The slot's key, `layout@slot`. */
export const keyOf = (slot: Slot): string => slot.dataset.slot!;

/** The key of the slot that an element stands in. */
export const keyAround = (element: Element): string | undefined =>
  element.closest<HTMLElement>("[data-slot]")?.dataset.slot;

/** The element that stands for the slot, if there is one. */
export const slotOf = (key: string | undefined): Slot | undefined =>
  slots().find((slot) => keyOf(slot) == key);

/** Whether a node is the mark `<?name …>`: a processing instruction, or the comment it is parsed as. */
export const isMark = (node: Node | null, name: string): boolean =>
  node instanceof Comment ? node.data.startsWith("?" + name) : node?.nodeName == name;

/** Whether the slot still shows what the server put in its place. */
export const isPending = (slot: Slot): boolean => isMark(slot.firstChild, "start");

/** The slots that show something, by what they show: `!` where that is of no use, pending or failed. */
export const have = (): string =>
  `${slots().map((slot) => keyOf(slot) + "=" +
    (isPending(slot) || slot.querySelector(":scope>[data-error],:scope>[data-modal]:not([open])") ? "!" : slot.dataset.key))}`;
