// A soft navigation, from the request to the last slot. Whatever fails ends in a normal page load.

import { doc, place, root } from "./dom";
import { emit } from "./events";
import { arrive, shown } from "./history";
import { mark } from "./mark";
import { prefetched } from "./prefetch";
import { have, slotOf } from "./slots";
import { settle, spoil, staleBy } from "./stash";
import { stream } from "./stream";
import { announce } from "./title";

export interface Visit {
  /** The URL. */
  goal: string;
  /** The slot that a slot link is for. */
  link?: string | undefined;
  /** The slot that a posted form stands in. */
  form?: string | undefined;
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

/** A request that can be given up. */
export interface Request extends AbortController {
  reply: Promise<Response>;
  /** The last post that is done in what it brings. */
  since?: unknown;
}

let running = new AbortController();
let posting: Promise<unknown> | undefined;

/** The newest navigation wins. */
export const stop = (): void => running.abort();

/** A navigation that the author's code may refuse: then the page is loaded. */
export const go = (visit: Visit): unknown =>
  (emit("visit", { url: visit.goal }) ? run : giveUp)({ isTop: !visit.link, isNew: true, ...visit });

/** Asks, and shows what comes. */
export async function run(visit: Visit): Promise<unknown> {
  const { goal, link, posted, just, isQuiet, byHand } = visit;
  // Longer headers are refused on the way.
  if (have()[6e3]) return isQuiet || giveUp(visit);
  const before = shown;
  if (posted) spoil(posted);
  const request = (!just && prefetched(visit)) || ask(visit);
  // A post itself is not taken back, as it may be done already, but its answer is not shown.
  const turn = posted ? new AbortController() : request;
  if (!just) {
    stop();
    running = turn;
    // Slots navigate on their own: the next link of another one is for what is asked for here.
    if (link && !shown.under) shown.aim = goal;
  }
  const isAlive = () => (just ? shown == before : !turn.signal.aborted);
  let url = posted ? place.href : goal;
  let response: Response | undefined;
  let list: string | null | undefined;
  try {
    response = await request.reply;
    // A form that was refused has changed nothing.
    if (!isAlive()) return posted && (response.status != 422 ? spoil(response) : settle(posted));
    const { headers } = response;
    const to = new URL(headers.get("Transom-Url") ?? (response.redirected ? response.url : url), place.href);
    to.hash ||= new URL(goal, place.href).hash;
    // Elsewhere the browser goes by itself.
    if (to.origin == place.origin) url = to.href;
    list = headers.get("Transom-Slots");
    // A map whose text needs no taking apart.
    const views = new URLSearchParams(list?.replaceAll(",", "&"));
    // What is listed stands in what stays: without its slot, this is not the document that the server means.
    if (list == null || headers.get("Transom-Build") != root.dataset.build || response.type != "basic"
      || !/^text.html/.test(headers.get("Content-Type")!) || [...views.keys()].some((key) => !slotOf(key))) throw 0;
    if (!just) {
      visit.isTop = (arrive(to, headers.get("Transom-Background"), views, visit.isNew) || (to.hash as any)) && visit.isTop;
    }
    await stream(response, views, visit, isAlive);
    if (isAlive()) finish(visit, request.since);
  } catch (error) {
    // The next link of a slot is not for this one, too.
    if (!isAlive() || isQuiet || !(shown.aim = shown.path) || !emit("error", { url, error })) return;
    // A post that was refused did nothing: the browser may send it again and show the answer.
    if (byHand && list == null && /^4/.test(response?.status as any) && !response!.redirected) byHand();
    else load(url, visit.isNew);
  } finally {
    // What nobody reads any more would keep its connection, of which there are few.
    request.abort();
  }
}

/** The request. All that the server needs to know is in it. It is sent when an earlier post is answered. */
export function ask({ goal, link, form, just, posted }: Visit): Request {
  const request = new AbortController() as Request;
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries({
    Have: have(),
    Build: root.dataset.build,
    From: posted || just ? shown.path : shown.aim,
    Background: shown.under,
    Link: link,
    Form: form,
    Only: just,
  })) if (value) headers["Transom-" + name] = value as string;
  const reply = (request.reply = (async () => {
    await posting;
    if ((request.since = posted ?? staleBy)) headers["Transom-Refresh"] = "1";
    const how: any = { method: posted && "POST", body: posted, headers, signal: request.signal };
    return fetch(goal, how);
  })());
  // What is rendered during a post would be as of before it. A slow one holds nobody for long.
  const ended = new Promise((done) => {
    reply.then(done, done);
    setTimeout(done, 3e3);
  });
  if (posted) posting = ended;
  return request;
}

/** What is on screen is whole: the rest follows it. Async, as an anchor that is not well encoded is no failure. */
export async function finish({ just, isTop }: Visit, since?: unknown): Promise<void> {
  mark();
  if (just) return;
  settle(since);
  announce();
  if (isTop) doc.getElementById(decodeURIComponent(place.hash.slice(1)))?.scrollIntoView();
  emit("load", { url: place.href });
}

const giveUp = ({ goal, isNew, byHand = () => load(goal, isNew) }: Visit): void => byHand();

/** The page that we load: nobody intercepts that. It may be a file, or held up, so that this page stays. */
export let loading = " ";

// Its entry is one of another document, so that back and forward load, too.
function load(url: string, isNew: unknown): void {
  loading = url;
  (place as any)[url == place.href ? "reload" : isNew ? "assign" : "replace"](url);
}
