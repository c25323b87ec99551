// The single things that soft navigation brings with it: forms, focus, scroll, titles, prefetch, refresh, events.

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
    const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.localName);

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

    test("a click while a post is on its way: what comes next is rendered after the post", async () => {
      await open("/forms");
      const side = await visitor.stamp("site@side");
      site.once = async () => { await new Promise((done) => setTimeout(done, 2_000)); return false; };
      await page.click("#post button");
      await page.evaluate(() => document.getElementById("b").click());
      await visitor.at("/b");
      assert.equal(last().headers["transom-refresh"], "1");
      assert.notEqual(await visitor.stamp("site@side"), side);
      await visitor.click("#c", "/c");
      assert.equal(last().headers["transom-refresh"], undefined);
      await close();
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
      assert.equal(await page.getAttribute("#side1", "href"), "/?@side=/side/1", "as the server wrote it");
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
