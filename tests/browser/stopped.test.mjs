// A server that stops, in the middle of what it says, and is started again: who goes on clicking gets all there is.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { chromium, unpatched, withoutNavigation } from "./support/engines.mjs";
import { startExample } from "./support/example.mjs";
import { open } from "./support/visitor.mjs";

const ANALYTICS = "[data-slot='dashboard@analytics']";

for (const engine of [chromium, unpatched, withoutNavigation]) {
  describe(`a server that stops, in ${engine.name}`, { timeout: 240_000 }, () => {
    let browser, site, visitor, page;
    before(async () => { browser = await engine.launch(); });
    after(() => browser?.close());
    beforeEach(async () => { site = await startExample("dashboard"); });
    afterEach(async () => {
      // Browsers complain of what is provoked here.
      await visitor.close({ forgiving: true });
      await site.stop();
    });

    const arrive = async (path, waitUntil) => {
      visitor = await open(browser, site, path, {}, waitUntil);
      page = visitor.page;
    };
    /** Whoever held a connection is cut off. */
    const startAgain = async () => { site = await startExample("dashboard", { ADDR: new URL(site.url).host }); };
    /** Links by what they say, clicked also while the page is not whole. */
    const click = (name) => page.evaluate((name) => {
      [...document.querySelectorAll("nav[aria-label=Main] a")].find((link) => link.innerText.includes(name)).click();
    }, name);
    const failedPage = () => page.waitForFunction(() => location.protocol === "chrome-error:", null, { timeout: 10_000 });
    /** Nothing is being waited for, and every pane shows something. */
    const isWhole = () => page.waitForFunction(() => !document.querySelector("[aria-busy=true],[data-slot] [role=status]") &&
      ["main", "analytics", "revenue", "activity"].every((name) =>
        document.querySelector(`[data-slot='dashboard@${name}']`)?.innerText.trim()), null, { timeout: 10_000 });

    test("before it answers a click: the browser says so, and a reload is the page that was asked for", async () => {
      await arrive("/?@activity=/activity/benelux");
      await site.stop();
      await click("Orders");
      await failedPage();
      await startAgain();
      await page.reload();
      await visitor.reads("main h1", "Orders");
      assert.equal(new URL(page.url()).pathname, "/orders");
      await page.evaluate(() => history.back());
      await visitor.comesTo("/?@activity=/activity/benelux");
      await isWhole();
      assert.equal(await page.innerText("[data-slot='dashboard@activity'] [aria-current=page]"), "Benelux");
    });

    test("while the answer to a click streams: the same, and no loading view stays", async () => {
      await arrive("/");
      await page.context().addCookies([{ name: "dashboard-upset", value: "delay=main:4000", url: site.url }]);
      await click("Products");
      await page.waitForSelector("[data-slot='dashboard@main'] [role=status]");
      await site.stop();
      await failedPage();
      await page.context().clearCookies();
      await startAgain();
      await page.reload();
      await visitor.reads("main h1", "Products");
      await isWhole();
      await page.evaluate(() => history.back());
      await visitor.comesTo("/");
      await isWhole();
    });

    test("while a document streams: what is missing comes, at once or with the next click", async () => {
      await arrive("/?delay=analytics:4000", "commit");
      await page.waitForSelector(`${ANALYTICS} [role=status]`);
      await page.waitForFunction(() => history.state?.transom);
      await site.stop();
      await startAgain();
      await click("Customers");
      await visitor.reads("main h1", "Customers");
      await isWhole();
      assert.equal(await page.locator("[data-error]").count(), 0);
    });
  });
}
