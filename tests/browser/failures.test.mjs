// Whatever goes wrong on the way ends in a normal page load, or is put right by the next request.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { chromium, withoutNavigation } from "./support/engines.mjs";
import { startSite } from "./support/site.mjs";
import { open as openPage } from "./support/visitor.mjs";

const PARTIAL = { "content-type": "text/html; charset=utf-8", "transom-build": "b1" };
const FRAME = `<template for="site@main"><h1>cut</h1></template><?e>`;

/** Answers that are none: [what is wrong, how the server does it]. */
const BROKEN = [
  ["a server that is gone", function gone(request, _, site) {
    // Browsers try once more by themselves.
    site.once = gone;
    request.socket.destroy();
  }],
  ["a connection that breaks in the middle", (request, response) => {
    response.writeHead(200, { ...PARTIAL, "transom-slots": "site@main=a" });
    response.write(`<!doctype html><body>${FRAME}`);
    setTimeout(() => request.socket.destroy(), 50);
  }],
  ["an answer without its last mark", (_, response) => {
    response.writeHead(200, { ...PARTIAL, "transom-slots": "site@main=a" });
    response.end(`<!doctype html><body>${FRAME}`);
  }],
  ["an answer without one of its slots", (_, response) => {
    response.writeHead(200, { ...PARTIAL, "transom-slots": "site@main=a,site@side=x" });
    response.end(`<!doctype html><body>${FRAME}<?transom end>`);
  }],
  ["a frame cut in the middle", (_, response) => {
    response.writeHead(200, { ...PARTIAL, "transom-slots": "site@main=a" });
    response.end(`<!doctype html><body><template for="site@main"><h1>cu`);
  }],
  ["an empty answer", (_, response) => {
    response.writeHead(200, { ...PARTIAL, "transom-slots": "site@main=a" });
    response.end();
  }],
  ["a slot that is nowhere in the document", (_, response) => {
    response.writeHead(200, { ...PARTIAL, "transom-slots": "site@main=a,two@main=two" });
    response.end(`<!doctype html><body>${FRAME}<template for="two@main"><p>two</p></template><?e><?transom end>`);
  }],
  ["another type", (_, response) => {
    response.writeHead(200, { ...PARTIAL, "content-type": "application/json", "transom-slots": "site@main=a" });
    response.end("{}");
  }],
  ["no list of slots", (_, response) => {
    response.writeHead(200, PARTIAL);
    response.end(`<!doctype html><title>whole page</title>`);
  }],
  ["another build", (_, response) => { response.writeHead(409, { "transom-build": "b2" }).end(); }],
  ["slots of another build", (_, response) => {
    response.writeHead(200, { ...PARTIAL, "transom-build": "b2", "transom-slots": "site@main=a" });
    response.end(`<!doctype html><body>${FRAME}<?transom end>`);
  }],
  ["an address on another site", (_, response) => {
    response.writeHead(200, { ...PARTIAL, "transom-slots": "", "transom-url": "//elsewhere.example/" });
    response.end(`<!doctype html><body><?transom end>`);
  }],
];

