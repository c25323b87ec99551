// What is shown, and what was: an entry of the browser's history for each state (URL, background).

import { pathOf } from "./address";
import { doc, place, scrollDown } from "./dom";
import { isPending, keyOf, slotOf, slots } from "./slots";
import { staleBy, mountOf, putBack } from "./stash";
import { setTitle } from "./title";

/** A state: what is on screen, or on its way there. */
export interface State {
  id: number;
  /** Path and query, and those to be once it is there what slot links have asked for. */
  path: string;
  aim?: string;
  /** Path and query of the page beneath an open interception, if one is, and that page's title. */
  under: string | null | undefined;
  beneath: string;
  /** How it can be shown again, once it was left: mounts by slot, title, scroll offset. */
  mounts?: Map<string, number>;
  heading?: string;
  offset?: number;
}

/** What the browser keeps for an entry, over reloads too: its number, `under`, and the URL of the entry before. */
type Entry = [id?: number, under?: State["under"], before?: string | undefined];

export let shown: State;

const states = new Map<number, State>();
/** What is still to come. */
export let awaited: { has(key: string): boolean } = new Set<string>();
// Never a number that an earlier document gave.
let last = Date.now();

const entry = (): Entry => history.state?.transom ?? [];

/** Says what the loaded document shows: its URL, with nothing beneath. */
export const begin = (): void => commit(place.href);

/** The state changes to what a reply brings; `views` is what is still to come of it. Whether it is another state. */
export function arrive(to: URL, under: string | null, views: URLSearchParams, isNew: unknown): boolean {
  const { path, under: before, beneath } = leave(under);
  const isOther = pathOf(to) != path || under != before;
  commit(to.href, under, under && !before ? doc.title : beneath, isNew && isOther ? path : "");
  awaited = views;
  return isOther;
}

/** The URL of the entry before. */
export const before = (): string | undefined => entry()[2];

/** After back or forward: shows what the entry showed. Whether anything is to be asked for; none within a page. */
export function restore(): unknown {
  const path = pathOf(place);
  const [id = path == shown.path ? shown.id : ++last, under] = entry();
  const state = states.get(id);
  // An anchor, gone to or left: what is on its way still comes, and the entry is one more of what is shown.
  if (state == shown) return write(id, shown.under);
  leave(under);
  // What was beneath a dialog may have come with it: then its title did, too.
  if (state && shown.under != path) setTitle(state.heading!);
  const missing = (awaited = new Set(state ? [] : slots().map(keyOf)));
  show(state ?? { id, path, under, beneath: "" });
  if (state) {
    state.mounts!.forEach((mount, key) => putBack(slotOf(key), mount) || missing.add(key));
    scrollDown(state.offset!);
  }
  return staleBy || missing.size;
}

// Notes how the state that is left can be shown again. What was beneath it may be what shows next.
function leave(under: State["under"]): State {
  shown.mounts = new Map(slots().map((slot) => {
    const key = keyOf(slot);
    return [key, isPending(slot) || awaited.has(key) ? -1 : mountOf(slot)];
  }));
  shown.heading = doc.title;
  shown.offset = scrollY;
  if (shown.under && !under) setTitle(shown.beneath);
  return shown;
}

function commit(href: string, under?: string | null, beneath = "", before?: string): void {
  write(++last, under, href, before);
  show({ id: last, path: pathOf(place), under, beneath });
}

const show = (state: State): void => {
  states.set(state.id, (shown = state));
  state.aim = state.path;
};

// With the URL of the entry before it, it is a new entry.
function write(id: number, under: State["under"], href?: string, from?: string): void {
  const transom: Entry = [id, under, from || before()];
  history[from ? "pushState" : "replaceState"]({ ...(!from && history.state), transom }, "", href);
}
