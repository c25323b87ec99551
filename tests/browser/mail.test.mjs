// The example mail: panes that navigate alone, a dialog to write in, actions that show two panes anew.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { chromium } from "./support/engines.mjs";
import { startExample } from "./support/example.mjs";
import { watch } from "./support/watch.mjs";

describe("the mail", { timeout: 180_000 }, () => {
  let site, browser, context, page, watched;
  before(async () => { browser = await chromium.launch(); });
  after(() => browser?.close());
  // Each test has a mailbox of its own.
  beforeEach(async () => {
    site = await startExample("mail");
    context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    await context.addCookies([{ name: "mail-user", value: "ada", url: site.url }]);
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
    watched = await watch(page);
  });
  afterEach(async () => {
    const troubles = await watched.troubles();
    await context.close();
    site.stop();
    assert.deepEqual(troubles, []);
  });

  async function open(path) {
    await page.goto(site.url + path, { waitUntil: "load" });
    await page.evaluate(() => { window.stays = true; });
  }
  const path = () => page.evaluate(() => location.pathname + location.search);
  const shows = (place, text) => page.waitForFunction(([place, text]) =>
    document.querySelector(place)?.innerText.includes(text), [place, text]);
  const stayed = async () => assert.equal(await page.evaluate(() => window.stays), true, "no page was loaded");
  const message = (name) => page.locator(".lines").getByRole("link", { name });
  const folder = (name) => page.locator(".folders").getByRole("link", { name });
  const dialog = () => page.locator("dialog[open]");

  test("a message and a folder open in their own panes, and the address says both", async () => {
    await open("/");
    await message("Lunch on Thursday").click();
    await shows(".reader h1", "Lunch on Thursday?");
    await folder("Archive").click();
    await shows(".list h2", "Archive");
    await shows(".reader h1", "Lunch on Thursday?");
    assert.equal(await path(), "/messages/2?@list=/?folder=archive");
    assert.equal(await folder("Archive").getAttribute("aria-current"), "page");
    assert.equal(await folder("Inbox").getAttribute("aria-current"), null);
    await stayed();
    const before = await page.innerText(".panes");
    await page.reload({ waitUntil: "load" });
    assert.equal(await page.innerText(".panes"), before, "a reload shows the same");
    await page.goBack();
    await shows(".list h2", "Inbox");
    await shows(".reader h1", "Lunch on Thursday?");
  });

  test("on a phone a message is shown from its top, and back leads to where the list was", async () => {
    await page.setViewportSize({ width: 390, height: 400 });
    await open("/");
    const scroll = () => page.evaluate(() => Math.round(scrollY));
    await page.evaluate(() => scrollTo(0, 250));
    assert.equal(await scroll(), 250, "there is enough to scroll");
    // A folder is a pane's own move.
    await folder("Inbox").evaluate((link) => link.click());
    await shows(".list h2", "Inbox");
    await folder("Archive").evaluate((link) => link.click());
    await shows(".list h2", "Archive");
    assert.ok(await scroll() > 0);
    await page.goBack();
    await shows(".list h2", "Inbox");
    await page.evaluate(() => scrollTo(0, 250));
    await message("Lunch on Thursday").evaluate((link) => link.click());
    await shows(".reader h1", "Lunch on Thursday?");
    assert.equal(await scroll(), 0);
    await page.goBack();
    await page.waitForFunction(() => !document.querySelector(".letter") && Math.round(scrollY) === 250);
    await stayed();
  });

  test("a search changes the list alone", async () => {
    await open("/messages/1");
    await page.fill("#q", "choir");
    await page.keyboard.press("Enter");
    await shows(".list", "1 message");
    await shows(".reader h1", "Proofs for the spring catalogue");
    assert.equal(await path(), "/messages/1?@list=/?q=choir");
    await stayed();
  });

  test("moving a message shows the list and the folders anew, and leaves the rest", async () => {
    await open("/messages/1");
    await page.fill("#q", "half typed");
    const letter = await page.$(".letter");
    await page.getByRole("button", { name: "Archive" }).click();
    await shows(".list", "8 messages");
    await shows(".folders", "2");
    assert.ok(await letter.evaluate((element) => element.isConnected), "the message is still the same element");
    assert.equal(await message("Proofs").count(), 0);
    assert.equal(await path(), "/messages/1");
    await stayed();
  });

  test("marking shows three panes anew", async () => {
    await open("/messages/2");
    await page.getByRole("button", { name: "Mark as read" }).click();
    await page.getByRole("button", { name: "Mark as unread" }).waitFor();
    await shows(".folders", "2");
    assert.equal(await page.locator(".line.unread").count(), 2);
    await stayed();
  });

  test("what is written in the dialog stays when it is refused, and is sent when it is whole", async () => {
    await open("/messages/2");
    await page.getByRole("link", { name: "Answer" }).click();
    await dialog().waitFor();
    assert.equal(await path(), "/compose?reply=2");
    await shows(".reader h1", "Lunch on Thursday?");
    await page.fill("#compose-to", "grace");
    await page.fill("#compose-body", "I come & bring Tariq.");
    await page.getByRole("button", { name: "Send" }).click();
    await shows("dialog[open]", "This is no address");
    assert.equal(await page.inputValue("#compose-to"), "grace");
    assert.equal(await page.inputValue("#compose-body"), "I come & bring Tariq.");
    await stayed();
    watched.forget();
    await page.fill("#compose-to", "grace@harbour.example");
    await page.getByRole("button", { name: "Send" }).click();
    await page.waitForFunction(() => !document.querySelector("dialog[open]"));
    await shows(".list h2", "Sent");
    await shows(".list", "Re: Lunch on Thursday?");
    await stayed();
  });

  test("the form is a page on a reload, and its dialog closes with Esc and back", async () => {
    await open("/?folder=sent");
    await page.getByRole("link", { name: "Write" }).click();
    await dialog().waitFor();
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => !document.querySelector("dialog[open]"));
    assert.equal(await path(), "/?folder=sent");
    await page.goForward();
    await dialog().waitFor();
    await page.reload({ waitUntil: "load" });
    assert.equal(await page.locator("dialog").count(), 0);
    assert.equal(await page.locator("main h1").innerText(), "New message");
  });

  test("strangers are led to the sign-in page and back, also from a page that stood open", async () => {
    await open("/messages/1");
    await context.clearCookies();
    await folder("Sent").click();
    await page.waitForURL("**/sign-in?**");
    await page.getByRole("button", { name: "Ada Brandt" }).click();
    await shows(".list h2", "Sent");
    await shows(".reader h1", "Proofs");
    watched.forget();
  });

  test("without scripts all of it works by pages", async () => {
    await open("/");
    const plain = await browser.newContext({ javaScriptEnabled: false });
    const page = await plain.newPage();
    await page.goto(`${site.url}/messages/1`);
    await page.getByRole("button", { name: "Ada Brandt" }).click();
    assert.equal(await page.locator(".reader h1").innerText(), "Proofs for the spring catalogue");
    await page.locator(".folders").getByRole("link", { name: "Archive" }).click();
    await page.fill("#q", "grace");
    await page.getByRole("button", { name: "Search" }).click();
    assert.ok((await page.innerText(".list")).includes("1 message"));
    assert.equal(await page.locator(".reader h1").innerText(), "Proofs for the spring catalogue");
    await page.getByRole("button", { name: "Delete" }).click();
    assert.equal(await page.locator(".reader h1").innerText(), "Proofs for the spring catalogue");
    await page.getByRole("link", { name: "Write" }).click();
    await page.fill("#compose-subject", "kept");
    await page.getByRole("button", { name: "Send" }).click();
    assert.equal(await page.inputValue("#compose-subject"), "kept");
    assert.equal(await page.locator("p.wrong").count(), 2);
    await plain.close();
  });

  for (const width of [360, 1440]) {
    test(`nothing is wider than ${width} px`, async () => {
      await page.setViewportSize({ width, height: 800 });
      for (const path of ["/", "/messages/1", "/compose", "/sign-in", "/?q=nothing"]) {
        await open(path);
        const widest = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(widest <= width, `${path} is ${widest} px wide`);
      }
    });
  }
});
