// Back from another document to a page that the browser has kept whole: it is as it was, and goes on.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { withPageCache } from "./support/engines.mjs";
import { startSite } from "./support/site.mjs";
import { open } from "./support/visitor.mjs";

describe(`back from another document in ${withPageCache.name}`, { timeout: 120_000 }, () => {
  let site, browser;
  before(async () => { [site, browser] = await Promise.all([startSite({ native: true }), withPageCache.launch()]); });
  after(async () => { await browser?.close(); site?.stop(); });

  async function leaveAndComeBack(visitor) {
    const { page } = visitor;
    await page.evaluate(() => addEventListener("pageshow", (event) => { window.wasKept = event.persisted; }));
    await page.click("#plain");
    await page.waitForSelector("p#plain");
    await page.goBack({ waitUntil: "commit" });
    await page.waitForFunction(() => window.wasKept);
  }

  test("nothing is asked for, what was typed is there, and so is the way further back", async () => {
    const visitor = await open(browser, site, "/a");
    const { page } = visitor;
    await visitor.click("#b", "/b");
    await page.fill("[data-slot='site@side'] input", "typed");
    const asked = () => site.requests.filter((request) => request.url !== "/plain").length;
    const before = asked();
    await leaveAndComeBack(visitor);
    assert.equal(await page.inputValue("[data-slot='site@side'] input"), "typed");
    await visitor.back("/a");
    await visitor.reads("h1", "a");
    assert.equal(asked(), before);
    await visitor.click("#c", "/c");
    await visitor.reads("h1", "c");
    await visitor.close();
  });

  test("a dialog that was open is open still, and closes", async () => {
    const visitor = await open(browser, site, "/a");
    const { page } = visitor;
    await visitor.click("#photo", "/photo/1");
    await page.evaluate(() => { document.querySelector("dialog").append(document.getElementById("plain")); });
    await leaveAndComeBack(visitor);
    assert.equal(await page.locator("dialog:modal").count(), 1);
    await page.keyboard.press("Escape");
    await visitor.at("/a");
    assert.equal(await page.locator("dialog").count(), 0);
    await visitor.reads("h1", "a");
    await visitor.close();
  });
});
