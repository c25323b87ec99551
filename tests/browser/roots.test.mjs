// From one document to another, in a real application: the mail's sign-in page stands in no layout, its panes in one.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { chromium, withoutNavigation } from "./support/engines.mjs";
import { startExample } from "./support/example.mjs";
import { open } from "./support/visitor.mjs";

for (const engine of [chromium, withoutNavigation]) {
  describe(`another root layout in ${engine.name}`, { timeout: 180_000 }, () => {
    let site, browser, visitor, page;
    before(async () => { [site, browser] = await Promise.all([startExample("mail"), engine.launch()]); });
    after(async () => {
      await browser?.close();
      await site?.stop();
    });
    beforeEach(async () => {
      // Through the sign-in page, as everybody comes here.
      visitor = await open(browser, site, "/messages/1");
      page = visitor.page;
      page.setDefaultTimeout(10_000);
      await page.getByRole("button", { name: "Ada Brandt" }).click();
      await shows(".reader h1", "Proofs");
    });
    // Chromium reports each 409 in the console.
    afterEach(() => visitor.close({ forgiving: true }));

    const shows = (place, text) => page.waitForFunction(([place, text]) =>
      document.querySelector(place)?.innerText.includes(text), [place, text]);
    const message = (name) => page.locator(".lines").getByRole("link", { name });

    /** An author's own link, which knows nothing of layouts. */
    const link = (path) => page.evaluate((path) => {
      const link = document.createElement("a");
      link.href = path;
      document.querySelector("main").append(link);
      link.click();
    }, path);

    const LEAVING = [
      ["by a link", () => link("/sign-in"), "/sign-in", ".outside h1", "Sign in"],
      ["by code", () => page.evaluate(() => { location.href = "/sign-in"; }), "/sign-in", ".outside h1", "Sign in"],
      ["to what no page matches", () => link("/no/such/page"), "/no/such/page", "h1", "There is no such page"],
    ];
    for (const [how, leave, path, place, text] of LEAVING) {
      test(`${how}: the page is loaded, and back and forward change what is on screen`, async () => {
        await message("Lunch on Thursday").click();
        await shows(".reader h1", "Lunch on Thursday?");
        const [loads, entries] = [visitor.loads(), await page.evaluate(() => history.length)];
        const [answer] = await Promise.all([
          page.waitForResponse((response) => response.request().isNavigationRequest() && response.url().endsWith(path)),
          leave(),
        ]);
        assert.ok([200, 404].includes(answer.status()), `${answer.status()}`);
        await shows(place, text);
        assert.equal(await page.locator("[data-slot]").count(), 0, "nothing of the panes is left");
        assert.equal(visitor.loads(), loads + 1);
        assert.equal(await page.evaluate(() => history.length), entries + 1);
        await visitor.back("/messages/2");
        await shows(".reader h1", "Lunch on Thursday?");
        await visitor.back("/messages/1");
        await shows(".reader h1", "Proofs");
        await visitor.forward("/messages/2");
        await shows(".reader h1", "Lunch on Thursday?");
        await visitor.forward(path);
        await shows(place, text);
        assert.equal(await page.locator("[data-slot]").count(), 0);
        await visitor.back("/messages/2");
        await shows(".reader h1", "Lunch on Thursday?");
        // And on it goes, softly.
        await page.evaluate(() => { window.stays = true; });
        await message("Proofs").click();
        await shows(".reader h1", "Proofs");
        assert.equal(await page.evaluate(() => window.stays), true);
      });
    }

    test("who signs out and in again finds the mail; back never shows another page than its address says", async () => {
      await page.getByRole("button", { name: "Sign out" }).click();
      await shows(".outside h1", "Sign in");
      await page.evaluate(() => history.back());
      // The page beneath is not for strangers any more.
      await page.waitForFunction(() => location.pathname === "/sign-in" || document.querySelector(".reader h1"));
      await page.reload();
      await shows(".outside h1", "Sign in");
      await page.getByRole("button", { name: "Ada Brandt" }).click();
      await page.waitForFunction(() => document.querySelector(".reader h1"));
    });
  });
}
