// Asks for what a link leads to as soon as somebody seems to want it.

import { on } from "./dom";
import { shown } from "./history";
import { visitOf } from "./links";
import { have } from "./slots";
import { ask, type Request, type Visit } from "./visit";

let kept: (Request & { fits: string; since: number }) | undefined;
let timer: number;

// A reply fits only what was shown when it was asked for.
const fitOf = (visit: Visit): string => [visit.goal, visit.link, shown.id, have()].join();

export function watchPrefetch(): void {
  const consider = ({ target }: Event) => {
    clearTimeout(timer);
    const visit = visitOf(target);
    if (visit && !visit.just && !(target as Element).closest("[data-prefetch=off]")
      && !(navigator as any).connection?.saveData) timer = setTimeout(prefetch, 80, visit);
  };
  // A touch is over what it touches, too.
  on("pointerover", consider);
  on("focusin", consider);
}

/** The request made beforehand, if it is for this visit; any visit ends the waiting. */
export function prefetched(visit: Visit): Request | undefined {
  clearTimeout(timer);
  const mine = kept;
  kept = undefined;
  if (!visit.posted && mine?.fits == fitOf(visit) && Date.now() - mine!.since < 1e4) return mine;
  mine?.control.abort();
}

function prefetch(visit: Visit): void {
  const fits = fitOf(visit);
  if (kept?.fits != fits) {
    kept?.control.abort();
    kept = { fits, since: Date.now(), ...ask(visit) };
    kept.reply.catch(() => (kept = undefined));
  }
}
