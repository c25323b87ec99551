// A soft navigation, from the request to the last slot. Whatever fails ends in a normal page load.

import { doc, place, root } from "./dom";
import { emit } from "./events";
import { arrive, shown } from "./history";
import { mark } from "./mark";
import { prefetched } from "./prefetch";
import { have, slotOf } from "./slots";
import { isStale, spoil } from "./stash";
import { stream } from "./stream";
import { announce } from "./title";

export interface Visit {
  /** The URL. */
  goal: string;
  /** The slot that a slot link is for, or that a posted form stands in. */
  link?: string | undefined;
  /** The one slot that is asked for again. */
  just?: string | undefined;
  /** Nobody asked: a failure changes nothing. */
  isQuiet?: boolean;
  /** A new entry of the history. */
  isNew?: boolean;
  /** Scrolls as a new page does. */
  isTop?: boolean | undefined;
  /** What a form posts, and how the browser posts it itself. */
  posted?: BodyInit;
  byHand?: () => void;
}

export interface Request {
  control: AbortController;
  reply: Promise<Response>;
}

let running = new AbortController();

/** The newest navigation wins. */
export const stop = (): void => running.abort();

/** A navigation that the author's code may refuse: then the page is loaded. */
export const go = (visit: Visit): unknown =>
  (emit("visit", { url: visit.goal }) ? run : giveUp)({ isTop: !visit.link, isNew: true, ...visit });

/** Asks, and shows what comes. */
export async function run(visit: Visit): Promise<unknown> {
  const { goal, posted, just, isQuiet, byHand } = visit;
  if (have().length > 6e3) return isQuiet || giveUp(visit);
  const before = shown;
  if (posted) spoil(true);
  if (!just) stop();
  const { control, reply } = (!just && prefetched(visit)) || ask(visit);
  if (!just) running = control;
  const isAlive = () => (just ? shown == before : !control.signal.aborted);
  let url = posted ? place.href : goal;
  let response: Response | undefined;
  let list: string | null | undefined;
  try {
    response = await reply;
    if (!isAlive()) return;
    const { headers } = response;
    const to = new URL(headers.get("Transom-Url") ?? (response.redirected ? response.url : url), place.href);
    to.hash ||= new URL(goal, place.href).hash;
    // Elsewhere the browser goes by itself.
    if (to.origin == place.origin) url = to.href;
    list = headers.get("Transom-Slots");
    if (list == null || headers.get("Transom-Build") != root.dataset.build || response.type != "basic"
      || !/^text.html/.test(headers.get("Content-Type")!)) throw 0;
    // A map whose text needs no taking apart.
    const views = new URLSearchParams(list.replaceAll(",", "&"));
    // What is listed stands in what stays: without its slot, this is not the document that the server means.
    if ([...views.keys()].some((key) => !slotOf(key))) throw 0;
    if (!just) {
      visit.isTop = arrive(to, headers.get("Transom-Background"), views, visit.isNew) && visit.isTop;
    }
    await stream(response, views, visit, isAlive);
    if (isAlive()) {
      if (!just) spoil(false);
      finish(visit);
    }
  } catch (error) {
    if (!isAlive() || isQuiet || !emit("error", { url, error })) return;
    // A post that was refused did nothing: the browser may send it again and show the answer.
    if (byHand && list == null && /^4/.test(response?.status as any) && !response!.redirected) byHand();
    else load(url, visit.isNew);
  } finally {
    // What nobody reads any more would keep its connection, of which there are few.
    control.abort();
  }
}

/** The request. All that the server needs to know is in it. */
export function ask({ goal, link, just, posted }: Visit): Request {
  const control = new AbortController();
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries({
    Have: have(),
    Build: root.dataset.build,
    From: shown.path,
    Background: shown.under,
    [posted ? "Form" : "Link"]: link,
    Only: just,
    Refresh: isStale && "1",
  })) if (value) headers["Transom-" + name] = value;
  const post = posted && { method: "POST", body: posted };
  return { control, reply: fetch(goal, { ...post, headers, signal: control.signal }) };
}

/** What is on screen is whole: the rest follows it. */
export function finish({ just, isTop }: Visit): void {
  mark();
  if (just) return;
  announce();
  if (isTop) doc.getElementById(decodeURIComponent(place.hash.slice(1)))?.scrollIntoView();
  emit("load", { url: place.href });
}

const giveUp = ({ goal, isNew, byHand }: Visit): void => (byHand ? byHand() : load(goal, isNew));

/** Whether we load a page just now: nobody intercepts that. It may be a file, or held up, so that this page stays. */
export let isLeaving = false;

// Its entry is one of another document, so that back and forward load, too.
function load(url: string, isNew: unknown): void {
  isLeaving = true;
  (place as any)[url == place.href ? "reload" : isNew ? "assign" : "replace"](url);
  // Not every browser begins at once.
  setTimeout(() => (isLeaving = false), 1e3);
}
