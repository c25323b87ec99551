// Forms: GET forms are navigations, POST forms are sent in the background; and what is marked hard.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { chromium, withoutNavigation } from "./support/engines.mjs";
import { startSite } from "./support/site.mjs";
import { open as openPage } from "./support/visitor.mjs";

const pause = (time) => new Promise((done) => setTimeout(done, time));

for (const engine of [chromium, withoutNavigation]) {
  describe(`forms in ${engine.name}`, { timeout: 240_000 }, () => {
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

    test("a GET form is a navigation, its fields and its button in the query", async () => {
      await open("/forms");
      await page.fill("#search input", "tea & milk");
      await page.click("#search button");
      await visitor.at("/found?q=tea+%26+milk&by=me");
      await visitor.back("/forms");
      assert.equal(await page.inputValue("#search input"), "tea & milk");
      assert.equal(visitor.loads(), 1);
      await close();
    });

    test("a slot's form goes into that slot's location", async () => {
      await open("/forms?@other=/x");
      await page.fill("#slotform [name=q]", "a&b");
      const stamp = await visitor.stamp("site@main");
      await page.click("#slotform button");
      await page.waitForFunction(() => location.search.includes("@side"));
      assert.equal(last().url, `/forms?@other=/x&@side=/side/9?${encodeURIComponent("q=a%26b")}`);
      assert.equal(last().headers["transom-link"], "site@side");
      assert.equal(await visitor.stamp("site@main"), stamp);
      await close();
    });

    test("a POST form is sent once, followed, and what was kept is asked for anew", async () => {
      await open("/a");
      await visitor.click("#forms", "/forms");
      await page.fill("#post textarea", "two\nlines");
      site.once = async () => { await new Promise((done) => setTimeout(done, 300)); return false; };
      await page.evaluate(() => {
        const form = document.getElementById("post");
        for (let times = 0; times < 3; times++) form.requestSubmit(form.querySelector("button"));
      });
      await visitor.at("/a");
      assert.equal(site.posts.length, 1);
      assert.equal(site.posts[0].body, "to=%2Fa&text=two%0D%0Alines&by=button");
      assert.equal(last().headers["transom-refresh"], "1");
      const asked = site.soft().length;
      await visitor.back("/forms");
      // Nothing that was rendered before the post is shown again.
      await visitor.until(() => site.soft().length > asked);
      assert.equal(visitor.loads(), 1);
      await close();
    });

    test("a click while a post is on its way waits for it, and shows what is rendered after it", async () => {
      await open("/forms");
      const side = await visitor.stamp("site@side");
      let isDone = false;
      site.once = async () => { await pause(1_000); isDone = true; return false; };
      await page.click("#post button");
      await visitor.until(() => site.posts.length === 1);
      site.requests.length = 0;
      await page.evaluate(() => document.getElementById("b").click());
      await page.waitForTimeout(500);
      assert.ok(!isDone && site.requests.length === 0, "nothing is asked for before the post is answered");
      await visitor.at("/b");
      assert.ok(isDone, "the post was not taken back");
      assert.deepEqual(site.soft().map((request) => request.url), ["/a", "/b"], "the post's answer, then the link");
      assert.equal(last().headers["transom-refresh"], "1");
      assert.notEqual(await visitor.stamp("site@side"), side);
      await visitor.click("#c", "/c");
      assert.equal(last().headers["transom-refresh"], undefined);
      await close();
    });

    test("a slow post holds a click for three seconds, and what comes after its answer is asked for anew", async () => {
      await open("/forms");
      let answer;
      site.once = () => new Promise((done) => { answer = () => done(false); });
      await page.click("#post button");
      await visitor.until(() => answer);
      const clicked = Date.now();
      await page.evaluate(() => document.getElementById("b").click());
      await visitor.at("/b");
      assert.ok(Date.now() - clicked > 2_000);
      await visitor.click("#c", "/c");
      assert.equal(last().headers["transom-refresh"], undefined);
      const replied = page.waitForResponse((response) => response.url().endsWith("/a"));
      answer();
      await replied;
      await visitor.at("/c");
      await visitor.click("#b", "/b");
      assert.equal(last().headers["transom-refresh"], "1");
      assert.equal(visitor.loads(), 1);
      await close();
    });

    test("a post that the author's code takes out of our hands is the browser's", async () => {
      await open("/forms");
      await page.evaluate(() => addEventListener("transom:visit", (event) => event.preventDefault()));
      await page.click("#post button");
      await visitor.reads("h1", "a");
      assert.equal(site.posts.length, 1);
      assert.equal(site.posts[0].headers["transom-have"], undefined);
      await close();
    });

    test("a slow post that is answered while a click after it is shown: what came is asked for anew by the next", async () => {
      await open("/forms");
      let answer;
      site.once = () => new Promise((done) => { answer = () => done(false); });
      await page.click("#post button");
      await visitor.until(() => answer);
      site.delays = { "site@main": 1_500 };
      await page.evaluate(() => document.getElementById("b").click());
      await visitor.comesTo("/b");
      const side = await visitor.stamp("site@side");
      const replied = page.waitForResponse((response) => response.url().endsWith("/a"));
      answer();
      await replied;
      await visitor.reads("h1", "b");
      await visitor.rest();
      site.delays = {};
      await visitor.click("#c", "/c");
      assert.equal(last().headers["transom-refresh"], "1");
      assert.notEqual(await visitor.stamp("site@side"), side);
      await close();
    });

    test("what was asked for beforehand while a slow post was on its way is not used after it", async () => {
      await open("/forms");
      let answer;
      site.once = () => new Promise((done) => { answer = () => done(false); });
      await page.click("#post button");
      await visitor.until(() => answer);
      await page.evaluate(() => document.getElementById("b").click());
      await visitor.at("/b");
      await page.hover("#c");
      await visitor.until(() => last().url === "/c");
      const asked = site.soft().length;
      const replied = page.waitForResponse((response) => response.url().endsWith("/a"));
      answer();
      await replied;
      await visitor.click("#c", "/c");
      await visitor.until(() => site.soft().slice(asked).some((request) =>
        request.url === "/c" && request.headers["transom-refresh"] === "1"));
      await close();
    });

    test("of two posts the first, whose answer nobody shows, is not forgotten", async () => {
      await open("/forms");
      site.once = async (_, response) => {
        await pause(300);
        response.writeHead(200, { "content-type": "text/html", "transom-build": site.build, "transom-slots": "" });
        response.end("<!doctype html><body><?transom end>");
      };
      await page.evaluate(() => {
        for (const text of ["a", "b"]) {
          const form = Object.assign(document.createElement("form"), { method: "post", action: "/post" });
          form.append(Object.assign(document.createElement("input"), { name: "to", value: `/${text}` }));
          document.body.append(form);
          form.requestSubmit();
        }
      });
      await visitor.at("/b");
      assert.deepEqual(site.posts.map((post) => post.body), ["to=%2Fa", "to=%2Fb"]);
      await visitor.click("#c", "/c");
      assert.equal(last().headers["transom-refresh"], "1");
      await visitor.click("#a", "/a");
      assert.equal(last().headers["transom-refresh"], undefined);
      await close();
    });

    test("a click while a form is refused leaves what was typed, where it does not lead elsewhere", async () => {
      await open("/a");
      await page.fill("[data-slot='site@side'] input", "long thoughts");
      site.once = async (_, response) => {
        await pause(1_500);
        const headers = { "content-type": "text/html", "transom-build": site.build, "transom-slots": "site@side=r:default" };
        response.writeHead(422, headers).end(`<!doctype html><body><template for="site@side">no</template><?e><?transom end>`);
      };
      await page.evaluate(() => {
        const form = Object.assign(document.createElement("form"), { method: "post", action: "/post" });
        document.querySelector("[data-slot='site@side']").append(form);
        form.append(document.querySelector("[data-slot='site@side'] input"));
        form.requestSubmit();
      });
      await visitor.until(() => site.posts.length === 1);
      await page.evaluate(() => document.getElementById("b").click());
      await visitor.at("/b");
      assert.equal(last().headers["transom-refresh"], undefined);
      assert.equal(await page.inputValue("[data-slot='site@side'] input"), "long thoughts");
      await page.waitForFunction(() => !document.querySelector("form[aria-busy]"));
      await visitor.close({ forgiving: true });
    });

    test("back while a post is on its way, to the same views: they are rendered anew, after it", async () => {
      await open("/forms");
      await page.evaluate(() => {
        const link = Object.assign(document.createElement("a"), { href: "/forms?more" });
        document.body.append(link);
        link.click();
      });
      await visitor.at("/forms?more");
      const side = await visitor.stamp("site@side");
      let isDone = false;
      site.once = async () => { await pause(500); isDone = true; return false; };
      await page.click("#post button");
      await visitor.until(() => site.posts.length === 1);
      await page.evaluate(() => history.back());
      await page.waitForFunction((side) => document.querySelector("[data-slot='site@side'] output").innerText !== side, side);
      assert.ok(isDone);
      await visitor.at("/forms");
      assert.equal(last().headers["transom-refresh"], "1");
      assert.equal(visitor.loads(), 1);
      await close();
    });

    test("a click while a post is on its way whose answer is lost is asked for all the same", async () => {
      await open("/forms");
      site.once = function gone(request) { site.once = null; setTimeout(() => request.socket.destroy(), 500); };
      await page.click("#post button");
      await visitor.until(() => site.posts.length === 1);
      await page.evaluate(() => document.getElementById("b").click());
      await visitor.at("/b");
      await visitor.reads("h1", "b");
      assert.equal(visitor.loads(), 1);
      await visitor.close({ forgiving: true });
    });

    test("a file is sent as the form says", async () => {
      await open("/forms");
      await page.setInputFiles("#upload input", { name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("content") });
      await page.click("#upload button");
      await visitor.at("/");
      assert.match(site.posts[0].headers["content-type"], /^multipart\/form-data/);
      assert.match(site.posts[0].body, /filename="a.txt"[^]*content/);
      await close();
    });

    test("a post that is refused is posted by the browser, which shows why", async () => {
      await open("/forms");
      const refuse = (_, response) => { response.writeHead(413, { "content-type": "text/html" }).end("<h1>too large</h1>"); };
      site.once = (request, response) => { site.once = refuse; refuse(request, response); };
      await page.click("#post button");
      await visitor.reads("h1", "too large");
      assert.equal(site.posts.length, 2);
      await visitor.close({ forgiving: true });
    });

    test("a post whose answer is lost is not sent again", async () => {
      await open("/forms");
      site.once = function gone(request) { site.once = gone; request.socket.destroy(); };
      const loads = page.waitForEvent("load");
      await page.click("#post button");
      await loads;
      await page.waitForFunction(() => document.querySelector("#post"));
      // The browser may have tried once more on another connection; no form was posted by hand.
      assert.ok(site.posts.every((post) => post.headers["transom-have"]));
      await visitor.close({ forgiving: true });
    });

    test("a click on a hard link that the author's code makes loads the page, too", async () => {
      await open();
      await page.evaluate(() => document.getElementById("hard").click());
      await visitor.at("/c");
      await visitor.reads("h1", "c");
      assert.equal(visitor.loads(), 2);
      await close();
    });

    test("after a link that was a file, the author's navigations are soft still", { skip: engine === withoutNavigation }, async () => {
      await open();
      await page.route("**/away", (route) => route.fulfill({ status: 204 }));
      await page.click("#away");
      await visitor.until(() => visitor.loads() === 2);
      await page.waitForTimeout(1_500);
      await page.evaluate(() => { location.href = "/b"; });
      await visitor.at("/b");
      await visitor.reads("h1", "b");
      assert.equal(visitor.loads(), 2);
      await visitor.close({ forgiving: true });
    });

    test("links and forms marked hard load the page", async () => {
      await open("/forms");
      await page.click("form#hard button");
      await visitor.at("/b");
      assert.equal(visitor.loads(), 2);
      await page.click("a#hard");
      await visitor.at("/c");
      assert.equal(visitor.loads(), 3);
      await close();
    });
  });
}