for (const engine of [chromium, withoutNavigation]) {
  describe(`failures in ${engine.name}`, { timeout: 240_000 }, () => {
    let site, other, browser, visitor, page;
    before(async () => {
      [site, other, browser] = await Promise.all([startSite({ native: engine.native }), startSite(), engine.launch()]);
    });
    after(async () => { await browser?.close(); site?.stop(); other?.stop(); });
    afterEach(() => { Object.assign(site, { delays: {}, build: "b1", once: null, failing: null }); });

    async function open(path = "/", options) {
      visitor = await openPage(browser, site, path, options);
      page = visitor.page;
    }
    async function close() {
      await visitor.close({ forgiving: true });
    }
    /** The whole page is loaded, at that address: a moment after the address changed, if the answer began well. */
    async function loaded(path, heading) {
      await visitor.until(() => visitor.loads() >= 2);
      await visitor.at(path);
      await visitor.reads("h1", heading);
      await page.waitForLoadState("load");
      assert.equal(visitor.loads(), 2);
    }

    for (const [wrong, once] of BROKEN) {
      test(`${wrong}: the page is loaded`, async () => {
        await open();
        site.once = once;
        await page.click("#a");
        await loaded("/a", "a");
        await visitor.back("/");
        await visitor.reads("h1", "home");
        await close();
      });
    }

    test("a post that was done is not sent again, though its answer says no and is cut off", async () => {
      await open("/forms");
      site.posts = [];
      site.once = (_, response) => {
        response.writeHead(403, { ...PARTIAL, "transom-slots": "site@main=forms" });
        response.end("<!doctype html><body>");
      };
      await page.click("#post button");
      await loaded("/forms", "forms");
      assert.equal(site.posts.length, 1);
      await close();
    });

    test("a redirect to another site is followed by the browser", async () => {
      await open();
      site.once = (_, response) => { response.writeHead(303, { location: `${other.url}/b` }).end(); };
      const left = page.waitForURL(`${site.url}/a`);
      await page.click("#a");
      await left;
      await visitor.reads("h1", "a");
      await close();
    });

    test("the newest of racing clicks wins, and the others leave nothing behind", async () => {
      await open();
      site.delays.headers = 700;
      // All in one moment, however slow the machine is.
      await page.evaluate(() => ["a", "b", "team1", "side1", "c"].forEach((id) => document.getElementById(id).click()));
      // But what is for one slot alone, which comes with the next.
      await visitor.at("/c?@side=/side/1");
      await visitor.reads("h1", "c");
      await visitor.reads("[data-slot='site@side'] h2", "side.1");
      await visitor.back("/");
      await visitor.reads("h1", "home");
      assert.equal(visitor.loads(), 1);
      await close();
    });

    test("a click while slots of the last one still come: what is missing comes with the next", async () => {
      await open();
      site.delays = { "site@side": 3_000 };
      await page.click("#side1");
      await visitor.comesTo("/?@side=/side/1");
      await page.waitForSelector("[data-slot='site@side'] [role=status]");
      site.delays = {};
      await visitor.click("#a", "/a?@side=/side/1");
      await visitor.reads("[data-slot='site@side'] h2", "side.1");
      site.delays = { "site@main": 3_000 };
      await page.click("#b");
      await visitor.comesTo("/b?@side=/side/1");
      await visitor.back("/a?@side=/side/1");
      await visitor.reads("h1", "a");
      site.delays = {};
      await visitor.forward("/b?@side=/side/1");
      await visitor.reads("h1", "b");
      assert.equal(visitor.loads(), 1);
      await close();
    });

    test("a page that is left before anything of it came is asked for by back, and shows nothing else's views", async () => {
      await open("/a");
      site.delays = { "site@main": 3_000 };
      await page.evaluate(async () => {
        document.getElementById("b").click();
        // The address has changed, and what was there before is still on screen.
        while (location.pathname !== "/b") await new Promise((next) => setTimeout(next));
        document.getElementById("c").click();
      });
      site.delays = {};
      await visitor.at("/c");
      await visitor.reads("h1", "c");
      await visitor.back("/b");
      await visitor.reads("h1", "b");
      await visitor.back("/a");
      await visitor.reads("h1", "a");
      assert.equal(visitor.loads(), 1);
      await close();
    });

    test("a click while the first document still streams", async () => {
      site.delays = { "site@side": 6_000, "site@main": 6_000 };
      visitor = await openPage(browser, site, "/c", {}, "commit");
      page = visitor.page;
      await page.waitForSelector("[data-slot='site@modal']", { state: "attached" });
      await page.waitForFunction(() => history.state?.transom);
      const asked = site.requests.length;
      site.delays = { "site@main": 100 };
      await page.click("#b");
      await visitor.at("/b");
      assert.match(site.requests[asked].headers["transom-have"], /site@main=!,site@side=!/);
      await page.waitForLoadState("load");
      await visitor.reads("h1", "b");
      await visitor.reads("[data-slot='site@side'] h2", "default");
      assert.equal(visitor.loads(), 1);
      await close();
    });

    test("a new build between two clicks: one full load, and on it goes", async () => {
      await open("/a?@side=/side/1");
      await visitor.click("#b", "/b?@side=/side/1");
      site.build = "b2";
      await page.click("#side2");
      await loaded("/b?@side=/side/2", "b");
      await visitor.click("#c", "/c?@side=/side/2");
      assert.equal(visitor.loads(), 2);
      await close();
    });

    test("back and forward over a reload ask for what they show", async () => {
      await open("/a");
      await visitor.click("#b", "/b");
      await visitor.click("#photo", "/photo/1");
      await visitor.click("#next", "/photo/2");
      await page.reload();
      await visitor.reads("h1", "full photo.2");
      await visitor.back("/photo/1");
      await page.waitForSelector("dialog:modal");
      await visitor.reads("h1", "b");
      await visitor.back("/b");
      // The address changes at once, what shows when the answer is there.
      await page.waitForSelector("dialog", { state: "detached" });
      await visitor.back("/a");
      await visitor.reads("h1", "a");
      assert.equal(visitor.loads(), 2);
      await close();
    });

    test("what is too much for a header is loaded as a page", async () => {
      await open();
      await page.evaluate(() => {
        for (let number = 0; number < 200; number++) {
          const slot = document.createElement("div");
          slot.dataset.slot = `a-long-name-for-a-layout@slot-${number}`;
          slot.dataset.key = "v";
          document.body.append(slot);
        }
      });
      // Nobody asks for a page when a slot is to be refreshed.
      await page.evaluate(() => { document.querySelector("[data-slot='site@side']").dataset.refresh = 500; });
      await page.waitForTimeout(2_500);
      assert.equal(visitor.loads(), 1);
      await page.click("#a");
      await loaded("/a", "a");
      await close();
    });

    test("a failure that the author's code takes over leaves the page as it is", async () => {
      await open("/forms");
      await page.fill("#post textarea", "long thoughts");
      await page.evaluate(() => addEventListener("transom:error", (event) => event.preventDefault(), { once: true }));
      // Browsers try once more by themselves.
      site.once = function gone(request) { site.once = gone; request.socket.destroy(); };
      await page.click("#post button");
      await page.waitForFunction(() => window.heard.includes("error") && !document.querySelector("#post[aria-busy]"));
      assert.equal(await page.inputValue("#post textarea"), "long thoughts");
      site.once = null;
      const posts = site.posts.length;
      await page.click("#post button");
      await visitor.until(() => site.posts.length === posts + 1);
      await visitor.rest();
      assert.equal(visitor.loads(), 1);
      await close();
    });

    test("what a slot's link could not get is not asked for by the next link, too", async () => {
      await open("/a");
      await page.evaluate(() => addEventListener("transom:error", (event) => event.preventDefault(), { once: true }));
      site.once = function gone(request) { site.once = gone; request.socket.destroy(); };
      await page.click("#side1");
      await page.waitForFunction(() => window.heard.includes("error"));
      site.once = null;
      await visitor.click("#b", "/b");
      assert.equal(site.soft().at(-1).headers["transom-from"], "/a");
      assert.equal(visitor.loads(), 1);
      await visitor.close({ forgiving: true });
    });

    test("a failed slot is asked for alone, by its link", async () => {
      site.failing = "site@side";
      await open("/a");
      const main = await visitor.stamp("site@main");
      await page.click("[data-retry]");
      await page.waitForFunction(() => !document.querySelector("[data-slot][aria-busy]"));
      assert.equal(site.soft().at(-1).headers["transom-only"], "site@side");
      assert.equal(await page.getAttribute("#side-default", "aria-current"), null, "it is not what shows");
      site.failing = null;
      await page.click("[data-retry]");
      await page.waitForSelector("[data-slot='site@side'] h2");
      await page.waitForSelector("#side-default[aria-current=page]");
      assert.equal(await visitor.stamp("site@main"), main);
      assert.equal(visitor.loads(), 1);
      await close();
    });
  });
}
