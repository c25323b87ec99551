// Frames: `<template for="KEY">…</template><?e>`, children of the body and nothing else is. A template
// inside a slot's content is the author's, and is left alone.

import { all } from "./dom";

/** Takes the frames that are complete: something follows them. */
export const takeFrames = (page: Document): [string, DocumentFragment][] =>
  (all("body>template[for]", page) as any[])
    .filter((frame: HTMLTemplateElement) => frame.nextSibling)
    .map((frame: HTMLTemplateElement) => {
      frame.remove();
      return [frame.getAttribute("for")!, frame.content];
    });
