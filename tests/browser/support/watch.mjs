// What a page's slots did while it loaded, and what the browser complained of.

/** Begins to watch a page that is not loaded yet. */
export async function watch(page) {
  const troubles = [];
  page.on("pageerror", (error) => troubles.push(error.message));
  page.on("console", (message) => message.type() === "error" && troubles.push(message.text()));
  await page.addInitScript(watchSlots);
  return {
    /** The slots that were seen loading, in the order in which they were done with it. */
    settled: () => page.evaluate(() => window.watched.settled),
    /** The loading views that were seen, as slot → text. */
    loading: () => page.evaluate(() => window.watched.loading),
    /** Leaves out what was complained of so far: a status from 400 on is one, also where it is meant. */
    forget: () => { troubles.length = 0; },
    /** Errors in the console (a failed Trusted Types check is one) and breaches of the page's policy. */
    troubles: async () => [...troubles, ...(await page.evaluate(() => window.watched.violations))],
  };
}

// Runs in the page, before anything of it.
function watchSlots() {
  const watched = { settled: [], loading: {}, violations: [] };
  window.watched = watched;
  const isMark = (node) => node?.nodeName === "start" || (node?.nodeType === 8 && node.data.startsWith("?start "));
  const look = () => {
    for (const slot of document.querySelectorAll("[data-slot]:not([data-slot=transom-probe])")) {
      const key = slot.dataset.slot;
      if (isMark(slot.firstChild)) watched.loading[key] = slot.textContent.trim();
      else if (key in watched.loading && !watched.settled.includes(key)) watched.settled.push(key);
    }
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
  document.addEventListener("securitypolicyviolation", (event) =>
    watched.violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`));
}
