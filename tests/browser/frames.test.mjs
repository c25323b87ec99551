// How browsers apply frames: by themselves, or with our client's help. The same pages must come out.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { engines } from "./support/engines.mjs";
import { END, frame, openFrame, pending, shell, startStream } from "./support/stream.mjs";

const SLOTS = ["d@main", "d@side", "d@a.b-c_d"];

for (const engine of engines) {
  describe(`frames in ${engine.name}`, { timeout: 120_000 }, () => {
    let browser, stream, page, response, troubles;
    before(async () => {
      [browser, stream] = await Promise.all([engine.launch(), startStream()]);
    });
    after(async () => {
      await browser?.close();
      stream?.stop();
    });

    /** Opens a page and leaves its response open, after the shell. */
    async function open(slots = SLOTS, text = shell(engine, slots)) {
      page = await browser.newPage();
      troubles = [];
      page.on("pageerror", (error) => troubles.push(error.message));
      page.on("console", (message) => message.type() === "error" && troubles.push(message.text()));
      const visit = page.goto(stream.url, { waitUntil: "commit" });
      response = await stream.next();
      response.write(text);
      await visit;
      await shows(slots[0], `loading ${slots[0]}`);
    }
    /** Ends the page and checks that nothing went wrong in it. */
    async function close(text = END) {
      response.end(text);
      await page.waitForLoadState("load");
      assert.deepEqual(troubles, []);
      await page.close();
    }
    const texts = () => page.$$eval("[data-slot]", (slots) => slots.map((slot) => slot.textContent.trim()));
    const shows = (key, text) =>
      page.waitForFunction(
        ([key, text]) => document.querySelector(`[data-slot="${key}"]`)?.textContent.includes(text),
        [key, text], { timeout: 10_000 });

    test("the engine is the one these tests mean", async () => {
      await open();
      assert.equal(await page.evaluate(() => "htmlFor" in HTMLTemplateElement.prototype), engine.native);
      await close();
    });

    test("a frame takes its slot's place when it comes, wherever the slot stands", async () => {
      await open();
      response.write(frame("d@side", "<p>second</p>"));
      await shows("d@side", "second");
      assert.deepEqual(await texts(), ["loading d@main", "second", "loading d@a.b-c_d"]);
      response.write(frame("d@a.b-c_d", "<p>third</p>"));
      await shows("d@a.b-c_d", "third");
      response.write(frame("d@main", "<p>first</p>"));
      await shows("d@main", "first");
      assert.deepEqual(await texts(), ["first", "second", "third"]);
      assert.equal(await page.locator("[role=status]").count(), 0, "the loading views are gone");
      assert.equal(await page.locator("template").count(), 0, "frames that were applied are gone");
      await close();
    });

    test("the slot's element is lasting: only its children change", async () => {
      await open();
      await page.$eval("[data-slot='d@main']", (slot) => { slot.remembered = true; });
      response.write(frame("d@main", "<p>first</p>"));
      await shows("d@main", "first");
      assert.ok(await page.$eval("[data-slot='d@main']", (slot) => slot.remembered));
      assert.equal(await page.getAttribute("[data-slot='d@main']", "data-key"), "v");
      await close();
    });

    test("a frame for a slot that is settled or unknown changes nothing", async () => {
      await open(["d@main"], shell(engine, ["d@main"]) + `<div data-slot="d@done"><p>settled</p></div>`);
      response.write(frame("d@nowhere", "<p>lost</p>") + frame("d@done", "<p>late</p>") +
        frame("d@main", "<p>first</p>") + frame("d@main", "<p>again</p>") + `<p id="tail">tail</p>`);
      await page.waitForSelector("#tail");
      await shows("d@main", "first");
      assert.deepEqual(await texts(), ["first", "settled"]);
      await close();
    });

    test("a frame may bring slots of its own", async () => {
      await open(["d@main"]);
      response.write(frame("d@main", `<h2>outer</h2>${pending("inner@main")}`));
      await shows("inner@main", "loading inner@main");
      response.write(frame("inner@main", "<p>inner</p>"));
      await shows("inner@main", "inner");
      assert.equal(await page.innerText("[data-slot='d@main'] > h2"), "outer");
      assert.equal(await page.innerText("[data-slot='d@main'] [data-slot='inner@main'] > p"), "inner");
      await close();
    });

    test("the plain-version link goes with an empty frame", async () => {
      await open(["d@main", "transom-probe"]);
      response.write(frame("transom-probe", ""));
      await page.waitForFunction(() => document.querySelector("[data-slot=transom-probe]").childElementCount === 0);
      await close();
    });

    if (!engine.native) {
      test("a slot that the document left unfinished is asked for again", async () => {
        stream.forget();
        await open(["d@main", "d@side"]);
        response.end(frame("d@side", "<p>whole</p>") + openFrame("d@main", "<p>cut o"));
        // One of the page before may come late.
        do response = await stream.nextSoft(); while (!response.req.headers["transom-have"].includes("d@side"));
        assert.equal(response.req.headers["transom-have"], "d@main=!,d@side=v");
        response.write("<!doctype html><body>" + frame("d@main", "<p>first</p>"));
        await shows("d@main", "first");
        assert.deepEqual(await texts(), ["first", "whole"]);
        await close("<?transom end>");
      });
    }

    test("frames cut anywhere between two packets come out whole", async () => {
      await open(["d@main", "d@side"]);
      const text = frame("d@side", "<p title='a>b'>sécond &amp; last</p>") + frame("d@main", "<ul><li>one<li>two</ul>");
      for (const byte of Buffer.from(text)) {
        response.write(Buffer.from([byte]));
        await new Promise(setImmediate);
      }
      await shows("d@main", "two");
      assert.deepEqual(await texts(), ["onetwo", "sécond & last"]);
      assert.equal(await page.locator("[data-slot='d@main'] li").count(), 2);
      await close();
    });

    test("a redirect frame leaves for its address", async () => {
      await open(["d@main"]);
      response.write(frame("d@main", `<meta http-equiv="refresh" content="0;url=/elsewhere"><p>Continue</p>`));
      response.end(END);
      await page.waitForURL("**/elsewhere");
      await page.close();
    });

    test("a title that comes with a frame is the document's", async () => {
      await open(["d@main"]);
      response.write(frame("d@main", "<title>Late & true</title><p>first</p>"));
      await shows("d@main", "first");
      assert.equal(await page.title(), "Late & true");
      await close();
    });

    test("forms and labels in a frame work as anywhere", async () => {
      await open(["d@main"]);
      response.write(frame("d@main", `<form><label for="n">Name</label><input id="n" name="n" value="x"></form>`));
      await shows("d@main", "Name");
      assert.ok(await page.$eval("#n", (input) => input.form !== null && input.labels.length === 1));
      await close();
    });

    if (!engine.native) {
      test("a frame is applied no sooner than something follows it", async () => {
        await open(["d@main"]);
        response.write(openFrame("d@main", "<p>first</p>"));
        await page.waitForSelector("template[for]", { state: "attached" });
        assert.deepEqual(await texts(), ["loading d@main"]);
        response.write("<?e>");
        await shows("d@main", "first");
        await close();
      });

      test("an author's own template in a slot is left alone", async () => {
        await open(["d@main", "d@side"]);
        response.write(frame("d@main", `<p>first</p><div><template for="d@side">planted</template><i></i></div>`));
        await shows("d@main", "first");
        assert.deepEqual(await texts(), ["first", "loading d@side"]);
        response.write(frame("d@side", "<p>second</p>"));
        await shows("d@side", "second");
        await close();
      });
    }
  });
}
