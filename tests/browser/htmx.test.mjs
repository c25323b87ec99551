// The dashboard with htmx in place of our client: buttons that fill one slot each.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { startDashboard } from "./support/dashboard.mjs";
import { chromium } from "./support/engines.mjs";

const versions = { "htmx 2": "htmx2", "htmx 4": "htmx4" };
// No copies of pages: going back asks for the page.
const CONFIG = '<meta name="htmx-config" content=\'{"historyCacheSize":0}\'>';
const BUTTONS = `
<button id="weekdays" hx-get="/analytics/weekdays" hx-target="#slot-dashboard-analytics">weekdays</button>
<button id="products" hx-get="/revenue/products" hx-target="#slot-dashboard-revenue" hx-push-url="true">products</button>
<button id="orders" hx-get="/orders?@analytics=/analytics/weekdays" hx-target="#slot-dashboard-main" hx-push-url="true">orders</button>`;

for (const [name, folder] of Object.entries(versions)) {
  describe(name, { timeout: 120_000 }, () => {
    const script = readFileSync(new URL(`node_modules/${folder}/dist/htmx.min.js`, import.meta.url), "utf8");
    let dashboard, browser, context, page;
    before(async () => { [dashboard, browser] = await Promise.all([startDashboard(), chromium.launch()]); });
    after(async () => { await browser?.close(); dashboard?.stop(); });

    const text = (slot) => page.innerText(`[data-slot='dashboard@${slot}']`);
    const changes = (slot, from) => page.waitForFunction(
      ([slot, from]) => document.querySelector(`[data-slot='dashboard@${slot}']`).innerText !== from, [slot, from]);
    const headers = [];

    // The dashboard's pages, with htmx and its buttons where our client would be.
    async function open(path) {
      context = await browser.newContext({ bypassCSP: true });
      page = await context.newPage();
      await page.route("**/_transom/client*", (route) => route.abort());
      await page.route("**/*", async (route) => {
        const request = route.request();
        if (!request.isNavigationRequest()) return route.fallback();
        const response = await route.fetch();
        const body = (await response.text()).replace("<head>", () => `<head>${CONFIG}<script>${script}</script>`)
          .replace("<main", () => `${BUTTONS}<main`);
        await route.fulfill({ response, body });
      });
      page.on("response", (response) => {
        const { url, headers: sent } = { url: response.url(), headers: response.request().headers() };
        if (sent["hx-request"]) headers.push({ url, target: sent["hx-target"], status: response.status() });
      });
      await page.goto(dashboard.url + path);
      await page.waitForFunction(() => !document.querySelector("[data-slot] [role=status]"));
    }

    test("a button fills its slot, and the others stay as they are", async () => {
      await open("/");
      const [revenue, analytics] = [await text("revenue"), await text("analytics")];
      await page.evaluate(() => { document.querySelector("[data-slot='dashboard@revenue']").firstElementChild.dataset.mine = ""; });
      await page.click("#weekdays");
      await changes("analytics", analytics);
      assert.match(await page.innerHTML("[data-slot='dashboard@analytics']"), /aria-current="page"[^>]*>Weekdays/);
      assert.equal(await text("revenue"), revenue);
      assert.equal(await page.locator("[data-slot='dashboard@revenue'] > [data-mine]").count(), 1);
      assert.equal(await page.locator("[data-slot='dashboard@analytics'] [data-slot]").count(), 0, "only its inside came");
      await context.close();
    });

    test("with the page that owns it comes the title, and the URL is one to reload", async () => {
      await open("/");
      await page.click("#orders");
      await page.waitForFunction(() => document.title === "Orders");
      await page.waitForURL("**/orders?@analytics=/analytics/weekdays");
      const orders = await text("main");
      await page.reload();
      assert.equal(await text("main"), orders);
      assert.match(await page.innerHTML("[data-slot='dashboard@analytics']"), /aria-current="page"[^>]*>Weekdays/);
      await context.close();
    });

    test("going back brings the page", async () => {
      await open("/");
      const before = await text("revenue");
      await page.click("#products");
      await page.waitForURL("**/revenue/products");
      await changes("revenue", before);
      await page.goBack();
      await page.waitForFunction((before) => document.querySelector("[data-slot='dashboard@revenue']")?.innerText === before, before);
      await context.close();
      assert.ok(headers.length >= 3 && headers.every(({ status }) => status === 200), JSON.stringify(headers));
    });
  });
}
