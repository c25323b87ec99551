// Forms: GET forms are navigations, POST forms are sent in the background.

import { doc, on } from "./dom";
import { isElsewhere, merge } from "./links";
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
    const { at, slotLink: link } = form.dataset;
    // Those are for browsers without scripts.
    if (at) [...data.keys()].forEach((name) => name[0] == "@" && data.delete(name));
    const fields = encode(data);
    if (method != "post") {
      to.search = fields;
      go({ goal: at ? merge(link, at + "?" + encodeURIComponent(fields)) : to.href, link });
    } else if (!form.ariaBusy) {
      form.ariaBusy = "true";
      await go({
        goal: to.href,
        posted: /^m/i.test(get("enctype")) ? data : new URLSearchParams(fields),
        byHand: () => {
          form.dataset.hard = "";
          form.requestSubmit(submitter);
        },
      });
      form.ariaBusy = null;
    }
  });
}

// As browsers do it: a file by its name, line ends as CRLF.
const encode = (data: FormData): string => `${new URLSearchParams([...data].map(
  ([name, value]) => [name, (value as File).name ?? (value as string).replace(/\r?\n/g, "\r\n")],
))}`;
