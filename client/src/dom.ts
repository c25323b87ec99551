// Short names for what is used everywhere: the script is small.

export const doc = document;
export const root = doc.documentElement;
export const place = location;
export const on = addEventListener;

/** Without an animation, whatever the author's style says. */
export const scrollDown = (top: number): void => scrollTo({ top, behavior: "instant" });

/** All elements within that a selector finds, in document order. */
export const all = <E extends HTMLElement = HTMLElement>(selector: string, within: ParentNode = doc): E[] => [
  ...within.querySelectorAll<E>(selector),
];
