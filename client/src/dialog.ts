// Modal dialogs: `<dialog data-modal data-close="URL">` in a slot. URL is what shows when it is closed.

import { all, on } from "./dom";
import { before } from "./history";
import { go, stop } from "./visit";

const MODAL = "dialog[data-modal]";

/** Opens the slot's dialogs; how many there are. */
export const openDialogs = (slot: Element): number =>
  all<HTMLDialogElement>(MODAL, slot).map((dialog) => {
    dialog.showModal();
    // By a click outside, too, but not by the second of a double click on what opened it.
    setTimeout(() => (dialog.closedBy = "any"), 500);
  }).length;

/** Closes them before their nodes are moved, so that the focus goes back to where it was. */
export const closeDialogs = (slot: Element): void =>
  all<HTMLDialogElement>(MODAL, slot).forEach((dialog) => dialog.close());

/** Whoever closed it, what shows then is the page beneath. */
export const watchDialogs = (): void =>
  on("close", ({ target: dialog }: any) => {
    // Those that we closed are no longer in the document by now, and not heard here.
    if (dialog.matches(MODAL)) {
      const goal = dialog.dataset.close!;
      // What was to come next in the dialog.
      stop();
      if (before() == goal) history.back();
      else go({ goal });
    }
  }, true);
