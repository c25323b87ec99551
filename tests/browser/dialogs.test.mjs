// Pages that open over others, and where the focus goes.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { chromium, withoutNavigation } from "./support/engines.mjs";
import { startSite } from "./support/site.mjs";
import { open as openPage } from "./support/visitor.mjs";

for (const engine of [chromium, withoutNavigation]) {
  describe(`dialogs in ${engine.name}`, { timeout: 240_000 }, () => {
    let site, browser, visitor, page;
    before(async () => { [site, browser] = await Promise.all([startSite({ native: engine.native }), engine.launch()]); });
    after(async () => { await browser?.close(); site?.stop(); });
    afterEach(() => Object.assign(site, { delays: {}, once: null, failing: null, refresh: null, html: "", posts: [] }));

    async function open(path = "/", options) {
      visitor = await openPage(browser, site, path, options);
      page = visitor.page;
    }
    const close = () => visitor.close();
    const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.localName);

    test("focus stays where it is, unless it was inside what is replaced", async () => {
      await open();
      await page.focus("[data-slot='site@side'] input");
      await page.evaluate(() => document.getElementById("a").click());
      await visitor.at("/a");
      assert.equal(await focused(), "input");
      await page.focus("[data-slot='site@main'] input");
      await page.evaluate(() => document.getElementById("b").click());
      await visitor.at("/b");
      assert.equal(await focused(), "h1");
      await close();
    });

    test("the focus goes to what asks for it, or is wrong, rather than to the heading before it", async () => {
      await open();
      for (const [to, markup] of [["one", "<input id=one autofocus>"], ["two", "<input id=two aria-invalid=true>"], ["h2", "<input aria-invalid=false>"]]) {
        await page.focus("[data-slot='site@side'] input, [data-slot='site@side'] h2");
        site.once = (_, response) => {
          response.writeHead(200, { "content-type": "text/html", "transom-build": site.build, "transom-slots": `site@side=${to}` });
          response.end(`<!doctype html><body><template for="site@side"><h2>x</h2><input>${markup}</template><?e><?transom end>`);
        };
        await page.evaluate(() => document.getElementById("side1").click());
        await page.waitForSelector(`[data-key=${to}]`);
        assert.equal(await focused(), to);
      }
      await close();
    });

    test("by keyboard alone: into a dialog, on, out again, and back to the link", async () => {
      await open("/a");
      await page.focus("#photo");
      await page.keyboard.press("Enter");
      await page.waitForSelector("dialog:modal");
      assert.equal(await focused(), "next");
      await page.keyboard.press("Enter");
      await visitor.at("/photo/2");
      await page.keyboard.press("Escape");
      await visitor.at("/a");
      assert.equal(await focused(), "photo");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await visitor.comesTo("/other");
      await visitor.close({ forgiving: true });
    });

    test("a dialog closes by a click outside, by its own form and by back, and opens again by forward", async () => {
      await open("/a");
      await visitor.click("#photo", "/photo/1");
      await page.waitForFunction(() => document.querySelector("dialog").closedBy === "any");
      await page.mouse.click(5, 5);
      await visitor.at("/a");
      await visitor.forward("/photo/1");
      await page.waitForSelector("dialog:modal");
      await page.click("dialog form button");
      await visitor.at("/a");
      await visitor.click("#photo", "/photo/1");
      await visitor.back("/a");
      assert.equal(await page.locator("dialog").count(), 0);
      assert.equal(await page.evaluate(() => history.length), 3, "closing went back, it did not go on");
      assert.equal(await page.title(), "/a of the site");
      await close();
    });

    test("a double click on what opens a dialog leaves it open", async () => {
      await open("/a");
      for (const delay of [30, 150, 300]) {
        await page.hover("#photo");
        for (const clickCount of [1, 2]) {
          await page.mouse.down({ clickCount });
          await page.mouse.up({ clickCount });
          await page.waitForTimeout(clickCount === 1 ? delay : 700);
        }
        assert.equal(await page.locator("dialog:modal").count(), 1, `after ${delay} ms`);
        await page.mouse.click(5, 5);
        await visitor.at("/a");
        assert.equal(await page.locator("dialog").count(), 0);
      }
      await close();
    });

    test("a page that came with the dialog over it has its own title when that is closed", async () => {
      await open("/b");
      const head = (slots, more) => ({ "content-type": "text/html; charset=utf-8", "transom-build": site.build, "transom-slots": slots, ...more });
      // Its answer begins, and no more than that.
      site.once = (_, response) => { response.writeHead(200, head("site@main=a")).flushHeaders(); };
      await page.click("#a");
      await visitor.comesTo("/a");
      site.once = (_, response) => {
        response.writeHead(200, head("site@main=a,site@modal=i:photo.1", { "transom-background": "/a" }));
        response.end(`<!doctype html><title>photo</title><body>` +
          `<template for="site@main"><meta name="transom-title" content="beneath"><h1>a</h1></template><?e>` +
          `<template for="site@modal"><dialog data-modal data-close="/a"><h2>photo</h2></dialog></template><?e><?transom end>`);
      };
      await page.evaluate(() => document.getElementById("photo").click());
      await page.waitForSelector("dialog:modal");
      assert.equal(await page.title(), "photo");
      // All is there, so that nothing comes, and no title.
      site.once = (_, response) => { response.writeHead(200, head("")).end("<!doctype html><body><?transom end>"); };
      await page.keyboard.press("Escape");
      await visitor.at("/a");
      assert.equal(await page.title(), "beneath");
      await visitor.back("/b");
      assert.equal(await page.title(), "/b of the site");
      await close();
    });

    test("what was to come next in a dialog does not come once it is closed", async () => {
      await open("/a");
      await visitor.click("#photo", "/photo/1");
      // Browsers may take their time to go back.
      await page.evaluate(() => {
        const back = history.back.bind(history);
        history.back = () => setTimeout(back, 1_500);
      });
      site.delays.headers = 500;
      await page.evaluate(() => document.getElementById("next").click());
      await page.keyboard.press("Escape");
      await visitor.at("/a");
      assert.equal(await page.locator("dialog").count(), 0);
      assert.equal(await page.evaluate(() => history.length), 3);
      await close();
    });

    test("once it is closed over a post that is on its way, what lies beneath is asked for anew", async () => {
      await open("/a");
      await visitor.click("#photo", "/photo/1");
      const stamp = await visitor.stamp("site@side");
      const posted = new Promise((posted) => {
        site.once = async (_, response) => {
          posted();
          await new Promise((done) => setTimeout(done, 1_000));
          response.writeHead(204).end();
        };
      });
      await page.evaluate(() => {
        const form = Object.assign(document.createElement("form"), { method: "post", action: "/post" });
        document.querySelector("dialog").append(form);
        form.requestSubmit();
      });
      await posted;
      await page.keyboard.press("Escape");
      await visitor.at("/a");
      await page.waitForFunction((stamp) =>
        document.querySelector("[data-slot='site@side'] > output")?.innerText !== stamp, stamp);
      assert.equal(site.soft().at(-1).headers["transom-refresh"], "1");
      assert.equal(visitor.loads(), 1);
      await close();
    });

    test("an anchor in an open dialog leaves it open", async () => {
      await open("/a");
      await visitor.click("#photo", "/photo/1");
      const before = site.requests.length;
      await page.evaluate(() => { location.hash = "here"; });
      await visitor.at("/photo/1#here");
      await page.waitForTimeout(300);
      assert.equal(await page.locator("dialog:modal").count(), 1);
      await visitor.back("/photo/1");
      assert.equal(await page.locator("dialog:modal").count(), 1);
      assert.equal(site.requests.length, before);
      await page.keyboard.press("Escape");
      await visitor.at("/a");
      assert.equal(await page.locator("dialog").count(), 0);
      await close();
    });
  });
}
