// The core of it in WebKit, where that is installed: it has no Navigation API, and patches no documents by itself.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { startSite } from "./support/site.mjs";
import { hasWebKit, launchWebKit } from "./support/webkit.mjs";

const NOSNIFF = { "x-content-type-options": "nosniff" };

describe("WebKit", { timeout: 180_000, skip: !hasWebKit && "it is not installed" }, () => {
  let site, browser;
  before(async () => { site = await startSite({ native: false, headers: NOSNIFF }); });
  after(() => site.stop());
  beforeEach(async () => { browser = await launchWebKit(); });
  afterEach(async () => {
    site.delays = {};
    await browser.close();
  });

  const reads = (selector, text) =>
    browser.waitFor((selector, text) => document.querySelector(selector)?.innerText === text, selector, text);
  const click = (selector) => browser.run((selector) => document.querySelector(selector).click(), selector);
  async function open(path) {
    await browser.open(site.url + path);
    await browser.waitFor(() => document.readyState === "complete" && history.state?.transom);
    await browser.run(() => { window.stays = true; });
  }
  const stayed = async () => assert.equal(await browser.run(() => window.stays), true, "no page was loaded");

  test("frames go to their places while the document still comes", async () => {
    site.delays = { "site@side": 300, "site@main": 3_000 };
    await browser.open(`${site.url}/a`);
    await reads("[data-slot='site@side'] h2", "default");
    assert.equal(await browser.run(() => document.querySelector("[data-slot='site@main'] p").innerText), "loading site@main");
    await reads("[data-slot='site@main'] h1", "a");
  });

  test("a click changes what it is for, and the title; back and forward ask for nothing", async () => {
    await open("/a");
    await browser.run(() => { document.querySelector("[data-slot='site@side'] input").value = "typed"; });
    await click("#b");
    await reads("h1", "b");
    assert.equal(await browser.run(() => document.title), "/b of the site");
    await click("#side1");
    await reads("[data-slot='site@side'] h2", "side.1");
    const asked = site.requests.length;
    for (const [step, selector, text] of [[-1, "[data-slot='site@side'] h2", "default"], [-1, "h1", "a"], [1, "h1", "b"]]) {
      await browser.run((step) => history.go(step), step);
      await reads(selector, text);
    }
    assert.equal(site.requests.length, asked);
    assert.equal(await browser.run(() => document.querySelector("[data-slot='site@side'] input").value), "typed");
    assert.equal(await browser.run(() => document.title), "/b of the site");
    await stayed();
  });

  test("a dialog opens, goes on, and closes by Esc", async () => {
    await open("/a");
    await click("#photo");
    await browser.waitFor(() => document.querySelector("dialog:modal h2")?.innerText === "/photo/1");
    await click("#next");
    await browser.waitFor(() => document.querySelector("dialog:modal h2")?.innerText === "/photo/2");
    await browser.press("\uE00C");
    await browser.waitFor(() => location.pathname === "/a" && !document.querySelector("dialog"));
    assert.equal(await browser.run(() => document.title), "/a of the site");
    await stayed();
  });

  test("a form is posted in the background, and followed", async () => {
    await open("/forms");
    await click("#post button");
    await reads("h1", "a");
    assert.equal(site.posts.at(-1).headers["transom-refresh"], "1");
    await stayed();
  });
});
