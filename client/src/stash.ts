// Contents of slots that are not on screen, kept so that back and forward need no request.
//
// What a slot shows is a mount, with a number. Each mount's nodes are in exactly one place: in its slot,
// or here (inner slots' with them).

import { closeDialogs, openDialogs } from "./dialog";
import { all, doc } from "./dom";
import { emit } from "./events";
import { isPending, slots, type Slot } from "./slots";

interface Kept {
  nodes: DocumentFragment;
  seen: string | undefined;
  scrolls: [Element, number, number][];
}

const stash = new Map<number, Kept>();
let last = 0;

/** The number of what the slot shows. */
export const mountOf = (slot: Slot): number => (slot.mount ||= ++last);

/** The last post, or the late answer of one, after which not all came anew yet. */
export let staleBy: unknown;

/** What was rendered before this, a post or its late answer, is not shown again. */
export function spoil(by?: unknown): void {
  if ((staleBy = by)) stash.clear();
}

/** All came that was rendered after this. */
export const settle = (by: unknown): unknown => staleBy == by && spoil();

/** Shows a mount again; whether it could. */
export function putBack(slot: Slot | undefined, mount: number): unknown {
  const kept = stash.get(mount);
  if (slot && kept) {
    stash.delete(mount);
    swap(slot, kept.nodes, kept.seen);
    slot.mount = mount;
    for (const [element, left, top] of kept.scrolls) element.scrollTo(left, top);
  }
  return slot?.mount == mount;
}

/** Shows other content, and keeps what was there, unless it is the same anew. */
export function swap(slot: Slot, content: DocumentFragment, view: string | undefined, isSame?: unknown): void {
  closeDialogs(slot);
  const hadFocus = slot.contains(doc.activeElement);
  if (!isSame && !isPending(slot)) keep(slot);
  slot.replaceChildren(content);
  slot.dataset.key = view;
  // Marks of pending slots become ours: frames of a document that still comes would fill them.
  for (const slot of slots()) if (isPending(slot)) slot.firstChild!.replaceWith(new Comment("?start"));
  if (!openDialogs(slot) && hadFocus) moveFocus(slot);
  emit("swap", {}, slot);
}

function keep(slot: Slot): void {
  const nodes = new DocumentFragment();
  const scrolls = [slot, ...all("*", slot)]
    .filter((element) => element.scrollTop || element.scrollLeft)
    .map((element): Kept["scrolls"][0] => [element, element.scrollLeft, element.scrollTop]);
  nodes.append(...slot.childNodes);
  const mount = mountOf(slot);
  if (!staleBy) stash.set(mount, { nodes, seen: slot.dataset.key, scrolls });
  slot.mount = 0;
  // Enough for a long way back; older ones are asked for again.
  stash.delete(mount - 40);
}

// The keyboard goes on at what asks for it, at a heading, or at the slot itself.
function moveFocus(slot: Slot): void {
  const to = slot.querySelector<HTMLElement>("[autofocus],[aria-invalid=true]") ?? slot.querySelector<HTMLElement>("h1,h2") ?? slot;
  // Its own number, which is what makes it focusable.
  to.tabIndex += 0;
  to.focus({ preventScroll: true });
}
