// The document's title, and the live region that says it.

import { all, doc, root } from "./dom";
import { shown } from "./history";

/** Sets the title in the head: one that came with a slot's content goes with it. */
export function setTitle(text: string): void {
  doc.title = text;
  doc.head.prepend(all("title:not(svg *)")[0]!);
}

/** Takes the titles that lead a head or a frame; a named `meta` (`transom-title`) is that of the page beneath. */
export function takeTitles(from: ParentNode): void {
  let first;
  while ((first = from.firstElementChild)?.matches("title,meta[name]")) {
    first.remove();
    if ((first as any).name) shown.beneath = (first as any).content;
    else setTitle(first.textContent || root.dataset.title || "");
  }
}

let region: HTMLElement | undefined;

/** Says the title to those who do not see the page. */
export function announce(): void {
  if (!region) {
    region = doc.createElement("p");
    region.role = "status";
    region.style = "position:fixed;top:-9em" as any;
    doc.body.append(region);
  }
  region.textContent = doc.title;
}
