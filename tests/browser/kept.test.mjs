// What stays as a person left it, in a small site: where the page is scrolled to, a long way back, what a button says of
// its form.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { chromium, withoutNavigation } from "./support/engines.mjs";
import { startSite } from "./support/site.mjs";
import { open as openPage } from "./support/visitor.mjs";

for (const engine of [chromium, withoutNavigation]) {
  describe(`what stays, in ${engine.name}`, { timeout: 240_000 }, () => {
    let site, browser, visitor, page;
    before(async () => { [site, browser] = await Promise.all([startSite({ native: engine.native }), engine.launch()]); });
    after(async () => { await browser?.close(); site?.stop(); });
    afterEach(() => { Object.assign(site, { delays: {}, posts: [], refresh: null }); });

    async function open(path) {
      visitor = await openPage(browser, site, path);
      page = visitor.page;
    }
    const close = () => visitor.close();
    const scroll = () => page.evaluate(() => Math.round(scrollY));
    const jump = (id) => page.evaluate((id) => document.getElementById(id).click(), id);

    test("who has scrolled on is not led back when a pane beside the page comes late", async () => {
      await open("/a");
      site.delays = { "site@side": 2_000 };
      await page.evaluate(() => document.getElementById("long").setAttribute("href", "/long?@side=/side/2"));
      await jump("long");
      await visitor.reads("h1", "long");
      await page.evaluate(() => scrollTo(0, 600));
      await visitor.at("/long?@side=/side/2");
      await visitor.reads("[data-slot='site@side'] h2", "side.2");
      assert.equal(await scroll(), 600);
      await close();
    });

    test("what opens over a page leaves it where it is scrolled to, and so does closing it", async () => {
      await open("/long");
      await page.evaluate(() => scrollTo(0, 700));
      await jump("photo");
      await visitor.at("/photo/1");
      await page.waitForSelector("dialog:modal");
      assert.equal(await scroll(), 700);
      await page.keyboard.press("Escape");
      await visitor.at("/long");
      assert.equal(await scroll(), 700);
      await close();
    });

    test("a pane that refreshes itself shows what it showed until the new is there", async () => {
      site.refresh = { "site@side": 500 };
      await open("/a");
      site.delays = { "site@side": 700 };
      const before = await visitor.stamp("site@side");
      await page.evaluate(() => {
        window.seen = false;
        const slot = document.querySelector("[data-slot='site@side']");
        new MutationObserver(() => { window.seen ||= !!slot.querySelector("[role=status]"); }).observe(slot, { childList: true });
      });
      for (let times = 0, from = before; times < 2; times++, from = await visitor.stamp("site@side")) {
        await page.waitForFunction((from) =>
          (document.querySelector("[data-slot='site@side'] > output") ?? { innerText: from }).innerText !== from, from);
      }
      assert.equal(await page.evaluate(() => window.seen), false, "no loading view");
      await close();
    });

    test("a long way back: each page is what its address says, the far ones asked for again", async () => {
      await open("/a");
      const names = Array.from({ length: 46 }, (_, at) => "abc"[(at + 1) % 3]);
      for (const name of names) {
        await jump(name);
        await visitor.at(`/${name}`);
      }
      const asked = site.soft().length;
      for (const name of ["a", ...names].slice(0, -1).toReversed()) {
        await visitor.back(`/${name}`);
        await visitor.reads("h1", name);
      }
      const again = site.soft().length - asked;
      assert.ok(again > 0 && again < 12, `${again} were asked for again`);
      assert.equal(visitor.loads(), 1);
      await close();
    });

    for (const [what, path] of [["is not there", "/lost"], ["is another document", "/two"]]) {
      test(`a post that leads to what ${what} is sent once, and that is loaded`, async () => {
        await open("/forms");
        await page.fill("#post input", path);
        await page.click("#post button");
        await visitor.reads("p#plain", path.slice(1));
        assert.equal(new URL(page.url()).pathname, path);
        assert.equal(site.posts.length, 1);
        await visitor.close({ forgiving: true });
      });
    }

    test("of one slot the last forty contents are kept, and older ones are asked for again", async () => {
      await open("/");
      for (let step = 0; step < 44; step++) await visitor.click(step % 2 ? "#side2" : "#side1", `/?@side=/side/${step % 2 + 1}`);
      const asked = site.soft().length;
      const go = async (by, path, view) => {
        await page.evaluate((by) => history.go(by), by);
        await visitor.at(path);
        await visitor.reads("[data-slot='site@side'] h2", view);
      };
      await go(-38, "/?@side=/side/2", "side.2");
      assert.equal(site.soft().length, asked);
      await go(-6, "/", "default");
      assert.equal(site.soft().length, asked + 1);
      await close();
    });

    test("back to what had not come yet, from what has not either, asks for it", async () => {
      await open("/");
      site.delays = { "site@main": 4_000 };
      await page.click("#a");
      await visitor.reads("[data-slot='site@main'] > [role=status]", "loading site@main");
      await page.click("#b");
      await visitor.comesTo("/b");
      site.delays = {};
      await visitor.back("/a");
      await visitor.reads("[data-slot='site@main'] h1", "a");
      await close();
    });

    test("back from a layout with slots of its own asks for nothing", async () => {
      await open("/");
      await visitor.click("#team1", "/team/1");
      const asked = site.soft().length;
      await visitor.back("/");
      await visitor.reads("h1", "home");
      await visitor.forward("/team/1");
      await visitor.reads("[data-slot='team@main'] h2", "member.1");
      assert.equal(site.soft().length, asked);
      await close();
    });

    test("what was asked for beforehand is not used after going back: it was meant for what showed then", async () => {
      await open("/a");
      await visitor.click("#side1", "/a?@side=/side/1");
      await page.focus("#c");
      await visitor.until(() => site.soft().at(-1)?.url === "/c");
      await visitor.back("/a");
      await jump("c");
      await visitor.at("/c");
      await visitor.reads("h1", "c");
      await visitor.reads("[data-slot='site@side'] h2", "default");
      await close();
    });

    test("a form that the author holds back is not sent", async () => {
      await open("/forms");
      await page.evaluate(() => document.body.addEventListener("submit", (event) => event.preventDefault()));
      const asked = site.requests.length;
      await page.click("#post button");
      await page.click("#slotform button");
      await page.waitForTimeout(300);
      assert.equal(site.requests.length, asked);
      assert.equal(await page.evaluate(() => location.pathname), "/forms");
      await close();
    });

    test("a button may say where its form goes, and how", async () => {
      await open("/forms");
      await page.evaluate(() => {
        const button = document.createElement("button");
        Object.assign(button, { id: "by-post", formAction: "/post?by=button", formMethod: "post", name: "to", value: "/b" });
        document.getElementById("search").append(button);
      });
      await page.fill("#search input", "tea");
      await jump("by-post");
      await visitor.at("/b");
      assert.equal(site.posts.length, 1);
      assert.deepEqual([site.posts[0].url, site.posts[0].body], ["/post?by=button", "q=tea&to=%2Fb"]);
      assert.equal(visitor.loads(), 1);
      await close();
    });
  });
}
