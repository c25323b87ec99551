// The single things that soft navigation brings with it: scroll, anchors, titles, nested layouts, loading views, prefetch.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { chromium, withoutNavigation } from "./support/engines.mjs";
import { startSite } from "./support/site.mjs";
import { open as openPage } from "./support/visitor.mjs";

for (const engine of [chromium, withoutNavigation]) {
  describe(`soft navigation in ${engine.name}`, { timeout: 240_000 }, () => {
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

    test("a new page starts at its top or its anchor; back is where it was; a slot's own move does not scroll", async () => {
      await open("/long");
      const scroll = () => page.evaluate(() => Math.round(scrollY));
      await page.evaluate(() => scrollTo(0, 700));
      await page.evaluate(() => document.getElementById("side1").click());
      await visitor.at("/long?@side=/side/1");
      assert.equal(await scroll(), 700);
      await page.$eval(".scroll", (box) => { box.style.cssText = "height:50px;overflow:auto"; box.scrollTop = 120; });
      await page.evaluate(() => document.getElementById("side2").click());
      await visitor.at("/long?@side=/side/2");
      await page.evaluate(() => document.getElementById("a").click());
      await visitor.at("/a?@side=/side/2");
      assert.equal(await scroll(), 0);
      await visitor.back("/long?@side=/side/2");
      await page.waitForFunction(() => Math.round(scrollY) === 700);
      await visitor.back("/long?@side=/side/1");
      assert.equal(await page.$eval(".scroll", (box) => box.scrollTop), 120, "boxes inside a slot too");
      await visitor.click("#a", "/a?@side=/side/1");
      await page.click("#end-of-long");
      await visitor.comesTo("/long?@side=/side/1#end");
      await page.waitForFunction(() => Math.abs(document.getElementById("end").getBoundingClientRect().top) < innerHeight);
      await close();
    });

    test("who scrolls while a page loads stays there when its content comes", async () => {
      await open();
      site.delays = { "site@main": 1_500 };
      await page.evaluate(() => document.getElementById("long").click());
      await page.waitForSelector("[data-slot='site@main'] > [role=status]");
      await page.evaluate(() => scrollTo(0, 50));
      await visitor.at("/long");
      await visitor.reads("h1", "long");
      // Browsers keep what is seen in its place, which moves a little.
      assert.ok(await page.evaluate(() => scrollY) > 25);
      await close();
    });

    test("anchors in the page are the browser's affair", async () => {
      await open("/a");
      const before = site.requests.length;
      await page.click("#here");
      await visitor.at("/a#here");
      await visitor.back("/a");
      assert.equal(site.requests.length, before);
      await visitor.forward("/a#here");
      await visitor.click("#photo", "/photo/1");
      await visitor.back("/a#here");
      await visitor.reads("title", "/a of the site");
      await close();
    });

    test("what was typed is kept over an anchor, too, and the way back from one scrolls back", async () => {
      await open("/long");
      await visitor.click("#a", "/a");
      await visitor.back("/long");
      const field = () => page.evaluate(() => document.querySelector("[data-slot='site@main'] h1").dataset.typed);
      await page.evaluate(() => { document.querySelector("[data-slot='site@main'] h1").dataset.typed = "kept"; });
      await page.evaluate(() => { location.hash = "end"; });
      await visitor.at("/long#end");
      assert.notEqual(await page.evaluate(() => scrollY), 0);
      await visitor.click("#a", "/a");
      const before = site.requests.length;
      await visitor.back("/long#end");
      assert.equal(await field(), "kept");
      await visitor.back("/long");
      assert.equal(await field(), "kept");
      await page.waitForFunction(() => scrollY === 0);
      assert.equal(site.requests.length, before);
      await close();
    });

    test("an anchor in the page stops nothing that is on its way", async () => {
      await open("/a");
      site.delays.headers = 500;
      await page.evaluate(() => ["b", "here"].forEach((id) => document.getElementById(id).click()));
      await visitor.at("/b");
      await visitor.reads("h1", "b");
      await close();
    });

    test("the title is announced once, politely", async () => {
      await open();
      await visitor.click("#a", "/a");
      assert.deepEqual(await page.$$eval("[role=status]", (all) => all.map((one) => one.textContent)), ["/a of the site"]);
      await close();
    });

    test("nested layouts keep what does not change", async () => {
      await open("/team/1");
      await page.fill("[data-slot='team@list'] input", "in the list");
      const outer = await visitor.stamp("site@main");
      await visitor.click("#team2", "/team/2");
      assert.equal(await page.inputValue("[data-slot='team@list'] input"), "in the list");
      assert.equal(await visitor.stamp("site@main"), outer);
      await visitor.click("#a", "/a");
      await visitor.back("/team/2");
      assert.equal(await page.inputValue("[data-slot='team@list'] input"), "in the list");
      await visitor.back("/team/1");
      await visitor.reads("[data-slot='team@main'] h2", "member.1");
      await close();
    });

    test("loading views show only for what is slow; slots on their way are busy", async () => {
      await open();
      await page.evaluate(() => {
        window.seen = [];
        new MutationObserver(() => {
          for (const slot of document.querySelectorAll("[aria-busy]")) seen.push(`busy ${slot.dataset.slot}`);
          for (const view of document.querySelectorAll("[data-slot] > [role=status]")) seen.push(view.textContent);
        }).observe(document.body, { childList: true, subtree: true, attributes: true });
      });
      site.delays = { "site@main": 30 };
      await visitor.click("#a", "/a");
      assert.deepEqual(new Set(await page.evaluate(() => seen.splice(0))), new Set(["busy site@main"]));
      site.delays = { "site@main": 600 };
      await visitor.click("#b", "/b");
      assert.deepEqual(new Set(await page.evaluate(() => seen)), new Set(["busy site@main", "loading site@main"]));
      await close();
    });

    test("a view that comes anew stays until it is there, also after a post", async () => {
      await open("/forms");
      await page.evaluate(() => {
        window.seen = [];
        new MutationObserver(() => seen.push(...[...document.querySelectorAll("[role=status]")].map((view) => view.textContent)))
          .observe(document.body, { childList: true, subtree: true });
      });
      const side = await visitor.stamp("site@side");
      site.delays = { "site@side": 800, "site@main": 800 };
      await page.click("#post button");
      await visitor.comesTo("/a");
      await visitor.reads("h1", "a");
      await visitor.rest();
      assert.notEqual(await visitor.stamp("site@side"), side);
      const seen = new Set(await page.evaluate(() => seen.filter((text) => text.startsWith("loading"))));
      assert.deepEqual(seen, new Set(["loading site@main"]), "another view is on its way, in the main slot alone");
      await close();
    });

    test("a link that is pointed at is asked for once, and not again by the click", async () => {
      await open();
      await page.hover("#a");
      await page.waitForTimeout(400);
      assert.equal(site.soft().length > 0 && last().url, "/a");
      const asked = site.soft().length;
      await visitor.click("#a", "/a");
      await page.waitForTimeout(300);
      assert.equal(site.soft().length, asked);
      await page.$eval("#b", (link) => { link.dataset.prefetch = "off"; });
      await page.hover("#b");
      await page.waitForTimeout(300);
      assert.equal(site.soft().length, asked);
      await page.focus("#c");
      await page.waitForTimeout(400);
      assert.equal(last().url, "/c");
      // Something else is shown by now: what was asked for before does not fit.
      await page.evaluate(() => document.getElementById("side1").click());
      await visitor.at("/a?@side=/side/1");
      await visitor.click("#c", "/c?@side=/side/1");
      await close();
    });

    test("nothing is asked for beforehand by a browser that saves data", async () => {
      await open();
      await page.evaluate(() => Object.defineProperty(navigator, "connection", { value: { saveData: true } }));
      const asked = site.soft().length;
      await page.hover("#a");
      await page.focus("#b");
      await page.waitForTimeout(400);
      assert.equal(site.soft().length, asked);
      await visitor.click("#a", "/a");
      await close();
    });
  });
}
