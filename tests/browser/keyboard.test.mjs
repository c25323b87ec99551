// The mail by its keyboard alone: no pointer is moved in here, and nothing is focused but by Tab.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { chromium, withoutNavigation } from "./support/engines.mjs";
import { startExample } from "./support/example.mjs";
import { open } from "./support/visitor.mjs";

for (const engine of [chromium, withoutNavigation]) {
  describe(`the mail by keyboard in ${engine.name}`, { timeout: 180_000 }, () => {
    let site, browser, visitor, page;
    before(async () => { [site, browser] = await Promise.all([startExample("mail"), engine.launch()]); });
    after(async () => {
      await browser?.close();
      await site?.stop();
    });

    const focused = () => page.evaluate(() => document.activeElement.innerText?.trim() || document.activeElement.id);
    const shows = (place, text) => page.waitForFunction(([place, text]) =>
      document.querySelector(place)?.innerText.includes(text), [place, text], { timeout: 10_000 });
    /** Goes on by Tab until that is focused; how far it was. */
    async function tabTo(text, key = "Tab") {
      for (let steps = 1; steps <= 60; steps++) {
        await page.keyboard.press(key);
        if ((await focused()).includes(text)) return steps;
      }
      throw new Error(`nobody comes to “${text}” by ${key}`);
    }

    test("signing in, reading, a folder, a search, writing, and back to where one was", async () => {
      visitor = await open(browser, site, "/");
      page = visitor.page;
      await tabTo("Ada Brandt");
      await page.keyboard.press("Enter");
      await shows(".list h2", "Inbox");
      await page.evaluate(() => { window.stays = true; });

      // The list stays, and so does the focus in it.
      await tabTo("Lunch on Thursday");
      await page.keyboard.press("Enter");
      await shows(".reader h1", "Lunch on Thursday?");
      assert.ok((await focused()).includes("Lunch on Thursday"));

      // A folder replaces the list: the focus is in the folders, and stays.
      await tabTo("Archive", "Shift+Tab");
      await page.keyboard.press("Enter");
      await shows(".list h2", "Archive");
      assert.ok((await focused()).includes("Archive"));

      // A search replaces the list around the field: the focus goes on in the list.
      await tabTo("q");
      await page.keyboard.type("grace");
      await page.keyboard.press("Enter");
      await shows(".list", "1 message");
      assert.ok(await page.evaluate(() => document.querySelector(".list").contains(document.activeElement)));

      // Writing, over what is there: the focus is kept inside while it is open, and comes back.
      await tabTo("Answer");
      await page.keyboard.press("Enter");
      await page.waitForSelector("dialog:modal");
      const outside = () => page.evaluate(() => {
        const { activeElement } = document;
        return activeElement !== document.body && !document.querySelector("dialog").contains(activeElement);
      });
      for (let times = 0; times < 12; times++) {
        assert.ok(!await outside(), `after ${times} times Tab`);
        await page.keyboard.press("Tab");
      }
      await tabTo("compose-body");
      await page.keyboard.type("I come.");
      await page.keyboard.press("Escape");
      await page.waitForFunction(() => !document.querySelector("dialog"));
      assert.equal(await focused(), "Answer");
      await shows(".reader h1", "Lunch on Thursday?");
      await shows(".list", "1 message");

      // Pressing a button that shows the pane anew leaves the focus in that pane.
      await tabTo("Mark as");
      const said = await focused();
      await page.keyboard.press("Space");
      await page.waitForFunction((said) =>
        ![...document.querySelectorAll(".tools button")].some((button) => button.innerText === said), said);
      assert.ok(await page.evaluate(() => document.querySelector("main.reader").contains(document.activeElement)));
      assert.equal(await page.evaluate(() => window.stays), true, "no page was loaded");
      await visitor.close();
    });
  });
}
