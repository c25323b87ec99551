// The example dashboard as people see it: panes that load, fail and finish on their own.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startDashboard } from "./support/dashboard.mjs";
import { engines } from "./support/engines.mjs";
import { watch } from "./support/watch.mjs";

const PANES = ["dashboard@analytics", "dashboard@revenue", "dashboard@activity"];
const paneOf = (key) => key.split("@")[1];

let site;
before(async () => { site = await startDashboard(); });
after(() => site?.stop());

for (const engine of engines) {
  describe(`the dashboard in ${engine.name}`, { timeout: 180_000 }, () => {
    let browser, page, watched;
    before(async () => { browser = await engine.launch(); });
    after(() => browser?.close());

    async function open(path) {
      page = await browser.newPage();
      watched = await watch(page);
      return page.goto(site.url + path, { waitUntil: "load" });
    }
    /** Nothing may have been complained of, whatever the test was about. */
    async function close() {
      assert.deepEqual(await watched.troubles(), []);
      await page.close();
    }
    const order = () => page.$$eval("[data-slot]", (slots) => slots.map((slot) => slot.dataset.slot));
    const failed = () => page.$$eval("[data-slot] > [data-error]", (views) =>
      views.map((view) => view.parentElement.dataset.slot));

    test("panes arrive as they are ready, not as they stand", async () => {
      await open("/");
      const panes = (await order()).filter((key) => PANES.includes(key));
      await close();
      // The first in the page is the slowest.
      const delays = panes.map((key, place) => `${paneOf(key)}:${1200 - 400 * place}`);
      await open(`/?delay=${delays}`);
      const arrived = (await watched.settled()).filter((key) => PANES.includes(key));
      assert.deepEqual(arrived, panes.toReversed());
      await close();
    });

    test("a slow pane shows that it is loading, then its content", async () => {
      await open("/");
      const quick = await page.innerText("[data-slot='dashboard@revenue']");
      await close();
      await open("/?delay=revenue:500");
      const loading = (await watched.loading())["dashboard@revenue"];
      assert.ok(loading !== undefined && loading !== quick, "its loading view was there first");
      assert.equal(await page.innerText("[data-slot='dashboard@revenue']"), quick);
      await close();
    });

    for (const [way, title] of [["activity", "an error"], ["activity:panic", "a panic"]]) {
      test(`${title} in one pane leaves the others as they are`, async () => {
        const response = await open(`/?fail=${way}`);
        assert.equal(response.status(), 200);
        assert.deepEqual(await failed(), ["dashboard@activity"]);
        assert.equal(await page.getAttribute("[data-slot='dashboard@activity'] > [data-error]", "role"), "alert");
        await close();
      });
    }

    test("a pane that takes too long fails alone", async () => {
      await open("/?delay=analytics:20000");
      assert.deepEqual(await failed(), ["dashboard@analytics"]);
      await close();
    });

    test("a layout within the layout brings panes of its own", async () => {
      await open("/products?delay=main:200,stock:400");
      const keys = await order();
      assert.ok(keys.indexOf("dashboard@main") < keys.indexOf("catalogue@stock"), keys.join());
      assert.ok((await page.innerText("[data-slot='catalogue@stock']")).length > 0);
      assert.deepEqual(await failed(), []);
      await close();
    });
  });
}
