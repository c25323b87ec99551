// Soft navigation against a small site: what is asked for, what stays, what back and forward bring.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { engines, withoutNavigation } from "./support/engines.mjs";
import { startSite } from "./support/site.mjs";
import { open as openPage } from "./support/visitor.mjs";

const ways = [...engines, withoutNavigation];

for (const engine of ways) {
  describe(`soft navigation in ${engine.name}`, { timeout: 240_000 }, () => {
    let site, browser, visitor, page;
    before(async () => { [site, browser] = await Promise.all([startSite({ native: engine.native }), engine.launch()]); });
    after(async () => { await browser?.close(); site?.stop(); });

    async function open(path = "/") {
      visitor = await openPage(browser, site, path);
      page = visitor.page;
    }
    const close = async () => visitor.close();

    test("only what changes is sent, and the rest stays as it is", async () => {
      await open();
      await page.fill("[data-slot='site@side'] input", "typed");
      const side = await visitor.stamp("site@side");
      for (const name of ["a", "b", "c", "a", "b", "c", "a", "b", "c", "a"]) await visitor.click(`#${name}`, `/${name}`);
      assert.equal(await page.inputValue("[data-slot='site@side'] input"), "typed");
      assert.equal(await visitor.stamp("site@side"), side);
      assert.equal(await page.title(), "/a of the site");
      assert.equal(visitor.loads(), 1, "nothing was loaded but the first page");
      await close();
    });

    test("back and forward bring back what was typed, without a request", async () => {
      await open("/a");
      await page.fill("[data-slot='site@main'] input", "in a");
      await visitor.click("#b", "/b");
      await page.fill("[data-slot='site@main'] input", "in b");
      await visitor.click("#side1", "/b?@side=/side/1");
      await visitor.rest();
      const before = site.requests.length;
      await visitor.back("/b");
      await visitor.back("/a");
      assert.equal(await page.inputValue("[data-slot='site@main'] input"), "in a");
      assert.equal(await page.title(), "/a of the site");
      await visitor.forward("/b");
      assert.equal(await page.inputValue("[data-slot='site@main'] input"), "in b");
      await visitor.forward("/b?@side=/side/1");
      await visitor.reads("[data-slot='site@side'] h2", "side.1");
      assert.equal(site.requests.length, before);
      await close();
    });

    test("a photo opens over the page; Esc, back and forward do what they say; a reload is the full page", async () => {
      await open("/a");
      const main = await visitor.stamp("site@main");
      await visitor.click("#photo", "/photo/1");
      await page.waitForSelector("dialog:modal");
      await page.click("#next");
      await visitor.at("/photo/2");
      await page.keyboard.press("Escape");
      await visitor.at("/a");
      assert.equal(await page.locator("dialog").count(), 0);
      assert.equal(await visitor.stamp("site@main"), main, "what is beneath was left alone");
      await visitor.back("/photo/2");
      await page.waitForSelector("dialog:modal");
      await page.reload();
      await visitor.reads("h1", "full photo.2");
      assert.equal(await page.locator("dialog").count(), 0);
      await close();
    });

    // [what it is, where its link leads, where that ends, what is read there]
    for (const [what, path, end, text] of [
      ["a page that is not Transom's", "/plain", "/plain", "plain"],
      ["a page that is not there", "/lost", "/lost", "lost"],
      ["a redirect to a page that is not Transom's", "/guarded", "/plain", "plain"],
      ["a page of another root layout", "/two", "/two", "two"],
    ]) {
      for (const [how, leave] of [
        ["a link", async (path) => {
          await page.evaluate((path) => document.getElementById("plain").setAttribute("href", path), path);
          await page.click("#plain");
        }],
        ["code", (path) => page.evaluate((path) => { location.href = path; }, path)],
      ]) {
        test(`back and forward over ${what}, come to by ${how}, change what is on screen`, async () => {
          await open("/a");
          await visitor.click("#b", "/b");
          const entries = await page.evaluate(() => history.length);
          await leave(path);
          await visitor.reads("p#plain", text);
          await visitor.at(end);
          assert.equal(await page.evaluate(() => history.length), entries + 1);
          await visitor.back("/b");
          await visitor.reads("h1", "b");
          await visitor.back("/a");
          await visitor.reads("h1", "a");
          await visitor.forward("/b");
          await visitor.reads("h1", "b");
          await visitor.forward(end);
          await visitor.reads("p#plain", text);
          await visitor.back("/b");
          await visitor.reads("h1", "b");
          await page.evaluate(() => document.getElementById("c").click());
          await visitor.reads("h1", "c");
          await visitor.close({ forgiving: true });
        });
      }
    }

    test("back to what is a page of another kind by now loads it", async () => {
      await open("/a");
      await visitor.click("#b", "/b");
      // A pointer over a link may ask for it.
      await page.mouse.move(0, 0);
      await page.reload();
      const loads = visitor.loads();
      // Whatever else is asked for is answered as ever.
      site.once = function moved(request, response) {
        if (request.url === "/a") return response.writeHead(303, { location: "/plain" }).end();
        site.once = moved;
        return false;
      };
      await page.evaluate(() => history.back());
      await visitor.reads("p#plain", "plain");
      assert.equal(visitor.loads(), loads + 1);
      await visitor.forward("/b");
      await visitor.reads("h1", "b");
      await visitor.close({ forgiving: true });
    });

    test("a document without slots is the browser's own affair", async () => {
      await open("/a");
      await page.evaluate(() => document.querySelectorAll("[data-slot]").forEach((slot) => slot.remove()));
      // Of any kind: without slots there is nothing to tell the server, and a soft request looks like a plain one.
      const before = site.requests.length;
      await page.hover("#b");
      await page.waitForTimeout(300);
      assert.equal(site.requests.length, before);
      await page.click("#b");
      await visitor.reads("h1", "b");
      assert.equal(site.requests[before].headers["sec-fetch-mode"], "navigate");
      assert.equal(visitor.loads(), 2);
      await close();
    });

    test("a link to what is shown is not asked for beforehand", async () => {
      await open("/a?@side=/side/1");
      const before = site.requests.length;
      for (const id of ["side1", "a"]) {
        await page.waitForSelector(`#${id}[aria-current=page]`);
        await page.hover(`#${id}`);
        await page.waitForTimeout(300);
      }
      assert.equal(site.requests.length, before);
      await close();
    });

    test("whatever is no answer ends in a page load", async () => {
      await open();
      for (const [id, path] of [["other", "/other"], ["plain", "/plain"]]) {
        await page.click(`#${id}`);
        await visitor.at(path);
        await page.waitForLoadState();
        await page.goto(`${site.url}/`);
      }
      await visitor.close({ forgiving: true });
    });
  });
}
