// Forms: GET forms are navigations, POST forms are sent in the background.

import { without } from "./address";
import { doc, on } from "./dom";
import { isElsewhere } from "./links";
import { keyAround, slotOf } from "./slots";
import { go } from "./visit";

export function watchForms(): void {
  on("submit", async (event) => {
    const form = event.target as HTMLFormElement;
    const { submitter } = event;
    const get = (name: string) => submitter?.getAttribute("form" + name) ?? form.getAttribute(name) ?? "";
    const to = new URL(get("action"), doc.baseURI);
    const method = get("method").toLowerCase();
    if (event.defaultPrevented || isElsewhere(form, get("target"), to.origin) || method == "dialog") return;
    event.preventDefault();
    const data = new FormData(form, submitter);
    const { at, slotLink } = form.dataset;
    const slot = slotOf(slotLink);
    // Those are for browsers without scripts.
    if (slot) [...data.keys()].forEach((name) => name[0] == "@" && data.delete(name));
    const fields = encode(data);
    if (method != "post") {
      to.search = fields;
      go(slot ? { goal: without(slot, at + "?" + encodeURIComponent(fields)), link: slotLink } : { goal: to.href });
    } else if (!form.ariaBusy) {
      form.ariaBusy = true as any;
      await go({
        goal: to.href,
        form: keyAround(form),
        posted: get("enctype")[0] == "m" ? data : new URLSearchParams(fields),
        byHand: () => {
          form.dataset.hard = "";
          // Not while the event of the first time is still under way.
          setTimeout(() => form.requestSubmit(submitter));
        },
      });
      form.ariaBusy = null;
    }
  });
}

// Line ends as browsers send them.
const encode = (data: FormData): string => `${new URLSearchParams(data as any)}`.replace(/(%0D)?%0A/g, "%0D%0A");
