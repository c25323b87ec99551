// What runs inside the page: what can be clicked, and what is on screen as text that can be compared.

/** Puts both at hand in every page of a context. */
export const install = (context) => context.addInitScript(() => {
  const isSeen = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  const within = () => document.querySelector("dialog:modal") ?? document;

  // Where a person could click: not beneath an open dialog, not away from the site.
  window.clickable = (avoid) => [...within().querySelectorAll("a[href]")].filter((link) =>
    link.origin === location.origin && !link.target && !link.hasAttribute("download") && isSeen(link) &&
    !link.pathname.startsWith("/_transom/") && !(avoid && link.closest(avoid)));
  window.sendable = (avoid) => [...within().querySelectorAll("form")].filter((form) =>
    isSeen(form) && !form.querySelector("[type=file]") && !(avoid && form.closest(avoid)) &&
    form.querySelector("button:not([type=button]):not([disabled]),input[type=submit]"));

  // What is not yet what it is to be.
  window.pendingSlots = () => [
    ...[...document.querySelectorAll("[data-slot]")].filter(({ firstChild: first }) =>
      first?.nodeName === "start" || (first?.nodeType === 8 && first.data.startsWith("?start"))),
    ...document.querySelectorAll("[aria-busy=true],dialog[data-modal]:not([open])"),
  ].map((element) => element.cloneNode().outerHTML);
  window.isSettled = () => document.readyState === "complete" && pendingSlots().length === 0;

  // Where a slot's link leads, but for its own slot, which is in `data-at`; the overrides in any order.
  const beside = (link, href) => {
    const [path, query] = href.split(/\?(.*)/s);
    const others = (query?.split("&") ?? []).filter((item) => !item.startsWith(`${link.dataset.at.split("=")[0]}=`));
    return [path, ...others.sort()].join(" ");
  };

  // The page as lines. What navigation adds and a reload does not have is left out; so are addresses made for the
  // moment in which they were rendered: of forms of slots, of "try again". Of links of slots, too, where the two
  // pages are at two addresses of one state.
  window.lines = (isAtOneAddress) => {
    const lines = [`title ${document.title}`];
    const write = (node, depth) => {
      const pad = " ".repeat(depth);
      if (node.nodeType === 3) {
        const text = node.data.replace(/\s+/g, " ").trim();
        if (text) lines.push(pad + text);
      }
      if (node.nodeType !== 1 || node.matches("script,template,noscript,title,link,[data-slot=transom-probe],body > p[role=status]")) return;
      const made = node.matches("form[data-slot-link],[data-retry]");
      if (node.matches("[data-slot-link] input[type=hidden]")) return;
      const attributes = [...node.attributes]
        .filter(({ name }) => !["aria-busy", "tabindex", "data-hard"].includes(name) && !(made && /^(href|action)$/.test(name)))
        .filter(({ name }) => isAtOneAddress || !node.dataset.at || name !== "href")
        .map(({ name, value }) => `${name}="${node.dataset.at && name === "href" ? beside(node, value) : value}"`).sort();
      lines.push(`${pad}<${[node.localName, ...attributes].join(" ")}>`);
      for (const child of node.childNodes) write(child, depth + 1);
    };
    write(document.body, 0);
    return lines;
  };
});
