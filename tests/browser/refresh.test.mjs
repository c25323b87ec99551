// Slots that ask for themselves again.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { chromium, withoutNavigation } from "./support/engines.mjs";
import { startSite } from "./support/site.mjs";
import { open as openPage } from "./support/visitor.mjs";

for (const engine of [chromium, withoutNavigation]) {
  describe(`refresh in ${engine.name}`, { timeout: 240_000 }, () => {
    let site, browser, visitor, page;
    before(async () => { [site, browser] = await Promise.all([startSite({ native: engine.native }), engine.launch()]); });
    after(async () => { await browser?.close(); site?.stop(); });
    afterEach(() => Object.assign(site, { delays: {}, once: null, failing: null, refresh: null, html: "", posts: [] }));

    async function open(path = "/", options) {
      visitor = await openPage(browser, site, path, options);
      page = visitor.page;
    }
    const close = () => visitor.close();
    const last = () => site.soft().at(-1);

    test("a slot that refreshes itself does so while it is seen, and not under somebody's hands", async () => {
      site.refresh = { "site@side": 700 };
      await open("/a");
      const stamp = () => visitor.stamp("site@side");
      const first = await stamp();
      await page.waitForFunction((first) => document.querySelector("[data-slot='site@side'] > output").innerText !== first, first);
      assert.equal(last().headers["transom-only"], "site@side");
      await page.focus("[data-slot='site@side'] input");
      await page.waitForTimeout(300);
      const held = await stamp();
      await page.waitForTimeout(2_000);
      assert.equal(await stamp(), held);
      site.once = (_, response) => { response.writeHead(409, { "transom-build": "b2" }).end(); };
      await page.evaluate(() => document.activeElement.blur());
      await page.waitForFunction((held) => document.querySelector("[data-slot='site@side'] > output").innerText !== held, held);
      assert.equal(visitor.loads(), 1, "a refresh that fails changes nothing");
      await visitor.close({ forgiving: true });
    });

    test("a slot refreshes itself again after its link to try again, which leaves the focus at its heading", async () => {
      Object.assign(site, { failing: "site@side", refresh: { "site@side": 700 } });
      await open("/a");
      site.failing = null;
      await page.click("[data-retry]");
      await page.waitForFunction(() => document.activeElement.matches("[data-slot='site@side'] h2"));
      const first = await visitor.stamp("site@side");
      await page.waitForFunction((first) => document.querySelector("[data-slot='site@side'] > output").innerText !== first, first);
      assert.ok(await page.evaluate(() => document.activeElement.matches("[data-slot='site@side'] h2")), "and it is there still");
      await close();
    });

    test("a refresh is for what is shown, also while a link of that slot is on its way, and leaves other slots busy", async () => {
      site.refresh = { "site@side": 700 };
      await open("/a");
      await page.waitForTimeout(600);
      site.delays = { headers: 2_000 };
      await page.evaluate(() => document.getElementById("side1").click());
      await visitor.until(() => last().headers["transom-only"]);
      assert.equal(last().headers["transom-from"], "/a");
      site.delays = {};
      await visitor.at("/a?@side=/side/1");
      site.delays = { "site@main": 3_000 };
      await page.click("#b");
      await page.waitForSelector("[data-slot='site@main'][aria-busy=true] > [role=status]");
      await visitor.until(() => last().headers["transom-only"]);
      await page.waitForTimeout(300);
      assert.equal(await page.getAttribute("[data-slot='site@main']", "aria-busy"), "true");
      await visitor.reads("h1", "b");
      await close();
    });

    test("a slow server is asked for a refresh once at a time", async () => {
      site.refresh = { "site@side": 500 };
      await open("/a");
      site.delays = { "site@side": 4_000 };
      const before = site.soft().length;
      await visitor.until(() => site.soft().length > before);
      await page.waitForTimeout(2_500);
      assert.equal(site.soft().length, before + 1);
      await close();
    });

    test("an answer that nobody reads any more does not keep its connection", async () => {
      site.refresh = { "site@side": 500 };
      let ended;
      const asked = new Promise((asked) => {
        site.once = (request, response) => {
          response.writeHead(200, { "content-type": "text/html; charset=utf-8", "transom-build": site.build });
          response.write("<!doctype html><body>\n");
          ended = new Promise((done) => response.on("close", done));
          asked();
        };
      });
      await open("/a");
      await asked;
      site.refresh = null;
      await page.click("#b");
      await ended;
      await visitor.at("/b");
      assert.equal(visitor.loads(), 1);
      await close();
    });

    test("a refresh that comes when its slot has gone on changes nothing", async () => {
      site.refresh = { "site@side": 500 };
      const held = new Promise((asked) => {
        site.once = async (request) => {
          asked(request);
          await new Promise((done) => setTimeout(done, 1_500));
          return false;
        };
      });
      await open("/a?@side=/side/1");
      assert.equal((await held).headers["transom-only"], "site@side");
      site.refresh = null;
      await page.evaluate(() => {
        delete document.querySelector("[data-slot='site@side']").dataset.refresh;
        document.getElementById("side2").click();
      });
      await visitor.at("/a?@side=/side/2");
      await visitor.reads("[data-slot='site@side'] h2", "side.2");
      await page.waitForTimeout(2_000);
      await visitor.reads("[data-slot='site@side'] h2", "side.2");
      assert.equal(visitor.loads(), 1);
      await close();
    });

    test("a tab that nobody sees asks for nothing, and does so when it is seen again", async () => {
      site.refresh = { "site@side": 600 };
      await open("/a");
      const first = await visitor.stamp("site@side");
      const changes = (from) => page.waitForFunction(
        (from) => document.querySelector("[data-slot='site@side'] > output").innerText !== from, from, { timeout: 10_000 });
      await changes(first);
      await page.evaluate(() => Object.defineProperty(document, "hidden", { configurable: true, get: () => true }));
      await visitor.rest();
      // One may be on its way.
      await page.waitForTimeout(700);
      const [asked, hidden] = [site.soft().length, await visitor.stamp("site@side")];
      await page.waitForTimeout(2_500);
      assert.equal(site.soft().length, asked);
      await page.evaluate(() => { delete document.hidden; });
      await changes(hidden);
      assert.equal(last().headers["transom-only"], "site@side");
      await close();
    });
  });
}
