// What links say of themselves, which of them are navigated to, and what authors hear of it.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { chromium, withoutNavigation } from "./support/engines.mjs";
import { startSite } from "./support/site.mjs";
import { open as openPage } from "./support/visitor.mjs";

for (const engine of [chromium, withoutNavigation]) {
  describe(`links in ${engine.name}`, { timeout: 240_000 }, () => {
    let site, browser, visitor, page;
    before(async () => { [site, browser] = await Promise.all([startSite({ native: engine.native }), engine.launch()]); });
    after(async () => { await browser?.close(); site?.stop(); });
    afterEach(() => Object.assign(site, { delays: {}, once: null, failing: null, refresh: null, html: "", posts: [] }));

    async function open(path = "/", options) {
      visitor = await openPage(browser, site, path, options);
      page = visitor.page;
    }
    const close = () => visitor.close();

    test("aria-current is true on links that were not rendered again", async () => {
      await open();
      const current = () => page.$$eval("[aria-current=page]", (links) => links.map((link) => link.id));
      await visitor.click("#a", "/a");
      assert.deepEqual(await current(), ["a", "side-default"]);
      await visitor.click("#side1", "/a?@side=/side/1");
      assert.deepEqual(await current(), ["a", "side1"]);
      await visitor.click("#team2", "/team/2?@side=/side/1");
      assert.deepEqual(await current(), ["team2", "side1"]);
      await visitor.back("/a?@side=/side/1");
      await visitor.back("/a");
      assert.deepEqual(await current(), ["a", "side-default"]);
      await close();
    });

    test("a slot link opens in a new tab what a click on it shows, whatever has moved since", async () => {
      await open("/b");
      const seen = (page) => page.$$eval("[data-slot] > h1, [data-slot] > h2", (all) => all.map((one) => one.innerText));
      assert.equal(await page.getAttribute("#side1", "href"), "/b?@side=/side/1");
      await visitor.click("#side2", "/b?@side=/side/2");
      await visitor.click("#a", "/a?@side=/side/2");
      for (const [id, path] of [["side1", "/a?@side=/side/1"], ["side-default", "/a"]]) {
        const tab = await page.context().newPage();
        await tab.goto(await page.$eval(`#${id}`, (link) => link.href));
        const there = await seen(tab);
        await tab.close();
        await visitor.click(`#${id}`, path);
        assert.deepEqual(await seen(page), there);
        assert.equal(there[0], "a");
      }
      await visitor.back("/a?@side=/side/1");
      assert.equal(await page.getAttribute("#side2", "href"), "/a?@side=/side/2");
      await close();
    });

    test("an anchor of the page shown is scrolled to, though a pane has moved since the link was made", async () => {
      await open("/long");
      await visitor.click("#side1", "/long?@side=/side/1");
      await page.evaluate(() => document.getElementById("end-of-long").click());
      await visitor.at("/long?@side=/side/1#end");
      await page.waitForFunction(() => scrollY > 500);
      assert.equal(visitor.loads(), 1);
      await close();
    });

    test("an anchor that is not well encoded costs nothing", async () => {
      await open();
      await page.fill("[data-slot='site@side'] input", "typed");
      await page.evaluate(() => { document.getElementById("a").hash = "50%"; });
      await page.click("#a");
      await visitor.reads("h1", "a");
      await visitor.rest();
      assert.equal(await page.inputValue("[data-slot='site@side'] input"), "typed");
      assert.equal(visitor.loads(), 1);
      await visitor.close({ forgiving: true });
    });

    test("a link of a slot counts, though two others follow before its answer begins", async () => {
      await open();
      site.delays.headers = 300;
      await page.evaluate(() => ["side1", "b", "c"].forEach((id) => document.getElementById(id).click()));
      await visitor.at("/c?@side=/side/1");
      await visitor.reads("[data-slot='site@side'] h2", "side.1");
      await close();
    });

    test("a link to what a slot shows is current, also while that says what is wrong with a form", async () => {
      await open();
      site.once = (_, response) => {
        response.writeHead(200, { "content-type": "text/html; charset=utf-8", "transom-build": "b1",
          "transom-slots": "site@side=r:side.1", "transom-url": "/?@side=/side/1" });
        response.end(`<!doctype html><body><template for="site@side"><h2>refused</h2></template><?e><?transom end>`);
      };
      await visitor.click("#side1", "/?@side=/side/1");
      await visitor.reads("[data-slot='site@side'] h2", "refused");
      assert.equal(await page.getAttribute("#side1", "aria-current"), "page");
      await close();
    });

    test("a link opened in a new tab, downloaded or handled by the author is not navigated to", async () => {
      await open("/a");
      const before = site.soft().length;
      const address = await page.evaluate(() => {
        const link = document.getElementById("b");
        link.dataset.prefetch = "off";
        const taken = [];
        // Last of all: whether we took the click; the browser itself is kept from going.
        addEventListener("click", (event) => { taken.push(event.defaultPrevented); event.preventDefault(); });
        const click = (init) => link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ...init }));
        for (const key of ["metaKey", "ctrlKey", "shiftKey", "altKey"]) click({ [key]: true });
        click({ button: 1 });
        link.download = "b.html";
        click();
        link.removeAttribute("download");
        link.target = "_blank";
        click();
        link.target = "elsewhere";
        click();
        link.target = "";
        link.href = "//elsewhere.example/b";
        click();
        link.href = "/b";
        document.body.addEventListener("click", (event) => event.preventDefault(), { once: true });
        click();
        return taken.join();
      });
      assert.equal(address, [...Array(9).fill(false), true].join());
      await page.waitForTimeout(200);
      assert.equal(site.soft().length, before);
      assert.equal(await page.evaluate(() => location.pathname), "/a");
      await close();
    });

    test("what an author marks as current beside links to pages stays as it is", async () => {
      await open("/a");
      await page.evaluate(() => { document.getElementById("home").ariaCurrent = "step"; });
      await visitor.click("#b", "/b");
      assert.equal(await page.getAttribute("#home", "aria-current"), "step");
      assert.equal(await page.getAttribute("#a", "aria-current"), null);
      await close();
    });

    test("events tell what happens, and a visit can be refused", async () => {
      await open();
      await visitor.click("#a", "/a");
      assert.deepEqual(await visitor.events(), ["visit", "swap site@main", "load"]);
      await page.evaluate(() => addEventListener("transom:visit", (event) => event.preventDefault()));
      await page.click("#b");
      await visitor.at("/b");
      assert.equal(visitor.loads(), 2);
      await close();
    });

    test("the author's own navigations are soft too", { skip: engine === withoutNavigation }, async () => {
      await open();
      await page.evaluate(() => { location.href = "/a"; });
      await visitor.at("/a");
      await page.evaluate(() => { navigation.navigate("/b").committed.catch(() => {}); });
      await visitor.at("/b");
      await page.evaluate(() => history.pushState(null, "", "/their-own"));
      await visitor.back("/b");
      await visitor.back("/a");
      await visitor.reads("h1", "a");
      assert.equal(visitor.loads(), 1);
      await close();
    });

    for (const reducedMotion of ["no-preference", "reduce"]) {
      test(`view transitions where they are asked for (motion: ${reducedMotion})`, async () => {
        site.html = "data-vt";
        await open("/", { reducedMotion });
        await page.evaluate(() => {
          window.transitions = 0;
          const start = document.startViewTransition.bind(document);
          document.startViewTransition = (update) => { window.transitions++; return start(update); };
        });
        await visitor.click("#a", "/a");
        await visitor.reads("h1", "a");
        assert.equal(await page.evaluate(() => transitions), reducedMotion === "reduce" ? 0 : 1);
        for (const id of ["b", "c", "team1"]) await page.click(`#${id}`);
        await visitor.at("/team/1");
        await close();
      });
    }
  });
}
