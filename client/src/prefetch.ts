// Asks for what a link leads to as soon as somebody seems to want it.

import { on } from "./dom";
import { shown } from "./history";
import { visitOf } from "./links";
import { have } from "./slots";
import { ask, type Request, type Visit } from "./visit";

let kept: (Request & { fits: string }) | undefined;
let timer: number;

// A reply fits only what was shown when it was asked for.
const fitOf = (visit: Visit): string => [visit.goal, visit.link, shown.id, have()].join();

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
export function prefetched(visit: Visit): Request | false | undefined {
  clearTimeout(timer);
  const mine = !visit.posted && kept?.fits == fitOf(visit) && kept;
  if (mine) kept = undefined;
  else drop();
  return mine;
}

function prefetch(visit: Visit): void {
  const fits = fitOf(visit);
  if (kept?.fits != fits) {
    drop();
    kept = { fits, ...ask(visit) };
    // Whoever uses it hears of it.
    kept.reply.catch(() => {});
    setTimeout(drop, 1e4);
  }
}

function drop(): void {
  kept?.control.abort();
  kept = undefined;
}
