// Who does not want things to move sees nothing move: loading views, pictures under the pointer, opening dialogs.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { chromium } from "./support/engines.mjs";
import { startExample } from "./support/example.mjs";

/** What moves in each example, as markup put into a slot where it does not stand anyway. */
const EXAMPLES = {
  dashboard: `<div class="loading chart-loading"><span class="line"></span></div>`,
  gallery: `<div class="blank"></div>`,
  mail: `<div class="loading"><span class="line"></span></div>`,
};

for (const [name, markup] of Object.entries(EXAMPLES)) {
  describe(`motion in ${name}`, { timeout: 120_000 }, () => {
    let site, browser;
    before(async () => { [site, browser] = await Promise.all([startExample(name), chromium.launch()]); });
    after(async () => {
      await browser?.close();
      await site?.stop();
    });

    /** The elements that something is animated or would be changed slowly of. */
    async function moving(reducedMotion) {
      const context = await browser.newContext({ reducedMotion, bypassCSP: true });
      await context.addCookies([{ name: "mail-user", value: "ada", url: site.url }]);
      const page = await context.newPage();
      await page.goto(site.url, { waitUntil: "load" });
      const found = await page.evaluate((markup) => {
        document.querySelector("[data-slot]").insertAdjacentHTML("afterbegin", markup);
        const seconds = (text) => Math.max(...text.split(",").map(parseFloat));
        return [...document.querySelectorAll("body *")].filter((element) => {
          const style = getComputedStyle(element);
          return style.animationName !== "none" || seconds(style.transitionDuration) > 0;
        }).map((element) => `${element.localName}.${element.className}`);
      }, markup);
      await context.close();
      return [...new Set(found)].filter((element) => !element.includes("transom-probe"));
    }

    test("is there, and gone where it is not wanted", async () => {
      assert.notDeepEqual(await moving("no-preference"), []);
      assert.deepEqual(await moving("reduce"), []);
    });
  });
}
