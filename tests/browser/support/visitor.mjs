// Somebody who visits a site: clicks, goes back and forth, and notes what the browser complains of.

import assert from "node:assert/strict";

/** Opens a page of the site. */
export async function open(browser, site, path = "/", options = {}, waitUntil = "load") {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const troubles = [];
  let loads = 0;
  page.on("pageerror", (error) => troubles.push(error.message));
  page.on("console", (message) => message.type() === "error" && troubles.push(message.text()));
  page.on("request", (request) => request.isNavigationRequest() && request.frame() === page.mainFrame() && loads++);
  await page.addInitScript(watch);
  await page.goto(site.url + path, { waitUntil });

  const visitor = {
    page,
    /** How many pages were loaded. */
    loads: () => loads,
    /** Waits for an address and until everything asked for has come. */
    async at(path) {
      await visitor.comesTo(path);
      await visitor.rest();
    },
    /** Waits for an address. */
    comesTo: (path) => page.waitForFunction(
      (path) => location.pathname + location.search + location.hash === path, path, { timeout: 10_000 }),
    /** Waits until an element's text is that. */
    reads: (selector, text) => page.waitForFunction(
      ([selector, text]) => document.querySelector(selector)?.innerText === text, [selector, text], { timeout: 10_000 }),
    rest: () => page.waitForFunction(() => !document.querySelector("[data-slot][aria-busy]"), null, { timeout: 10_000 }),
    async click(selector, path) {
      await page.click(selector);
      await visitor.at(path);
    },
    back: async (path) => { await page.evaluate(() => history.back()); await visitor.at(path); },
    forward: async (path) => { await page.evaluate(() => history.forward()); await visitor.at(path); },
    /** Tells one rendering of a slot from the next. */
    stamp: (key) => page.innerText(`[data-slot='${key}'] > output, [data-slot='${key}'] > dialog > output`),
    async until(holds) {
      for (const end = Date.now() + 10_000; !holds(); await page.waitForTimeout(20)) assert.ok(Date.now() < end, `${holds}`);
    },
    events: () => page.evaluate(() => window.heard),
    /** Leaves; nothing may have been complained of but what a test provokes. */
    async close({ forgiving = false } = {}) {
      const violations = await page.evaluate(() => window.violations).catch(() => []);
      await context.close();
      if (!forgiving) assert.deepEqual([...troubles, ...violations], []);
    },
  };
  return visitor;
}

// Runs in the page, before anything of it.
function watch() {
  window.heard = [];
  window.violations = [];
  for (const name of ["visit", "swap", "load", "error"]) {
    addEventListener(`transom:${name}`, (event) =>
      window.heard.push(name === "swap" ? `swap ${event.target.dataset.slot}` : name));
  }
  addEventListener("securitypolicyviolation", (event) => window.violations.push(`${event.violatedDirective}: ${event.sample}`));
}
