// The examples for everybody: axe-core finds nothing on their pages, in both sets of colours and two widths,
// with dialogs open and forms refused.

import axe from "axe-core";
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { chromium } from "./support/engines.mjs";
import { startExample } from "./support/example.mjs";

const click = (selector, next) => async (page) => {
  await page.click(selector);
  await page.waitForSelector(next);
};

/** Pages by name: a path, and what is done there before one looks. */
const EXAMPLES = {
  gallery: [
    ["/"], ["/photos/36"], ["/people/1"], ["/photos/99"],
    ["/", click(".tile", "dialog[open] h2")],
  ],
  mail: [
    ["/"], ["/messages/1"], ["/?folder=trash&q=x"], ["/compose"], ["/messages/99"], ["/sign-in"],
    ["/messages/1", click(".tools a", "dialog[open] h2")],
    ["/compose", click("[value=send]", "[aria-invalid]")],
  ],
  dashboard: [
    ["/"], ["/orders?q=porto"], ["/orders/20001"], ["/products/1"], ["/customers"], ["/analytics/range"],
    ["/revenue/regions"], ["/?fail=activity"], ["/nowhere"],
    ["/", click("[value=admin]", ".books dd")],
  ],
};

for (const [name, pages] of Object.entries(EXAMPLES)) {
  describe(`${name} for everybody`, { timeout: 240_000 }, () => {
    let site, browser;
    before(async () => { [site, browser] = await Promise.all([startExample(name), chromium.launch()]); });
    after(async () => {
      await browser?.close();
      site?.stop();
    });

    for (const [colorScheme, width] of [["light", 1440], ["dark", 360]]) {
      test(`${colorScheme}, ${width} px wide`, async () => {
        const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 }, reducedMotion: "reduce" });
        await context.addCookies([{ name: "mail-user", value: "ada", url: site.url }]);
        for (const [path, act] of pages) {
          const page = await context.newPage();
          page.setDefaultTimeout(10_000);
          await page.goto(site.url + path, { waitUntil: "load" });
          await act?.(page);
          assert.deepEqual(await findings(page), [], `${path}${act ? ", later" : ""}`);
          await page.close();
        }
        await context.close();
      });
    }
  });
}

/** What axe finds, as rule → elements. */
async function findings(page) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document));
  return violations.map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes.slice(0, 4).map((node) => node.html.slice(0, 140)).join(" | ")}`);
}
