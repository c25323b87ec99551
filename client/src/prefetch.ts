// Asks for what a link leads to as soon as somebody seems to want it.

import { on } from "./dom";
import { shown } from "./history";
import { visitOf } from "./links";
import { have } from "./slots";
import { staleBy } from "./stash";
import { ask, type Request, type Visit } from "./visit";

let kept: (Request & { fits?: string }) | undefined;
let timer: number;

// A reply fits only what was shown when it was asked for.
const fitOf = (visit: Visit): string => `${[visit.goal, visit.link, shown.id, staleBy, have()]}`;

export function watchPrefetch(): void {
  // A touch is over what it touches, too.
  on("pointerover", consider);
  on("focusin", consider);
}

function consider({ target }: Event): void {
  clearTimeout(timer);
  const visit = visitOf(target);
  if (visit && !visit.just && !(target as Element).closest("[aria-current=page],[data-prefetch=off]")
    && !(navigator as any).connection?.saveData) timer = setTimeout(prefetch, 80, visit);
}

/** The request made beforehand, if it is for this visit; any visit ends the waiting. */
export function prefetched(visit: Visit): Request | void {
  clearTimeout(timer);
  const mine = kept;
  kept = undefined;
  return visit.posted || mine?.fits != fitOf(visit) ? mine?.abort() : mine;
}

function prefetch(visit: Visit): void {
  const fits = fitOf(visit);
  if (kept?.fits != fits) {
    drop();
    kept = ask(visit);
    kept.fits = fits;
    setTimeout(drop, 1e4);
  }
}

function drop(): void {
  kept = kept?.abort() as undefined;
}
